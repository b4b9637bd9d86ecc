"""A blank map to place somebody on: known places to find one's way, a scale bar, one pin; nothing is asked of outside.

Context      Tiles would tell a third party where clients live; a planner knows who lives near whom.
Decision     A drawing of our own: click or drag to place, arrow keys to move, wheel and buttons to come closer. The
             position is told after a moment's rest; the page shows it in numbers and saves it.
Consequence  Works without a network and with the keyboard alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from pages.shell.state import reported
from services.words import Language, Text, number

HERE = Path(__file__).parent
Position = tuple[float, float]
"""Latitude and longitude, degrees."""

WORDS = {
    "map": Text(
        sv="Karta. Klicka för att sätta ut, dra nålen eller flytta den med piltangenterna (skift: finare).",
        en="Map. Click to place, drag the pin or move it with the arrow keys (shift: finer).",
    ),
    "closer": Text(sv="Närmare", en="Closer"),
    "further": Text(sv="Längre bort", en="Further away"),
    "all": Text(sv="Visa alla", en="Show all"),
    "office": Text(sv="Kontor", en="Office"),
    "pin": Text(sv="Här: {lat}, {lon}", en="Here: {lat}, {lon}"),
    "hint": Text(
        sv="Klicka där hemmet ligger. Dra kartan för att flytta den, rulla för att zooma.",
        en="Click where the home is. Drag the map to move it, scroll to zoom.",
    ),
}

_component: Callable[..., object] = st.components.v2.component(
    "caire_place_map",
    html='<section class="place-map"></section>',
    css=(HERE / "place_map.css").read_text(encoding="utf-8"),
    js="\n".join((HERE / name).read_text(encoding="utf-8") for name in ("view.js", "place_map.js")),
)


def place_map(
    known: Sequence[tuple[float, float, str]],
    pin: Position | None,
    language: Language,
    key: str,
    on_place: Callable[[float, float], None],
) -> None:
    """Draw the known places and the pin; `on_place` is told where the pin was put, before the page is drawn anew."""

    def placed() -> None:
        told = reported(key, "place")
        if isinstance(told, (list, tuple)) and len(told) == 2:
            on_place(float(told[0]), float(told[1]))

    words = {name: text(language) for name, text in WORDS.items()}
    data = {"known": [list(each) for each in known], "pin": list(pin) if pin else None, "words": words,
            "comma": number(0.5, language, 1)[1]}  # fmt: skip
    _component(data=data, key=key, on_place_change=placed)
