"""A period of days, chosen once and read as the organisation's week says."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from pages.shell.context import PageContext
from services.words import Text, long_date, week

DAYS = Text(sv="Dagar", en="Days")


def period(ctx: PageContext, key: str, length: int = 14, *, begins_today: bool = False) -> tuple[date, date] | None:
    """The chosen days, the coming fortnight at first; None while only one end is picked."""
    today = ctx.now().date()
    first = today if begins_today else today + timedelta(days=7 - today.weekday())
    chosen = st.date_input(ctx.say(DAYS), (first, first + timedelta(days=length - 1)), key=key, format="YYYY-MM-DD")
    if not isinstance(chosen, tuple) or len(chosen) != 2:
        return None
    start, end = chosen
    said = (long_date(start, ctx.language), long_date(end, ctx.language))
    st.caption(f"{said[0]} – {said[1]} ({week(start, ctx.language)}–{week(end, ctx.language)})")
    return start, end
