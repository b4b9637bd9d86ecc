"""Lines over time: planned beside performed, with target, what others have, and what stands out."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components.insights.cards import chart_card
from pages.components.insights.choice import FiguresState, Looking
from pages.components.insights.sight import Trends, figures_of, trends_in_sight
from pages.shell.context import PageContext
from services.charts.figure_trend import figure_trend
from services.charts.looks import step_names
from services.insights.tables import USUAL, trend_table
from services.insights.views import Point
from services.kpi import BY_SLUG, Kpi
from services.kpi.writing import about, written
from services.words import Text

FIGURE = Text(sv="Nyckeltal", en="Key figure")
SOURCE = Text(sv=" Jämförelse: {source}.", en=" Benchmark: {source}.")
ODD = Text(sv="Avviker: {what}.", en="Stands out: {what}.")
MOST_ODD = 3


def is_dark() -> bool:
    """Whether the reader looks at the dark theme."""
    return st.context.theme.type == "dark"


def chosen_trend(ctx: PageContext, state: FiguresState, looking: Looking) -> None:
    """Any figure of the level."""
    slugs = figures_of(looking.scope.level)
    state.slug = st.selectbox(
        ctx.say(FIGURE), slugs, index=slugs.index(state.slug) if state.slug in slugs else 0,
        format_func=lambda slug: ctx.say(BY_SLUG[slug].title),
        key=f"figures.slug.{ctx.language}.{looking.scope.level}.{state.rounds}",
    )  # fmt: skip
    figure_card(ctx, "trend", state.slug, looking, trends_in_sight(ctx, state, looking))


def figure_card(ctx: PageContext, key: str, slug: str, looking: Looking, trends: Trends) -> None:
    """One figure's line with its table; what stands out is said in words too."""
    kpi, points = BY_SLUG[slug], trends.get(slug, ())
    figure = figure_trend(kpi, points, looking.step, ctx.language, is_dark=is_dark()) if points else None
    table = trend_table(kpi, points, ctx.language)
    said = _odd(ctx, kpi, points, looking.step)
    chart_card(ctx, key, ctx.say(kpi.title), figure, table, _told(ctx, kpi, points, looking), said)


def _told(ctx: PageContext, kpi: Kpi, points: Sequence[Point], looking: Looking) -> str:
    """Formula, n, period and target, and whose benchmark it is."""
    n = sum(point.performed.n or point.planned.n for point in points)
    told = about(kpi, n, f"{looking.span.first_day} – {looking.span.last_day}", ctx.language)
    return told if kpi.benchmark is None else told + ctx.say(SOURCE, source=kpi.benchmark.told)


def _odd(ctx: PageContext, kpi: Kpi, points: Sequence[Point], step: str) -> str:
    """`Avviker: v. 12 (väntat 55,0 %–65,0 %).`, the latest first."""
    odd = [point for point in reversed(points) if point.anomaly is not None][:MOST_ODD]
    names = step_names([point.first_day for point in odd], step, ctx.language)
    found = []
    for name, point in zip(names, odd, strict=True):
        assert point.anomaly is not None  # picked above
        low, high = (written(kpi, value, ctx.language) for value in (point.anomaly.low, point.anomaly.high))
        found.append(f"{name} ({ctx.say(USUAL, low=low, high=high)})")
    return ctx.say(ODD, what=", ".join(found)) if found else ""
