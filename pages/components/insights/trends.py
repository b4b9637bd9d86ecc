"""Charts over time: a chosen figure with its target, paid time, money and what the rules cost."""

from __future__ import annotations

import streamlit as st

from data.vocabulary import FigureBasis, FigureLevel
from pages.components.insights.cards import chart_card
from pages.components.insights.choice import FiguresState, Looking
from pages.shell.context import PageContext
from pages.shell.remember import remember
from services.charts.figure_bars import CLIENTS, REST, TRAVEL, WAITING, series_bars, time_bars
from services.charts.figure_trend import figure_trend
from services.constraints import BY_ID
from services.insights import time_use
from services.insights.rule_costs import OTHERS
from services.insights.tables import FROM, Table, filed, several_table, trend_table
from services.insights.use_case import has_figure
from services.insights.views import Point, Value
from services.kpi import BY_SLUG, KPIS
from services.kpi.writing import about
from services.words import Text, number, share

FIGURE = Text(sv="Nyckeltal", en="Key figure")
TIME = Text(sv="Vart den betalda tiden går", en="Where the paid time goes")
MONEY = Text(sv="Kostnad, intäkt och marginal", en="Cost, revenue and margin")
MONEY_NOTE = Text(
    sv="Priserna är antaganden tills organisationen satt sina egna.",
    en="Prices are assumptions until the organisation has set its own.",
)
RULES = Text(sv="Vad reglerna kostar", en="What the rules cost")
RULES_NOTE = Text(
    sv="Brott mot reglerna gånger deras vikt, de dyraste var för sig.",
    en="Breaches of the rules times their weight, the dearest each on their own.",
)
OTHER_RULES = Text(sv="Övriga regler", en="Other rules")
POINTS = Text(sv="poäng", en="points")
COSTS = ("staff_cost", "revenue", "margin")


def trend_of(ctx: PageContext, slug: str, looking: Looking) -> tuple[Point, ...]:
    """A figure over time, asked once."""
    return remember(
        ctx, "figures.trend",
        lambda: ctx.services.insights.trend(ctx.actor, slug, looking.span, looking.step, looking.scope),
        slug, looking.key,
    )  # fmt: skip


def is_dark() -> bool:
    """Whether the reader looks at the dark theme."""
    return st.context.theme.type == "dark"


def chosen_trend(ctx: PageContext, state: FiguresState, looking: Looking) -> None:
    """Any figure of the level: planned beside performed, target, benchmark, what stands out."""
    slugs = [kpi.slug for kpi in KPIS if has_figure(kpi.slug, looking.scope.level)]
    state.slug = st.selectbox(
        ctx.say(FIGURE), slugs, index=slugs.index(state.slug) if state.slug in slugs else 0,
        format_func=lambda slug: ctx.say(BY_SLUG[slug].title), key=f"figures.slug.{looking.scope.level}",
    )  # fmt: skip
    figure_card(ctx, "trend", state.slug, looking)


def figure_card(ctx: PageContext, key: str, slug: str, looking: Looking) -> None:
    """One figure's line with its table."""
    kpi, points = BY_SLUG[slug], trend_of(ctx, slug, looking)
    figure = figure_trend(kpi, points, looking.step, ctx.language, is_dark=is_dark()) if points else None
    last = next((p for p in reversed(points) if p.performed.n or p.planned.n), None)
    told = "" if last is None else about(kpi, last.performed.n or last.planned.n, str(last.first_day), ctx.language)
    if told and kpi.benchmark is not None:
        told += f" {ctx.say(kpi.benchmark.source)}."
    chart_card(ctx, key, ctx.say(kpi.title), figure, trend_table(kpi, points, ctx.language), told)


def time_card(ctx: PageContext, looking: Looking) -> None:
    """Shares of paid time; carers' and clients' own have no such figure."""
    if looking.scope.level not in {FigureLevel.ORGANIZATION, FigureLevel.DISTRICT}:
        return
    uses = time_use.time_use([trend_of(ctx, slug, looking) for slug in time_use.SLUGS])
    rows = [(use.first_day, (use.clients, use.travel, use.waiting, use.rest)) for use in uses]
    table = Table(
        tuple(ctx.say(title) for title in (FROM, CLIENTS, TRAVEL, WAITING, REST)),
        tuple((str(day), *(share(part, ctx.language) for part in parts)) for day, parts in rows),
        tuple((day, *(round(100 * part, 2) for part in parts)) for day, parts in rows),
    )
    chart_card(ctx, "time", ctx.say(TIME), time_bars(uses, looking.step, ctx.language), table)


def money_card(ctx: PageContext, looking: Looking) -> None:
    """Bars beside each other; performed where there is any."""
    trends = [(slug, trend_of(ctx, slug, looking)) for slug in COSTS if has_figure(slug, looking.scope.level)]
    if not trends:
        return
    is_performed = any(point.performed.value is not None for _, points in trends for point in points)
    days = sorted({point.first_day for _, points in trends for point in points})

    def of(point: Point) -> Value:
        return point.performed if is_performed else point.planned

    series = {}
    for slug, points in trends:
        held = {point.first_day: filed(BY_SLUG[slug], of(point).value) for point in points}
        series[ctx.say(BY_SLUG[slug].title)] = [held.get(day) for day in days]
    figure = series_bars(days, series, looking.step, "kr" if ctx.language.value == "sv" else "SEK", ctx.language,
                         is_stacked=False)  # fmt: skip
    table = several_table(trends, ctx.language, is_performed=is_performed)
    chart_card(ctx, "money", ctx.say(MONEY), figure, table, ctx.say(MONEY_NOTE))


def rules_card(ctx: PageContext, looking: Looking) -> None:
    """The organisation's cost of rules, planned: what was planned is what the rules judge."""
    if looking.scope.level is not FigureLevel.ORGANIZATION:
        return
    costs = remember(
        ctx, "figures.rules",
        lambda: ctx.services.insights.rule_costs(ctx.actor, looking.span, FigureBasis.PLANNED, looking.step),
        looking.key,
    )  # fmt: skip
    named = {ctx.say(OTHER_RULES if rule == OTHERS else BY_ID[rule].title): held for rule, held in costs.costs.items()}
    rows = [(day, [held[place] for held in named.values()]) for place, day in enumerate(costs.days)]
    table = Table(
        (ctx.say(FROM), *named),
        tuple((str(day), *(number(cost, ctx.language) for cost in held)) for day, held in rows),
        tuple((day, *held) for day, held in rows),
    )
    figure = series_bars(costs.days, named, looking.step, ctx.say(POINTS), ctx.language, is_stacked=True)
    chart_card(ctx, "rules", ctx.say(RULES), figure, table, ctx.say(RULES_NOTE))
