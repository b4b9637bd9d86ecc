"""Where vehicles are kept: on a map, and set on it by pointing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from pages.components.place_picker import forget_pick, place_picker
from pages.shell.context import PageContext
from services.figures.spots import spots_deck
from services.words import Text

if TYPE_CHECKING:
    from services.fleet.rows import VehicleRow

WHERE = Text(sv="Var fordonen står", en="Where the vehicles are kept")
NOWHERE = Text(sv="Inget fordon är utsatt på kartan än.", en="No vehicle is on the map yet.")
POINT = Text(sv="Sätt ut ett fordon på kartan", en="Put a vehicle on the map")
VEHICLE = Text(sv="Fordon", en="Vehicle")
SAVE = Text(sv="Spara platsen", en="Save the place")
MAP_PX = 280


def vehicle_places(ctx: PageContext, rows: list[VehicleRow]) -> None:
    """All of them, then one to put out."""
    spots = [(row.name, row.location[1], row.location[0]) for row in rows if row.location is not None]
    st.markdown(f"**{ctx.say(WHERE)}**")
    if spots:
        is_dark = st.context.theme.type == "dark"
        deck = spots_deck(spots, dark=is_dark, basemap_url=ctx.services.settings.basemap_url)
        st.pydeck_chart(deck, height=MAP_PX, key="shifts.fleet.map", alt=ctx.say(WHERE))
    else:
        st.caption(ctx.say(NOWHERE))
    if not st.toggle(ctx.say(POINT), key="shifts.fleet.point"):
        return
    names = {row.name: row for row in rows}
    vehicle = names[st.selectbox(ctx.say(VEHICLE), list(names), key="shifts.fleet.who") or rows[0].name]
    known = [spot for spot in ctx.services.fleet.known_spots(ctx.actor) if spot[0] != vehicle.name]
    now = None if vehicle.location is None else (vehicle.location[1], vehicle.location[0])
    key = f"shifts.fleet.{vehicle.id}"
    spot = place_picker(ctx, key, known, now)
    if st.button(
        ctx.say(SAVE), type="primary", icon=":material/add_location_alt:", key=f"{key}.save", disabled=spot is None
    ):
        assert spot is not None
        ctx.services.fleet.save(ctx.actor, changed=[replace(vehicle, location=(spot[1], spot[0]))])
        forget_pick(ctx, key)
        st.rerun()
