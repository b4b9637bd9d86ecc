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
from services.words import Text, number

HOW = Text(
    sv="Klicka på rutan där platsen ligger; kartan går närmare för varje klick. En ruta är {metres} m bred.",
    en="Click the square where the place lies; the map goes closer with each click. A square is {metres} m wide.",
)
CHOSEN = Text(
    sv="Vald position: {lat}, {lon} (± {metres} m).", en="Chosen position: {lat}, {lon} (± {metres} m)."
)  # fmt: skip
BACK, AGAIN = Text(sv="Längre ut", en="Further out"), Text(sv="Börja om", en="Start over")
OFFICE = Text(sv="Kontor", en="Office")
ALT = Text(sv="Karta att välja en plats på", en="Map to choose a place on")
HEIGHT_PX, WIDTH_PX = 400, 800


@dataclass
class Picking:
    """How far in a picker is: the grounds so far, the spot picked last, and how far off it may be."""

    grounds: list[Ground] = field(default_factory=list)
    spot: tuple[float, float] | None = None
    within_m: float = 0.0


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
    st.caption(ctx.say(HOW, metres=number(ground.cell_m, ctx.language)))
    widget = f"{key}.map.{len(picking.grounds)}.{ground.lat:.5f}"
    spot = None if shown is None else ("", *shown)
    named = [(name or ctx.say(OFFICE), lat, lon) for name, lat, lon in known]
    deck = picking_deck(
        ground, named, spot, WIDTH_PX, dark=st.context.theme.type == "dark",
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
            metres = number(picking.within_m, ctx.language)
            st.caption(ctx.say(CHOSEN, lat=f"{lat:.5f}", lon=f"{lon:.5f}", metres=metres))
    return picking.spot


def forget_pick(ctx: PageContext, key: str) -> None:
    """The next picker of this key begins anew."""
    ctx.state(PickerState).open.pop(key, None)


def _pick(picking: Picking, selection: Any) -> None:
    layers = selection.get("objects") if isinstance(selection, Mapping) else None
    for square in (layers or {}).get("squares") or ():
        picking.spot = (float(square["lat"]), float(square["lon"]))
        picking.within_m = picking.grounds[-1].cell_m / 2
        # The smallest squares stay as they are, so that the one beside can be picked.
        if not picking.grounds[-1].is_smallest:
            picking.grounds.append(picking.grounds[-1].around(*picking.spot))
