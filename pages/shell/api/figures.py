"""Key figures: all of a period, and one over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from data.vocabulary import ApiScope, FigureLevel
from pages.shell.api.declared import Call, Nothing, Operation, Reply
from services.api import Span
from services.insights import views
from services.insights.views import Card, Scope, Value
from services.kpi import BY_SLUG
from services.kpi.kind import Unit
from services.words import Language

LONGEST_DAYS = 400


class Step(StrEnum):
    """How long the steps of a trend are."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class FiguresAsked:
    """Days, both included, perhaps of one district."""

    from_: date
    to: date | None = None
    district: UUID | None = None


@dataclass(frozen=True, slots=True)
class TrendAsked:
    """Days, both included, perhaps of one district, and how long the steps are."""

    from_: date
    to: date | None = None
    district: UUID | None = None
    step: Step = Step.DAY


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as planned and as performed, and both in as many days before; a share is 0–1."""

    slug: str
    title: str
    unit: Unit
    planned: Value
    performed: Value
    planned_before: Value
    performed_before: Value


@dataclass(frozen=True, slots=True)
class Figures:
    """Every figure of the days."""

    items: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class TrendStep:
    """A step of a trend, by its first day."""

    first_day: date
    planned: Value
    performed: Value


@dataclass(frozen=True, slots=True)
class Trend:
    """One figure over time."""

    slug: str
    title: str
    unit: Unit
    steps: tuple[TrendStep, ...]


def _figures(call: Call[FiguresAsked, Nothing]) -> Reply:
    asked = call.query
    cards = call.services.insights.overview(call.actor, _span(asked), _whose(asked.district))
    return Reply(Figures(tuple(_figure(card, call.language) for card in cards)))


def _trend(call: Call[TrendAsked, Nothing]) -> Reply:
    asked, slug = call.query, call.words["slug"]
    points = call.services.insights.trend(call.actor, slug, _span(asked), asked.step.value, _whose(asked.district))
    steps = tuple(TrendStep(point.first_day, point.planned, point.performed) for point in points)
    kpi = BY_SLUG[slug]
    return Reply(Trend(slug, kpi.title(call.language), kpi.unit, steps))


def _figure(card: Card, language: Language) -> Figure:
    kpi = BY_SLUG[card.slug]
    return Figure(
        card.slug, kpi.title(language), kpi.unit, card.planned, card.performed, card.planned_before,
        card.performed_before,
    )  # fmt: skip


def _span(asked: FiguresAsked | TrendAsked) -> views.Span:
    span = Span(asked.from_, asked.to or asked.from_, LONGEST_DAYS)
    return views.Span(span.first_day, span.last_day)


def _whose(district: UUID | None) -> Scope:
    return Scope() if district is None else Scope(FigureLevel.DISTRICT, district)


OPERATIONS: tuple[Operation[Any, Any], ...] = (
    Operation(
        "listFigures", "GET", "/figures", "Key figures of some days", ApiScope.FIGURES_READ, _figures, Figures,
        FiguresAsked, Nothing,
    ),
    Operation(
        "getTrend", "GET", "/figures/{slug}", "One key figure over time", ApiScope.FIGURES_READ, _trend, Trend,
        TrendAsked, Nothing,
    ),
)  # fmt: skip
