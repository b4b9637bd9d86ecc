"""How the picked visit goes, by what its carer reports today."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import streamlit as st

from data.vocabulary import ReportClock
from pages.shell.context import PageContext
from services.words import Text, clock

UNDER_WAY = Text(sv="Påbörjat {began}", en="Begun {began}")
DONE = Text(sv="Utfört {began}–{ended}", en="Done {began}–{ended}")
BY = {
    ReportClock.DEVICE: Text(sv="sänt i efterhand", en="sent afterwards"),
    ReportClock.RECEIVED: Text(sv="telefonens klocka stämde inte", en="the phone's clock was off"),
    ReportClock.BY_HAND: Text(sv="rättat för hand", en="corrected by hand"),
}


def visit_report(ctx: PageContext, visit_id: str, day: date) -> None:
    """Nothing on other days, and until something is reported."""
    if day != ctx.now().date():
        return
    told = ctx.services.attending.told(ctx.actor, UUID(visit_id))
    if told is None or told.began is None:
        return
    began, ended = (each and clock(each.astimezone(ctx.zone)) for each in (told.began, told.ended))
    words = ctx.say(DONE, began=began, ended=ended) if ended else ctx.say(UNDER_WAY, began=began)
    st.badge(words, color="green" if ended else "violet", icon=":material/check:" if ended else ":material/play_arrow:")
    if told.clock in BY:
        st.caption(ctx.say(BY[told.clock]))
