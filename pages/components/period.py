"""A period of days, chosen once and read as the organisation's week says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import streamlit as st

from pages.shell.context import PageContext
from pages.shell.state import typed
from services.words import Text, long_date, weeks

DAYS = Text(sv="Dagar", en="Days")


@dataclass
class Chosen:
    """Days as last chosen, the days the picker began with, and how often it began anew."""

    days: tuple[date, date]
    begun_with: tuple[date, date]
    rounds: int = 0


@dataclass
class PeriodState:
    """What was chosen where, kept while another part of the page is open."""

    chosen: dict[str, Chosen] = field(default_factory=dict)


def choose_period(ctx: PageContext, key: str, first: date, last: date) -> None:
    """Show these days, before the period is drawn."""
    known = ctx.state(PeriodState).chosen
    rounds = known[key].rounds + 1 if key in known else 0
    known[key] = Chosen((first, last), (first, last), rounds)


def visited_period(ctx: PageContext, key: str) -> tuple[date, date] | None:
    """As `period`, the days that have visits at first."""
    if key not in ctx.state(PeriodState).chosen:
        usual = ctx.services.planning.default_period(ctx.actor)
        if usual is not None:
            choose_period(ctx, key, usual.first_day, usual.last_day)
    return period(ctx, key)


def period(ctx: PageContext, key: str, length: int = 14, *, begins_today: bool = False) -> tuple[date, date] | None:
    """The chosen days, the coming fortnight at first; None while only one end is picked."""
    known = ctx.state(PeriodState).chosen
    if key not in known:
        today = ctx.now().date()
        first = today if begins_today else today + timedelta(days=7 - today.weekday())
        choose_period(ctx, key, first, first + timedelta(days=length - 1))
    held = known[key]
    widget = key if held.rounds == 0 else f"{key}.{held.rounds}"
    if typed(widget) is None:
        held.begun_with = held.days
    chosen = st.date_input(ctx.say(DAYS), held.begun_with, key=widget, format="YYYY-MM-DD")
    if not isinstance(chosen, tuple) or len(chosen) != 2:
        return None
    held.days = start, end = chosen
    said = (long_date(start, ctx.language), long_date(end, ctx.language))
    days = said[0] if start == end else f"{said[0]} – {said[1]}"
    st.caption(f"{days} ({weeks(start, end, ctx.language)})")
    return start, end
