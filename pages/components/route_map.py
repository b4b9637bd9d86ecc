"""The map beside the board; what is picked on it is told before the page is drawn anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pydeck as pdk
import streamlit as st

from pages.shell.state import reported

HEIGHT_PX = 262


def route_map(deck: pdk.Deck, key: str, alt: str, on_pick: Callable[[str], None]) -> None:
    """Show `services.figures.routes.routes_deck`; `on_pick` is told a visit's id, or `g:` and a carer's id."""

    def picked() -> None:
        found = first_id(reported(key, "selection"))
        if found is not None:
            on_pick(found)

    st.pydeck_chart(deck, height=HEIGHT_PX, on_select=picked, selection_mode="single-object", key=key, alt=alt)


def first_id(selection: Any) -> str | None:
    """The id of the object that was picked, whatever layer it lies on."""
    layers = selection.get("objects") if isinstance(selection, Mapping) else None
    for objects in (layers or {}).values():
        for found in objects or ():
            if isinstance(found.get("id"), str):
                return str(found["id"])
    return None
