"""How the day runs: hours in traffic-light colours with a table, what differs from yesterday, and advice."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components.plain import plain
from pages.components.ways import way_to
from pages.shell.context import PageContext
from services.charts.hour_lights import hour_lights
from services.kpi import BY_SLUG
from services.kpi.writing import NOTHING, difference, is_better, written
from services.today.advice import Advice
from services.today.by_hour import HourRow
from services.today.use_case import SHOWN, DayView
from services.words import Text, number, share

EFFICIENCY = Text(sv="Effektivitet timme för timme", en="Efficiency hour by hour")
EFFICIENCY_HELP = Text(
    sv="Tid hos klienter / tid hos klienter och på väg. Besöken räknas till timmen de börjar.",
    en="Time with clients / time with clients and on the way. Visits count to the hour they begin in.",
)
TABLE, HOUR = Text(sv="Tabell", en="Table"), Text(sv="Timme", en="Hour")
VISITS, CARERS = Text(sv="Besök", en="Visits"), Text(sv="Medarbetare", en="Carers")
SHARE = Text(sv="Effektivitet", en="Efficiency")
SINCE = Text(sv="Sedan igår", en="Since yesterday")
SAME = Text(sv="= som igår", en="= as yesterday")
NOT_YET = Text(
    sv="Nyckeltalen för idag är inte räknade ännu.", en="The figures of today are not counted yet."
)  # fmt: skip
ADVICE = Text(sv="Att ta tag i", en="To look at")
NONE = Text(sv="✓ Inget brådskar just nu.", en="✓ Nothing is pressing right now.")
ACT = Text(sv="Åtgärda", en="Act")
SIGNS = {True: "▲", False: "▼", None: "◆"}


def hours_running(ctx: PageContext, rows: Sequence[HourRow]) -> None:
    """The chart and its table."""
    import pandas as pd  # a second that the sign-in page does not wait for

    st.markdown(f"**{ctx.say(EFFICIENCY)}**", help=ctx.say(EFFICIENCY_HELP))
    figure = hour_lights(rows, ctx.language)
    st.plotly_chart(figure, key="today.lights", config={"displayModeBar": False}, alt=ctx.say(EFFICIENCY))
    titles = (ctx.say(HOUR), ctx.say(VISITS), ctx.say(CARERS), "km", ctx.say(SHARE))
    with st.expander(ctx.say(TABLE), icon=":material/table:"):
        told = [
            (f"{row.hour:02}", str(row.visits), str(row.carers), number(row.travel_m / 1000, ctx.language, 1),
             NOTHING if row.efficiency is None else share(row.efficiency, ctx.language))
            for row in rows if row.visits
        ]  # fmt: skip
        st.dataframe(pd.DataFrame(told, columns=list(titles)), hide_index=True)


def since_yesterday(ctx: PageContext, view: DayView) -> None:
    """Today's planned figures and their distance from yesterday's, in words and signs."""
    st.markdown(f"**{ctx.say(SINCE)}**")
    if not any(card.planned.value is not None for card in view.cards.values()):
        st.caption(ctx.say(NOT_YET))
        return
    for slug in SHOWN:
        if slug not in view.cards:
            continue
        kpi, now = BY_SLUG[slug], view.cards[slug].planned.value
        before = view.cards[slug].planned_before.value
        delta = difference(kpi, now, before, ctx.language)
        told = ctx.say(SAME) if before is not None else NOTHING
        if delta is not None and now is not None and before is not None:
            told = f"{SIGNS[is_better(kpi, now, before)]} {delta}"
        with st.container(horizontal=True, gap="small"):
            st.markdown(f":gray[{ctx.say(kpi.title)}]", width="stretch")
            st.markdown(f"**{written(kpi, now, ctx.language)}** :gray[{told}]", width="content")


def advice(ctx: PageContext, told: Sequence[Advice]) -> None:
    """What, its effect, and a button to where it is mended."""
    st.markdown(f"**{ctx.say(ADVICE)}**")
    if not told:
        st.markdown(ctx.say(NONE))
    for each in told:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(ctx.say(each.what))}**  \n:gray[{ctx.say(each.effect)}]", width="stretch")
            way_to(ctx, each.url_path, ACT, ":material/arrow_forward:", f"today.act.{each.key}")
