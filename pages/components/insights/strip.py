"""Six key figures of the period with their curve, target and what others have; how they are counted on hover."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from pages.components.insights.choice import Looking
from pages.components.insights.sight import Trends, cards_of
from pages.shell.context import PageContext
from pages.shell.remember import remember
from services.insights.views import Card, Point
from services.kpi import BY_SLUG, Kpi
from services.kpi.writing import NOTHING, about, difference, is_better, written
from services.words import Text

TARGET = Text(sv="Mål {value}", en="Target {value}")
OTHERS = Text(sv="Andra {low}–{high}", en="Others {low}–{high}")
OTHERS_ONE = Text(sv="Andra {low}", en="Others {low}")
SOURCE = Text(sv=" Jämförelse: {source}.", en=" Benchmark: {source}.")
PLANNED = Text(sv=" Planerat: {value}.", en=" Planned: {value}.")
ONLY_PLANNED = Text(sv=" Visar det planerade: inget är utfört.", en=" Shows what is planned: nothing is performed.")
BEFORE = Text(sv=" Ändringen är mot lika många dagar före.", en=" The change is against as many days before.")
NO_TARGET = Text(sv="Inget mål satt", en="No target set")
SPAN = Text(sv="{first} – {last}", en="{first} – {last}")
HEIGHT_PX = 150
"""With less the curve is cropped."""

SAME = "="
Colour = Literal["green", "orange", "gray", "violet"]


def cards_in_sight(ctx: PageContext, looking: Looking) -> dict[str, Card]:
    """Every figure of the period by slug."""
    cards = remember(
        ctx, "figures.overview", lambda: ctx.services.insights.overview(ctx.actor, looking.span, looking.scope),
        looking.key,
    )  # fmt: skip
    return {card.slug: card for card in cards}


def strip(ctx: PageContext, looking: Looking, trends: Trends) -> None:
    """The cards; those of a carer or client are the figures that reach them."""
    held, shown = cards_in_sight(ctx, looking), cards_of(looking.scope.level)
    with st.container(key="figures_strip"):
        for slug, column in zip(shown, st.columns(max(1, len(shown)), gap="small"), strict=True):
            with column:
                _card(ctx, held[slug], looking, trends.get(slug, ()))


def _card(ctx: PageContext, card: Card, looking: Looking, points: Sequence[Point]) -> None:
    kpi = BY_SLUG[card.slug]
    is_performed = card.performed.value is not None
    now, then = (card.performed, card.performed_before) if is_performed else (card.planned, card.planned_before)
    delta = difference(kpi, now.value, then.value, ctx.language)
    same = NOTHING if now.value is None or then.value is None else SAME
    curve = [(p.performed if is_performed else p.planned).value for p in points]
    known = [value for value in curve if value is not None]
    st.metric(
        ctx.say(kpi.title), written(kpi, now.value, ctx.language), delta or same,
        delta_color=_colour(kpi, now.value, then.value) if delta else "gray", delta_arrow="off",
        help=_told(ctx, kpi, card, looking), chart_data=_clipped(known) if len(known) > 1 else None, chart_type="line",
        border=True, height=HEIGHT_PX,
    )  # fmt: skip
    st.caption(aims(ctx, kpi))


def aims(ctx: PageContext, kpi: Kpi) -> str:
    """`Mål 75,0 % · Andra 58,0 %–75,0 %`."""
    said = [] if kpi.target is None else [ctx.say(TARGET, value=written(kpi, kpi.target, ctx.language))]
    if kpi.benchmark is not None:
        low, high = (written(kpi, value, ctx.language) for value in (kpi.benchmark.low, kpi.benchmark.high))
        if low != high:
            low = low.removesuffix("%").rstrip()
        said.append(ctx.say(OTHERS_ONE if low == high else OTHERS, low=low, high=high))
    return " · ".join(said) or ctx.say(NO_TARGET)


def _told(ctx: PageContext, kpi: Kpi, card: Card, looking: Looking) -> str:
    """Formula, n, period and target; the source of the benchmark; what was planned."""
    is_performed = card.performed.value is not None
    period = ctx.say(SPAN, first=looking.span.first_day, last=looking.span.last_day)
    told = about(kpi, (card.performed if is_performed else card.planned).n, period, ctx.language)
    if kpi.benchmark is not None:
        told += ctx.say(SOURCE, source=kpi.benchmark.told)
    planned = written(kpi, card.planned.value, ctx.language)
    return told + (ctx.say(PLANNED, value=planned) if is_performed else ctx.say(ONLY_PLANNED)) + ctx.say(BEFORE)


def _clipped(values: list[float]) -> list[float]:
    """From the least value up: a share that moves between 0.70 and 0.74 is no straight line."""
    least = min(values)
    return [value - least for value in values]


def _colour(kpi: Kpi, value: float | None, before: float | None) -> Colour:
    better = None if value is None or before is None else is_better(kpi, value, before)
    return "gray" if better is None else "green" if better else "orange"
