"""The plan board: a thin component of our own, drawn by the browser from the lists of `services.board`.

Context      Thousands of bars that a planner zooms, walks through by keyboard and selects from; a charting library
             draws them twenty times slower and cannot give focus to a bar.
Decision     Plain elements at positions in percent, patched by signature; all words and numbers come from here.
Consequence  A day is drawn in a few milliseconds, zooming rewrites one width, dark mode follows the theme by itself.
Not chosen   vis-timeline (half a megabyte, seconds to draw a week); Plotly (bars are pixels, not buttons).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from pages.components.board.words import words
from pages.shell.state import reported
from services.words import Language

HERE = Path(__file__).parent
SCRIPTS = ("parts.js", "rows.js", "walking.js", "viewing.js", "board.js")
"""Read in this order as one module: a browser fetches one file, a person reads five."""

_component: Callable[..., object] = st.components.v2.component(
    "caire_board",
    html='<section class="board"></section>',
    css=(HERE / "board.css").read_text(encoding="utf-8"),
    js="\n".join((HERE / name).read_text(encoding="utf-8") for name in SCRIPTS),
)


def board(payload: Mapping[str, Any], language: Language, key: str, on_select: Callable[[str | None], None]) -> None:
    """Draw `services.board.board_payload`; `on_select` is told a visit's id, `g:` and a carer's id, or None.

    It is called before the page is drawn anew, so the same run already shows what was chosen.
    """

    def select() -> None:
        chosen = reported(key, "select")
        if isinstance(chosen, str):
            on_select(chosen or None)

    _component(data={**payload, **words(language)}, key=key, on_select_change=select)
