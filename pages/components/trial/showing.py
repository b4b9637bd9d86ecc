"""What comes of it: eight cards, a sentence to quote, what is worse, the sum in steps, and what it hangs on."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from pages.components.insights.cards import chart_card, files
from pages.shell.context import PageContext
from services.assumptions.amounts import BY_NAME
from services.charts.worth_bars import tornado, waterfall
from services.kpi import BY_SLUG
from services.kpi.writing import about, difference, is_better, written
from services.trial.tables import TOTAL, figures_table, swings_table, worth_table
from services.trial.views import Return
from services.trial.words import freed, sek, signed_sek, verdict, warnings
from services.trial.worth import FORTNIGHT_DAYS, TITLES, YEAR_DAYS
from services.words import Text, number

YEAR, FORTNIGHT = Text(sv="Värt per år", en="Worth a year"), Text(sv="Värt på två veckor", en="Worth a fortnight")
BAND = Text(sv="{low} – {high}", en="{low} – {high}")
BAND_HELP = Text(
    sv="Troligt värde; under det hela bandet, räknat om med alla priser {turned} % lägre och högre.",
    en="The likely value; below it the whole band, counted anew with all prices {turned}% lower and higher.",
)
NOW = Text(sv="{value}, var {was}", en="{value}, was {was}")
SAME = Text(sv="lika", en="the same")
STEPS, DRIVES = Text(sv="Vad summan består av", en="What the sum is made of"), Text(
    sv="Vad summan hänger på", en="What the sum hangs on"
)  # fmt: skip
DRIVES_HELP = Text(
    sv="Årets summa när ett pris i taget är {turned} % lägre eller högre; det som driver mest överst.",
    en="The year's sum when one price at a time is {turned}% lower or higher; what drives most on top.",
)
SIDE = Text(sv="Planerna sida vid sida", en="The plans side by side")
CARDS = ("staff_cost", "travel_hours", "waiting_hours", "distance_km", "co2_kg", "continuity_all")
Colour = Literal["green", "orange", "gray"]


def headline(ctx: PageContext, found: Return) -> None:
    """The cards, the sum in a sentence, and what a reader must know before believing it."""
    _cards(ctx, found)
    with st.container(border=True, key="return_verdict"):
        st.markdown(f"**{verdict(found, ctx.language)}**")
        st.caption(freed(found, ctx.language))
    for told in warnings(found, ctx.language):
        st.warning(told, icon=":material/error:")


def details(ctx: PageContext, found: Return) -> None:
    """The sum in steps, what it hangs on, and both plans figure by figure."""
    _steps(ctx, found)
    _swings(ctx, found)
    _side_by_side(ctx, found)


def _cards(ctx: PageContext, found: Return) -> None:
    turned = f"{100 * found.turned:.0f}"
    columns = iter((*st.columns(4, gap="small"), *st.columns(4, gap="small")))
    for title, worth, part in ((YEAR, found.year, 1.0), (FORTNIGHT, found.fortnight, FORTNIGHT_DAYS / YEAR_DAYS)):
        low = number(round(part * found.band_of_year.low), ctx.language)
        high = sek(part * found.band_of_year.high, ctx.language)
        next(columns).metric(
            ctx.say(title), signed_sek(worth.total, ctx.language), ctx.say(BAND, low=low, high=high),
            delta_color="gray", delta_arrow="off", border=True, help=ctx.say(BAND_HELP, turned=turned),
        )  # fmt: skip
    for slug in CARDS:
        with next(columns):
            _card(ctx, found, slug)


def _card(ctx: PageContext, found: Return, slug: str) -> None:
    kpi, was, now = BY_SLUG[slug], found.by_hand.figures[slug], found.optimised.figures[slug]
    change = difference(kpi, now, was, ctx.language)
    better = None if was is None or now is None or change is None else is_better(kpi, now, was)
    colour: Colour = "gray" if better is None else "green" if better else "orange"
    first, last = found.days
    told = ctx.say(NOW, value=written(kpi, now, ctx.language), was=written(kpi, was, ctx.language))
    st.metric(
        ctx.say(kpi.title), change or ctx.say(SAME), told, delta_color=colour, delta_arrow="off", border=True,
        help=about(kpi, found.optimised.visits, f"{first} – {last}", ctx.language),
    )  # fmt: skip


def _steps(ctx: PageContext, found: Return) -> None:
    is_dark = st.context.theme.type == "dark"
    parts = [(ctx.say(TITLES[part]), sek_) for part, sek_ in found.year.parts.items()]
    figure = waterfall(parts, ctx.say(TOTAL), ctx.language, is_dark=is_dark)
    chart_card(ctx, "return.steps", ctx.say(STEPS), figure, worth_table(found, ctx.language))


def _swings(ctx: PageContext, found: Return) -> None:
    is_dark = st.context.theme.type == "dark"
    table, year = swings_table(found, ctx.language), found.band_of_year
    swings = [(ctx.say(BY_NAME[each.name].title), each.low, each.high) for each in year.swings]
    figure = tornado(swings, year.likely, ctx.language, is_dark=is_dark)
    note = ctx.say(DRIVES_HELP, turned=f"{100 * found.turned:.0f}")
    chart_card(ctx, "return.swings", ctx.say(DRIVES), figure, table, note)


def _side_by_side(ctx: PageContext, found: Return) -> None:
    import pandas as pd  # a second that the sign-in page does not wait for

    table = figures_table(found, ctx.language)
    with st.container(border=True, key="return_figures"):
        st.markdown(f"**{ctx.say(SIDE)}**")
        st.dataframe(
            pd.DataFrame(table.shown, columns=list(table.columns)), hide_index=True, height="content",
            column_config={table.columns[0]: st.column_config.TextColumn(pinned=True)},
        )  # fmt: skip
        files(ctx, "return.figures", ctx.say(SIDE), table)
