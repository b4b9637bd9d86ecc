"""All a page may know: who acts, in which language, what time it is, and which services answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from pages.shell import guard
from pages.shell.state import state_of
from services.access import Actor, Capability
from services.bootstrap import Services
from services.signing_in import SignedIn
from services.words import Language, Text

S = TypeVar("S")


def _wall_clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class PageContext:
    """What the guard hands to `render`, made anew on every run of a page or a fragment.

    `needs` is the capability of the page being shown: a fragment is checked against it again.
    `ask_again` resolves the session once more; its argument says whether that counts as activity.
    """

    actor: Actor
    language: Language
    services: Services
    zone: ZoneInfo
    needs: Capability
    ask_again: Callable[[bool], SignedIn | None]
    clock: Callable[[], datetime] = field(default=_wall_clock)

    def say(self, text: Text, /, **values: object) -> str:
        """The words of `text` in the reader's language, `{name}` filled in; a `Text` value follows the language."""
        return (text.fill(**values) if values else text)(self.language)

    def now(self) -> datetime:
        """The moment, on the organisation's wall clock."""
        return self.clock().astimezone(self.zone)

    def state(self, kind: type[S]) -> S:
        """The page's own choices, kept between runs; `kind` is a dataclass whose fields all have defaults."""
        return state_of(kind)

    def fragment(self, draw: Callable[[PageContext], None], run_every_s: float | None = None) -> None:
        """Draw a part that reruns alone; the session is resolved again each time, so a suspended user stops here."""
        guard.fragment(self, draw, run_every_s)
