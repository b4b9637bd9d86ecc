"""What a page is: its title, its address, its place in the menu, what it needs and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from services.access import Capability
from services.words import Text

if TYPE_CHECKING:
    from pages.shell.context import PageContext


class Section(Enum):
    """A heading of the menu; the order here is the order on screen."""

    OVERVIEW = Text(sv="Översikt", en="Overview")
    PLANNING = Text(sv="Planera", en="Plan")
    CARE = Text(sv="Vård och resurser", en="Care and resources")
    INSIGHTS = Text(sv="Följ upp", en="Follow up")
    DATA = Text(sv="Data in och ut", en="Data in and out")
    ADMIN = Text(sv="Administrera", en="Administer")
    PLATFORM = Text(sv="Plattform", en="Platform")
    PORTAL = Text(sv="Mitt", en="Mine")


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page; a page file ends with `PAGE = PageSpec(...)` and does nothing else when imported.

    `icon` is a Material symbol such as `:material/today:`; `url_path` is one segment.
    """

    title: Text
    url_path: str
    icon: str
    section: Section
    needs: Capability
    render: Callable[[PageContext], None]
