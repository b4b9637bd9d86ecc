"""The day in motion: a small map with a slider that shows where every carer is, played in the browser alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import streamlit as st

from pages.components.board.events import Select, event_of
from pages.components.board.words import LOCALES
from pages.shell.browser_files import loader, style_link
from pages.shell.state import reported
from services.words import Language, Text

WORDS = {
    "map": Text(
        sv="Karta över var alla medarbetare är; Retur på en medarbetare väljer.",
        en="Map of where every carer is; Enter on a carer selects.",
    ),
    "moment": Text(sv="Tid på dagen", en="Time of day"),
    "play": Text(sv="Spela upp dagen", en="Play the day"),
    "pause": Text(sv="Pausa", en="Pause"),
    "visiting": Text(sv="hos klient", en="with a client"),
    "driving": Text(sv="på väg", en="on the way"),
    "waiting": Text(sv="väntar", en="waiting"),
    "unplanned": Text(sv="Oplanerat besök", en="Unplanned visit"),
    "nobody": Text(sv="Ingen har besök den här dagen.", en="Nobody has visits on this day."),
}

_component: Callable[..., object] = st.components.v2.component(
    "caire_motion", html=style_link("motion", "motion.css") + '<div class="motion"></div>',
    js=loader("motion", "motion.js"),
)  # fmt: skip


def motion_map(
    moving: Mapping[str, Any], day: date, now: datetime, language: Language, key: str,
    on_select: Callable[[str], None],
) -> None:  # fmt: skip
    """Show `services.figures.motion.motion` of `day`; `on_select` is told `g:` and a carer's id."""

    def select() -> None:
        event = event_of("select", reported(key, "select"))
        if isinstance(event, Select) and event.word:
            on_select(event.word)

    told = {
        **moving, "day": day.isoformat(), "now": round(now.timestamp() * 1000), "locale": LOCALES[language],
        "words": {name: words(language) for name, words in WORDS.items()},
    }  # fmt: skip
    _component(data=told, key=key, on_select_change=select)
