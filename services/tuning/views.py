"""What pages are told of weights, profiles and what a change would mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from data.vocabulary import ConstraintChangeKind, EntityType
from services.constraints.kind import Constraint, Level, Score, Weights
from services.words import Text


@dataclass(frozen=True, slots=True)
class Dial:
    """One rule as it stands in a draft; `organization` is the organisation's weight, `default` the catalogue's."""

    rule: Constraint
    level: Level
    weight: int
    default: int
    organization: int
    is_enabled: bool
    overrides: int


@dataclass(frozen=True, slots=True)
class ProfileView:
    """A preset (`slug`) or an own profile (`id`), with its weights as a draft begins from them."""

    key: str
    title: Text
    meaning: Text
    weights: Weights
    id: UUID | None = None
    is_default: bool = False
    version: int = 1
    note: str = ""
    made_by: str = ""
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version of an own profile."""

    version: int
    weights: Weights
    note: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class RowChange:
    """One rule of a plan before and after: units stay, weight and cost change."""

    rule: Constraint
    units: int
    weight_before: int
    weight_after: int
    cost_before: int
    cost_after: int

    @property
    def delta(self) -> int:
        """How much the cost grows."""
        return self.cost_after - self.cost_before


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A plan under the weights it was made with and under a draft; Σ rows = score in both."""

    before: Score
    after: Score
    rows: tuple[RowChange, ...]


@dataclass(frozen=True, slots=True)
class Override:
    """What one employee or client has instead of the organisation's weight, or of the value of a `parameter`."""

    constraint_id: str
    entity: EntityType
    entity_id: UUID
    who: str
    weight: int
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One place a weight is looked for, from the catalogue on; the last that says something wins."""

    place: Text
    weight: int | None
    wins: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """Two overrides that meet on one visit: the client's wins."""

    constraint_id: str
    employee: str
    client: str
    employee_weight: int
    client_weight: int
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class MatchLine:
    """One breach of a plan as a sentence, with what it costs."""

    sentence: Text
    units: int
    cost: int


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another carer for a visit: when, and how many points more (less than 0: better) in all and rule by rule."""

    carer: str
    start: datetime
    hard: int
    medium: int
    soft: int
    by_rule: tuple[tuple[Constraint, int], ...]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """Who changed what, when, from what to what."""

    kind: ConstraintChangeKind
    about: str
    who: str
    made_by: str
    made_at: datetime
    was: str
    became: str
