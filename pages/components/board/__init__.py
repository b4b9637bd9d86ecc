"""The plan board: a thin component of our own, drawn by the browser from the lists of `services.board`.

Context      Thousands of bars that a planner zooms, walks through by keyboard, drags and selects from; a charting
             library draws them twenty times slower and cannot give focus to a bar.
Decision     Plain elements at positions in percent, patched by signature; all words and numbers come from here. The
             browser proposes (events.py), Python disposes: it answers by new lists, and a refused bar goes back.
Consequence  A day is drawn in a few milliseconds, zooming rewrites one width, dark mode follows the theme by itself.
Not chosen   vis-timeline (half a megabyte, seconds to draw a week); Plotly (bars are pixels, not buttons); dragging by
             HTML5 (does not exist on touch).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import streamlit as st

from pages.components.board.events import (
    EVENTS,
    Act,
    BoardEvent,
    Move,
    Pick,
    PinVisit,
    Redo,
    Select,
    Unassign,
    Undo,
    event_of,
)
from pages.components.board.words import words
from pages.shell.browser_files import loader, style_link
from pages.shell.state import reported
from services.words import Language

__all__ = [
    "Act", "Answer", "BoardEvent", "Move", "Pick", "PinVisit", "Redo", "Select", "Unassign", "Undo", "board",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of the last act: `seq` is the act's, `note` is said (a refusal: why and what would help).

    `version` names the plan as it now stands; the next act repeats it as `base`.
    """

    version: str = ""
    seq: int = 0
    note: str = ""
    can_undo: bool = False
    can_redo: bool = False


_component: Callable[..., object] = st.components.v2.component(
    "caire_board",
    html=style_link("board", "board.css", "bars.css", "moving.css") + '<section class="board"></section>',
    js=loader("board", "board.js"),
)


def board(
    payload: Mapping[str, Any],
    language: Language,
    key: str,
    on_select: Callable[[str | None], None],
    on_event: Callable[[BoardEvent], None] | None = None,
    answer: Answer | None = None,
) -> None:
    """Draw `services.board.board_payload`; `on_select` is told a visit's id, `g:` and a carer's id, or None.

    With `on_event` the plan can be changed: it is told all a planner does, selecting too. Both are called before the
    page is drawn anew, so the same run already shows what was chosen. `answer` tells what became of the last act.
    """

    def tell(name: str) -> None:
        event = event_of(name, reported(key, name))
        if isinstance(event, Select):
            on_select(event.word)
        if event is not None and on_event is not None:
            on_event(event)

    told = {**lean(payload), **words(language), **asdict(answer or Answer()), "can_edit": on_event is not None}
    heard = EVENTS if on_event is not None else ("select",)
    _component(data=told, key=key, **{f"on_{name}_change": _listening(tell, name) for name in heard})


def lean(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Bars with seconds after the range's start instead of epoch milliseconds: a third of a day's bytes less."""
    first: int = payload["range"][0]

    def after(moment: int) -> int:
        return (moment - first) // 1000

    items = [[*item[:2], after(item[2]), after(item[3]), *item[4:]] for item in payload["items"]]
    bg = [[row, after(start), after(end), kind] for row, start, end, kind in payload["bg"]]
    return {**payload, "items": items, "bg": bg}


def _listening(tell: Callable[[str], None], name: str) -> Callable[[], None]:
    return lambda: tell(name)
