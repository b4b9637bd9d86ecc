"""What a reader of key figures is told, and by which rule something is withheld or stands out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from data.vocabulary import FigureBasis, FigureLevel
from services.insights.anomalies import Anomaly
from services.words import Text

SMALLEST_GROUP = 5
Pace = Literal["day", "week", "month"]
"""How long the steps of a trend are."""

TOO_FEW = Text(
    sv="Grupper med färre än 5 personer delas inte upp: enskilda skulle kunna kännas igen.",
    en="Groups of fewer than 5 people are not broken down: single people could be recognised.",
)


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both included."""

    first_day: date
    last_day: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last_day - self.first_day).days + 1


@dataclass(frozen=True, slots=True)
class Value:
    """A figure and how many things it was counted over; None: nothing to divide by."""

    value: float | None
    n: int


NO_VALUE = Value(None, 0)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures: the organisation's, or those of one district, carer or client."""

    level: FigureLevel = FigureLevel.ORGANIZATION
    whose: UUID | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One figure of a period: planned, performed, and planned and performed in the period of the same length before."""

    slug: str
    planned: Value
    performed: Value
    planned_before: Value
    performed_before: Value

    def of(self, basis: FigureBasis) -> Value:
        """One side of it."""
        return self.planned if basis is FigureBasis.PLANNED else self.performed


@dataclass(frozen=True, slots=True)
class Point:
    """A step of a trend, by its first day; anomalies say which rule found them."""

    first_day: date
    planned: Value
    performed: Value
    anomaly: Anomaly | None = None

    def of(self, basis: FigureBasis) -> Value:
        """One side of it."""
        return self.planned if basis is FigureBasis.PLANNED else self.performed


@dataclass(frozen=True, slots=True)
class Member:
    """One district, carer or client of a breakdown; `label` is a name of a district or a pseudonym."""

    id: UUID
    label: str
    planned: Value
    performed: Value


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The members of a level, or why they are not shown."""

    members: tuple[Member, ...]
    withheld: Text | None = None


@dataclass(frozen=True, slots=True)
class RuleImpact:
    """What one rule cost on a day, and the dearest visits behind it, by id."""

    rule_id: str
    units: int
    cost: int
    visits: tuple[UUID, ...]
