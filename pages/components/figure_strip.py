"""Six key figures of a day in a row, each with its curve over the period and its distance from another plan."""

from __future__ import annotations

from datetime import date
from typing import Literal

import streamlit as st

from pages.shell.context import PageContext
from services.kpi import BY_SLUG, Kpi
from services.kpi.by_day import SPREAD_OVER_DAYS, ByDay
from services.kpi.writing import about, difference, is_better, written
from services.words import Text, long_date

SLUGS = ("assigned_visits", "unassigned_visits", "travel_hours", "waiting_hours", "field_efficiency", "continuity_all")
BARS = frozenset({"assigned_visits", "unassigned_visits"})
AGAINST = Text(sv=" Jämfört med den manuella planen.", en=" Compared with the plan made by hand.")
WHOLE_PERIOD = Text(sv="hela perioden", en="the whole period")
Colour = Literal["green", "orange", "gray"]
HEIGHT_WITH_CURVE_PX, HEIGHT_PX = 150, 104
"""With less than 150 the delta crops the curve; a plan of one day has no curve."""


def figure_strip(ctx: PageContext, figures: ByDay, other: ByDay | None, day: date) -> None:
    """The figures of `day`; `other` is the plan to measure against."""
    with st.container(key="plan_strip"):
        for slug, column in zip(SLUGS, st.columns(len(SLUGS), gap="small"), strict=True):
            with column:
                _metric(ctx, BY_SLUG[slug], figures, other, day)


def _metric(ctx: PageContext, kpi: Kpi, figures: ByDay, other: ByDay | None, day: date) -> None:
    value = figures.value(kpi.slug, day)
    before = other.value(kpi.slug, day) if other else None
    delta = difference(kpi, value, before, ctx.language)
    period = ctx.say(WHOLE_PERIOD) if kpi.slug in SPREAD_OVER_DAYS else long_date(day, ctx.language)
    told = about(kpi, figures.n(kpi.slug, day), period, ctx.language)
    st.metric(
        ctx.say(kpi.title),
        written(kpi, value, ctx.language),
        delta,
        delta_color=_colour(kpi, value, before) if delta else "violet",
        delta_arrow="off",
        help=told + (ctx.say(AGAINST) if delta else ""),
        chart_data=[each or 0.0 for each in figures.values[kpi.slug]] if len(figures.days) > 1 else None,
        chart_type="bar" if kpi.slug in BARS else "area",
        border=True,
        height=HEIGHT_WITH_CURVE_PX if len(figures.days) > 1 else HEIGHT_PX,
    )


def _colour(kpi: Kpi, value: float | None, before: float | None) -> Colour:
    better = None if value is None or before is None else is_better(kpi, value, before)
    return "gray" if better is None else "green" if better else "orange"
