"""How the day runs: hours in traffic-light colours with a table, and what to look at first."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components.plain import plain
from pages.components.ways import way_to
from pages.shell.context import PageContext
from services.charts.hour_lights import hour_lights
from services.kpi.writing import NOTHING
from services.today.advice import Advice
from services.today.by_hour import HourRow
from services.today.delivered import Delivered
from services.words import Text, number, share

EFFICIENCY = Text(sv="Dagen timme för timme", en="The day hour by hour")
EFFICIENCY_HELP = Text(
    sv="Besök per timme i effektivitetens färg: tid hos klienter / tid hos klienter och på väg. "
    "Besöken räknas till timmen de börjar.",
    en="Visits by hour in the colour of efficiency: time with clients / time with clients and on the way. "
    "Visits count to the hour they begin in.",
)
TABLE, HOUR = Text(sv="Tabell", en="Table"), Text(sv="Timme", en="Hour")
VISITS, CARERS = Text(sv="Besök", en="Visits"), Text(sv="Medarbetare", en="Carers")
UNPLANNED = Text(sv="Utan medarbetare", en="Without a carer")
SHARE = Text(sv="Effektivitet", en="Efficiency")
DELIVERED = Text(
    sv="{done} av {visits} besök {visits:utfört|utförda} · {under_way} pågår",
    en="{done} of {visits} {visits:visit|visits} done · {under_way} under way",
)
LATE = Text(sv="{count} borde ha börjat", en="{count} should have begun")
ADVICE = Text(sv="Att ta tag i", en="To look at")
NONE = Text(sv="✓ Inget brådskar just nu.", en="✓ Nothing is pressing right now.")
ACT = Text(sv="Åtgärda", en="Act")


def hours_running(ctx: PageContext, rows: Sequence[HourRow]) -> None:
    """The chart and its table."""
    import pandas as pd  # a second that the sign-in page does not wait for

    st.markdown(f"**{ctx.say(EFFICIENCY)}**", help=ctx.say(EFFICIENCY_HELP))
    figure = hour_lights(rows, ctx.language)
    st.plotly_chart(figure, key="today.lights", config={"displayModeBar": False}, alt=ctx.say(EFFICIENCY))
    titles = (ctx.say(HOUR), ctx.say(VISITS), ctx.say(UNPLANNED), ctx.say(CARERS), "km", ctx.say(SHARE))
    with st.expander(ctx.say(TABLE), icon=":material/table:"):
        told = [
            (f"{row.hour:02}", str(row.visits), str(row.unplanned), str(row.carers),
             number(row.travel_m / 1000, ctx.language, 1),
             NOTHING if row.efficiency is None else share(row.efficiency, ctx.language))
            for row in rows if row.visits or row.unplanned
        ]  # fmt: skip
        st.dataframe(pd.DataFrame(told, columns=list(titles)), hide_index=True)


def reported(ctx: PageContext, told: Delivered) -> None:
    """How far the day has come by what carers report; nothing where nobody reports."""
    if not told.is_reported:
        return
    said = ctx.say(DELIVERED, done=told.done, visits=told.visits, under_way=told.under_way)
    late = f" · :orange[:material/schedule: {ctx.say(LATE, count=told.late)}]" if told.late else ""
    st.progress(told.done / told.visits, said + late)


def advice(ctx: PageContext, told: Sequence[Advice]) -> None:
    """What, its effect, and a button to where it is mended."""
    st.markdown(f"**{ctx.say(ADVICE)}**")
    if not told:
        st.markdown(ctx.say(NONE))
    for each in told:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(ctx.say(each.what))}**  \n:gray[{ctx.say(each.effect)}]", width="stretch")
            way_to(ctx, each.url_path, ACT, ":material/arrow_forward:", f"today.act.{each.key}", part=each.part)
