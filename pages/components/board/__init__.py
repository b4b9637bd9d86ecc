"""The plan board: one day as a timeline of our own, drawn in the browser, that reports what was picked.

Context      A day has some 270 visits and as many drives; chart libraries draw them in seconds and cannot be moved in.
Decision     A thin component: plain elements at percent positions, patched by signature, real buttons for the keyboard.
Consequence  First paint in tens of milliseconds; zoom is one style; labels hide by container query, without script.
Not chosen   A timeline library (half a megabyte, seconds for a week) or a chart (cannot drag, rotates its labels).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).parent
_NAME = "caire_board"


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    # Registered at first use: the registry belongs to the running server, which is not there when this is imported.
    return st.components.v2.component(
        _NAME,
        css=(_HERE / "board.css").read_text(encoding="utf-8"),
        js=(_HERE / "board.js").read_text(encoding="utf-8"),
    )


def board(data: Mapping[str, Any], key: str) -> str | None:
    """Show a day (services.board.board_payload); what was picked just now: a visit's id or `g:` and a carer's id."""
    shown = _component()(data=dict(data), key=key, on_select_change=_nothing)
    picked = shown.select
    return str(picked) if picked is not None else None


def _nothing() -> None:
    """Streamlit reports a trigger only when somebody listens."""
