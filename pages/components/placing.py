"""Clients without a place on the map: one at a time, by coordinates; never at (0, 0)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from pages.shell.context import PageContext
from services.words import Text

if TYPE_CHECKING:
    from services.register.rows import ClientRow

LEAD = Text(
    sv="De här klienterna kan inte planeras förrän de finns på kartan. Skriv positionen, eller läs in en fil med "
    "adress;lat;lon på sidan Importera.",
    en="These clients cannot be planned until they are on the map. Write the position, or take in a file of "
    "address;lat;lon on the Import page.",
)
WHO = Text(sv="Klient", en="Client")
LAT, LON = Text(sv="Latitud, 55–70", en="Latitude, 55–70"), Text(sv="Longitud, 10–25", en="Longitude, 10–25")
PLACE = Text(sv="Sätt ut", en="Place")


def placing(ctx: PageContext, unplaced: Sequence[ClientRow]) -> None:
    """Choose a client and say where the home is."""
    st.caption(ctx.say(LEAD))
    names = {row.pseudonym: row for row in unplaced}
    first, second, third = st.columns([2, 1, 1])
    chosen = names[first.selectbox(ctx.say(WHO), list(names), key="clients.unplaced") or unplaced[0].pseudonym]
    key = f"clients.place.{chosen.id}"
    lat = second.number_input(ctx.say(LAT), value=None, format="%.6f", key=f"{key}.lat")
    lon = third.number_input(ctx.say(LON), value=None, format="%.6f", key=f"{key}.lon")
    can = lat is not None and lon is not None
    if st.button(
        ctx.say(PLACE), type="primary", icon=":material/add_location_alt:", key=f"{key}.set", disabled=not can
    ):
        assert lat is not None
        assert lon is not None
        ctx.services.register.place(ctx.actor, chosen.id, lat, lon)
        st.rerun()
