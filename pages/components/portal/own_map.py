"""The carer's own route on a map, and the same as an ordered list for whoever does not see it."""

from __future__ import annotations

import streamlit as st

from pages.components.plain import plain
from pages.shell.context import PageContext
from services.figures.own_route import HEIGHT_PX, own_route_deck
from services.portal.views import MyDay
from services.words import Text, clock

ALT = Text(
    sv="Karta över dagens väg med numrerade stopp; samma stopp står som lista under.",
    en="Map of the day's way with numbered stops; the same stops are listed below.",
)
NOWHERE = Text(sv="Inget av besöken har en plats på kartan.", en="None of the visits has a place on the map.")
UNPLACED = Text(sv="finns inte på kartan", en="not on the map")


def own_map(ctx: PageContext, mine: MyDay) -> None:
    """The map of the own day, and its text twin."""
    numbered = list(enumerate(mine.stays, start=1))
    places = [(number, *stay.position, stay.is_done) for number, stay in numbered if stay.position]
    if not places:
        st.info(ctx.say(NOWHERE), icon=":material/wrong_location:")
        return
    is_dark = st.context.theme.type == "dark"
    deck = own_route_deck(places, dark=is_dark, basemap_url=ctx.services.settings.basemap_url)
    st.pydeck_chart(deck, height=HEIGHT_PX, key="my_day.map", alt=ctx.say(ALT))
    lines = [
        f"{number}. **{clock(stay.start)}** {plain(stay.client)}"
        + (f", {plain(stay.address)}" if stay.address else "")
        + ("" if stay.position else f" :gray[({ctx.say(UNPLACED)})]")
        for number, stay in numbered
    ]
    st.markdown("\n".join(lines))
