"""What a constraint is: a sentence with a unit, and one whole-plan count; and what a score is.

Costs are integers ≥ 0. Hard and medium: weight × units. Soft: a point is one weight-second, so a time in seconds
costs weight × seconds, and a counted unit costs weight × 60 × count: weights read as "minutes" per unit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from data.vocabulary import ConstraintCategory, ConstraintType, EntityType
from services.problem.columns import Columns, Longs
from services.problem.timetable import Timetable
from services.words import Text

Level = ConstraintType

NOBODY = -1
"""Index meaning "no visit / carer / shift belongs to this match"."""


class Unit(StrEnum):
    """What a row counts; times are kept in seconds and shown in minutes."""

    SECONDS = "minutes"  # soft times
    MINUTES = "whole minutes"  # hard times, each match rounded up
    VISITS = "visits"
    SHIFTS = "shifts"
    CARERS = "carers"
    SKILLS = "skills"
    LEVELS = "levels"
    PAIRS = "pairs"
    LEGS = "legs"
    DAYS = "days"
    HECTOMETRES = "100 m"


@dataclass(frozen=True)
class Matches:
    """Where a constraint is broken: M matches, each with its units and what it touches (−1: nothing).

    units : int64[M] ≥ 0;  visit, shift, carer, client : int32[M] rows of the problem.
    """

    units: Longs
    visit: NDArray[np.int32]
    shift: NDArray[np.int32]
    carer: NDArray[np.int32]
    client: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Constraint:
    """One rule of the catalogue.

    `find` gives every match of a plan; `sentence` explains one match and is filled with `units` (in the shown
    unit), `visit`, `shift`, `carer`, `client`. `overrides` names the entities that may carry their own weight.
    """

    id: str
    level: Level
    category: ConstraintCategory
    weight: int
    unit: Unit
    title: Text
    sentence: Text
    find: Callable[[Columns, Timetable], Matches]
    is_system: bool = False
    overrides: frozenset[EntityType] = frozenset()
    timefold: str | None = None

    @property
    def points_per_unit(self) -> int:
        """Points of one unit at weight 1."""
        return 60 if self.level is Level.SOFT and self.unit is not Unit.SECONDS else 1


@dataclass(frozen=True, slots=True, order=True)
class Score:
    """Costs ≥ 0 compared level by level; smaller is better. Printed Timefold's way, costs as negatives."""

    hard: int = 0
    medium: int = 0
    soft: int = 0

    def __str__(self) -> str:
        return f"{_signed(self.hard)}hard/{_signed(self.medium)}medium/{_signed(self.soft)}soft"


def _signed(cost: int) -> str:
    return f"-{cost}" if cost else "0"


@dataclass(frozen=True, slots=True)
class Weights:
    """Effective weights: by constraint id, with overrides per carer and client id. Absent: the catalogue's.

    `disabled` names constraints that are switched off. The client's override wins over the carer's.
    """

    organization: Mapping[str, int]
    carer: Mapping[tuple[str, str], int]
    client: Mapping[tuple[str, str], int]
    disabled: frozenset[str] = frozenset()


DEFAULT_WEIGHTS = Weights(organization={}, carer={}, client={})


@dataclass(frozen=True, slots=True)
class Row:
    """One constraint's part of a score: Σ rows = score, always."""

    constraint: Constraint
    weight: int
    units: int
    cost: int
    matches: Matches
