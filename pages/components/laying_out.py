"""Needs laid out as dated visits: what would change in a period, what gives no visit and why, and the act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from pages.components.period import period
from pages.components.ways import way_to
from pages.shell.context import PageContext
from services.words import Text, long_date, number

if TYPE_CHECKING:
    from services.demand import Laid
    from services.register.rows import ClientRow

NEW, CHANGED = Text(sv="Nya besök", en="New visits"), Text(sv="Ändrade", en="Changed")
GONE, SAME = Text(sv="Försvinner", en="Taken away"), Text(sv="Oförändrade", en="Unchanged")
BY_HAND = Text(
    sv="{count} besök är {count:ändrat för hand och behålls som det är|ändrade för hand och behålls som de är}.",
    en="{count} {count:visit was|visits were} changed by hand and {count:is kept as it is|are kept as they are}.",
)
DO_IT = Text(sv="Lägg ut besöken", en="Lay out the visits")
UP_TO_DATE = Text(sv="Allt är redan utlagt för dagarna.", en="Everything is laid out for these days already.")
NO_NEEDS = Text(
    sv="Inga behov ger besök de här dagarna. Besök som är inlästa ur en fil står under Besök.",
    en="No needs give visits on these days. Visits taken in from a file stand under Visits.",
)
DONE = Text(sv="Besöken är utlagda.", en="The visits are laid out.")
SOLVE = Text(sv="Kör planeringen", en="Solve")
GAPS = Text(sv="Behov som inte ger besök ({count})", en="Needs that give no visit ({count})")
WHO, DAY = Text(sv="Klient", en="Client"), Text(sv="Dag", en="Day")
WHY, ACTION = Text(sv="Varför", en="Why"), Text(sv="Åtgärd", en="How to mend it")
ALL_DAYS = Text(sv="alla", en="all")


@dataclass
class LayingState:
    """Whether the days shown were just laid out."""

    has_laid: bool = False


def laying_out(ctx: PageContext, clients: Sequence[ClientRow], days_key: str) -> None:
    """Choose days, see what would change, do it."""
    days = period(ctx, days_key)
    if days is None:
        return  # the second day is still to be picked
    first, last = days
    state = ctx.state(LayingState)
    ahead = ctx.services.demand.look_ahead(ctx.actor, first, last)
    _counts(ctx, ahead)
    if ahead.new or ahead.changed or ahead.gone:
        if st.button(ctx.say(DO_IT), type="primary", icon=":material/event_available:", key="clients.lay_out"):
            ctx.services.demand.lay_out(ctx.actor, first, last)
            state.has_laid = True
            st.rerun()
    else:
        if state.has_laid or ahead.unchanged or ahead.by_hand:
            st.success(ctx.say(DONE if state.has_laid else UP_TO_DATE), icon=":material/check_circle:")
        else:
            st.info(ctx.say(NO_NEEDS), icon=":material/info:")
        way_to(ctx, "solve", SOLVE, ":material/route:", "clients.solve", first=first.isoformat(), last=last.isoformat())
    if ahead.by_hand:
        st.caption(ctx.say(BY_HAND, count=number(ahead.by_hand, ctx.language)))
    _gaps(ctx, ahead, clients)


def _counts(ctx: PageContext, ahead: Laid) -> None:
    counts = ((NEW, ahead.new), (CHANGED, ahead.changed), (GONE, ahead.gone), (SAME, ahead.unchanged))
    for column, (title, count) in zip(st.columns(4), counts, strict=True):
        column.metric(ctx.say(title), number(count, ctx.language), border=True)


def _gaps(ctx: PageContext, ahead: Laid, clients: Sequence[ClientRow]) -> None:
    gaps = ahead.expansion.gaps
    if not gaps:
        return
    names = {row.id: row.pseudonym for row in clients}
    whose = {need.id: names.get(need.client_id, "") for need in ctx.services.demand.needs(ctx.actor)}
    st.markdown(f"**{ctx.say(GAPS, count=number(len(gaps), ctx.language))}**")
    st.dataframe(
        {
            ctx.say(WHO): [whose.get(gap.requirement_id, "") for gap in gaps],
            ctx.say(DAY): [_day(ctx, gap.day) for gap in gaps],
            ctx.say(WHY): [ctx.say(gap.cause) for gap in gaps],
            ctx.say(ACTION): [ctx.say(gap.action) for gap in gaps],
        },
        hide_index=True,
    )


def _day(ctx: PageContext, day: date | None) -> str:
    return ctx.say(ALL_DAYS) if day is None else long_date(day, ctx.language)
