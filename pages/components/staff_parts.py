"""The parts of the carers' page beside the list: delegations that run out, hours, homes, utilisation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from pages.components.availability import availability
from pages.components.delegations import delegations
from pages.components.homes import homes
from pages.components.utilisation import utilisation_table
from pages.shell.context import PageContext
from pages.shell.state import choose, typed
from services.words import Text

if TYPE_CHECKING:
    from services.register.rows import EmployeeRow

PART = Text(sv="Visa", en="Show")
LIST = Text(sv="Medarbetare", en="Carers")
KEY = "employees.part"
Part = Callable[[PageContext, list["EmployeeRow"]], None]
PARTS: tuple[tuple[Text, Part], ...] = (
    (Text(sv="Delegeringar som går ut", en="Delegations running out"), lambda ctx, _: delegations(ctx)),
    (Text(sv="Tillgänglighet", en="Availability"), availability),
    (Text(sv="Hem och område", en="Homes and districts"), lambda ctx, _: homes(ctx)),
    (Text(sv="Beläggning", en="Utilisation"), lambda ctx, _: utilisation_table(ctx)),
)


def open_list(ctx: PageContext) -> None:
    """Show the list itself, before the parts are drawn."""
    choose(KEY, ctx.say(LIST))


def staff_part(ctx: PageContext, everybody: list[EmployeeRow]) -> bool:
    """Draw the chosen part; False while the list itself is chosen."""
    parts = {ctx.say(title): draw for title, draw in PARTS}
    options = [ctx.say(LIST), *parts]
    chosen = st.segmented_control(
        ctx.say(PART), options, default=None if typed(KEY) in options else options[0], key=KEY,
        label_visibility="collapsed", required=True,
    )  # fmt: skip
    if chosen not in parts:
        return False
    parts[chosen](ctx, everybody)
    return True
