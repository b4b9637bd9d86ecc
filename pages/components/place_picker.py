"""A place on the map: pointed at, closer with each click, until it is right; nothing is saved here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from pages.shell.context import PageContext
from pages.shell.state import reported
from services.figures.picking import Ground, ground_of, picking_deck
from services.figures.spots import Spot
from services.words import Text

HOW = Text(
    sv="Klicka på rutan där platsen ligger; kartan går närmare för varje klick. Grå punkter är kända platser.",
    en="Click the square where the place lies; the map goes closer with each click. Grey dots are known places.",
)
CHOSEN = Text(
    sv="Vald position: {lat}, {lon} (± {metres} m).", en="Chosen position: {lat}, {lon} (± {metres} m)."
)  # fmt: skip
BACK, AGAIN = Text(sv="Längre ut", en="Further out"), Text(sv="Börja om", en="Start over")
ALT = Text(sv="Karta att välja en plats på", en="Map to choose a place on")
HEIGHT_PX, WIDTH_PX = 400, 800


@dataclass
class Picking:
    """How far in a picker is: the grounds so far, and the spot picked last."""

    grounds: list[Ground] = field(default_factory=list)
    spot: tuple[float, float] | None = None


@dataclass
class PickerState:
    """The pickers of this tab, by key."""

    open: dict[str, Picking] = field(default_factory=dict)


def place_picker(
    ctx: PageContext, key: str, known: Sequence[Spot], now: tuple[float, float] | None
) -> tuple[float, float] | None:
    """The spot picked, as (latitude, longitude); None until something is picked. `now` is where it is so far."""
    picking = ctx.state(PickerState).open.setdefault(key, Picking())
    if not picking.grounds:
        picking.grounds.append(ground_of(known))
    ground, shown = picking.grounds[-1], picking.spot or now
    st.caption(ctx.say(HOW))
    widget = f"{key}.map.{len(picking.grounds)}.{ground.lat:.5f}"
    spot = None if shown is None else ("", *shown)
    deck = picking_deck(
        ground, known, spot, WIDTH_PX, dark=st.context.theme.type == "dark",
        basemap_url=ctx.services.settings.basemap_url,
    )  # fmt: skip
    st.pydeck_chart(
        deck, height=HEIGHT_PX, key=widget, alt=ctx.say(ALT), selection_mode="single-object",
        on_select=lambda: _pick(picking, reported(widget, "selection")),
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(ctx.say(BACK), icon=":material/zoom_out:", key=f"{key}.out", disabled=len(picking.grounds) < 2):
            picking.grounds.pop()
            st.rerun()
        if st.button(ctx.say(AGAIN), icon=":material/restart_alt:", key=f"{key}.again", disabled=picking.spot is None):
            forget_pick(ctx, key)
            st.rerun()
        if picking.spot is not None:
            lat, lon = picking.spot
            metres = round(picking.grounds[-2 if len(picking.grounds) > 1 else -1].cell_m / 2)
            st.caption(ctx.say(CHOSEN, lat=f"{lat:.5f}", lon=f"{lon:.5f}", metres=metres))
    return picking.spot


def forget_pick(ctx: PageContext, key: str) -> None:
    """The next picker of this key begins anew."""
    ctx.state(PickerState).open.pop(key, None)


def _pick(picking: Picking, selection: Any) -> None:
    layers = selection.get("objects") if isinstance(selection, Mapping) else None
    for square in (layers or {}).get("squares") or ():
        picking.spot = (float(square["lat"]), float(square["lon"]))
        # The smallest squares stay as they are, so that the one beside can be picked.
        if not picking.grounds[-1].is_smallest:
            picking.grounds.append(picking.grounds[-1].around(*picking.spot))
