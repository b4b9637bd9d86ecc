"""What a constraint is: a sentence with a unit, and one whole-plan count; and what a score is.

Costs are integers ≥ 0. Hard and medium: weight × units. Soft: a point is one weight-second, so a time in seconds
costs weight × seconds, and a counted unit costs weight × 60 × count: weights read as "minutes" per unit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.vocabulary import ConstraintCategory, ConstraintType, EntityType
from services.constraints.parameter import Parameter, Range
from services.constraints.swedish import Swedish
from services.problem.columns import Columns, Ints, Longs
from services.problem.timetable import Timetable
from services.words import Text

Level = ConstraintType

Rows = NDArray[np.integer[Any]]
"""Rows of the problem, of whatever integer type numpy found them in."""

Amounts = NDArray[np.integer[Any]] | NDArray[np.bool_]
"""Units per row; a flag counts one."""

NOBODY = -1
"""Index meaning "no visit / carer / shift belongs to this match"."""


class Unit(StrEnum):
    """What a row counts; times are kept in seconds and shown in minutes."""

    SECONDS = "minutes"  # soft times
    MINUTES = "whole minutes"  # hard times, each match rounded up
    VISITS = "visits"
    IMPORTANCE = "visits by importance"  # a visit of the highest priority counts ten, of the lowest one
    SHIFTS = "shifts"
    CARERS = "carers"
    SKILLS = "skills"
    LEVELS = "levels"
    PAIRS = "pairs"
    LEGS = "legs"
    DAYS = "days"
    HECTOMETRES = "100 m"
    KRONOR = "SEK"
    LOAD = "units of load"


@dataclass(frozen=True)
class Matches:
    """Where a constraint is broken: M matches, each with its units and what it touches (−1: nothing).

    units : int64[M] > 0;  visit, shift, carer, client : int32[M] rows of the problem.
    """

    units: Longs
    visit: NDArray[np.int32]
    shift: NDArray[np.int32]
    carer: NDArray[np.int32]
    client: NDArray[np.int32]

    @classmethod
    def of_visits(cls, c: Columns, t: Timetable, visit: Rows, units: Amounts) -> Matches:
        """One match per listed visit with units; shift and carer are nobody where the visit is unserved."""
        broken = units > 0
        rows = visit[broken].astype(np.int32)
        shift = t.shift_of[rows]
        return cls(units[broken].astype(np.int64), rows, shift, carer_of(c, shift), c.visit_client[rows])

    @classmethod
    def of_shifts(cls, c: Columns, shift: Rows, units: Amounts) -> Matches:
        """One match per listed shift with units, its carer filled in."""
        broken = units > 0
        rows = shift[broken].astype(np.int32)
        nothing = np.full(len(rows), NOBODY, np.int32)
        return cls(units[broken].astype(np.int64), nothing, rows, c.shift_carer[rows], nothing)

    @classmethod
    def together(cls, *parts: Matches) -> Matches:
        """The matches of several kinds of breach as one."""
        return cls(
            units=np.concatenate([p.units for p in parts]),
            visit=np.concatenate([p.visit for p in parts]),
            shift=np.concatenate([p.shift for p in parts]),
            carer=np.concatenate([p.carer for p in parts]),
            client=np.concatenate([p.client for p in parts]),
        )

    def __len__(self) -> int:
        return len(self.units)


@dataclass(frozen=True, slots=True)
class OfPairs:
    """The `find` of a rule whose units are known from a visit and the shift that serves it, whatever the times.

    `units(c, visit, shift)` takes rows (int32, of any shapes that broadcast) and gives the units of each pair. The
    search adds them to what a visit costs in a shift, so such a rule needs no line of its own there.
    """

    units: Callable[[Columns, Rows, Rows], Amounts]

    def __call__(self, c: Columns, t: Timetable) -> Matches:
        return Matches.of_visits(c, t, t.stop_visit, self.units(c, t.stop_visit, t.stop_shift))


def carer_of(c: Columns, shift: Ints) -> Ints:
    """The carer of each shift row, nobody where there is no shift."""
    if not len(c.shift_carer):
        return np.full(len(shift), NOBODY, np.int32)
    return np.where(shift >= 0, c.shift_carer[shift], NOBODY).astype(np.int32)


def whole_minutes(seconds: Longs) -> Longs:
    """Seconds as minutes, every begun minute counted; nothing below zero."""
    return np.maximum(0, -(-seconds // 60))


@dataclass(frozen=True, slots=True)
class Constraint:
    """One rule of the catalogue.

    `find` gives every match of a plan, `OfPairs` of one known by visit and shift alone; `sentence` explains one match
    and is filled with `units` (in the shown unit), `visit`, `shift`, `carer`, `client` and `leg`
    (services.constraints.sentences). `overrides` names the entities that may carry a weight of their own; none for a
    hard or system constraint. `greatest` is the highest weight an organisation may choose, `parameters` what it may
    count differently. A rule that is `of_shifts` judges the shifts as they were given: no plan for them can change it.
    `may_be` names other levels an organisation may give the rule (services.constraints.levels). A rule that is broken
    in several ways `says` which of them a match of (columns, timetable, visit, units) is: its sentence, and the row of
    the visit that is `other` in it.
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
    greatest: int = 1000
    parameters: tuple[Parameter, ...] = ()
    of_shifts: bool = False
    may_be: frozenset[Level] = frozenset()
    swedish: Swedish | None = None
    says: Callable[[Columns, Timetable, int, int], tuple[Text, int]] | None = None

    @property
    def levels(self) -> frozenset[Level]:
        """Every level the rule can have."""
        return self.may_be | {self.level}

    @property
    def file(self) -> str:
        """The name of the module the rule stands in."""
        return (self.find.units if isinstance(self.find, OfPairs) else self.find).__module__

    @property
    def limits(self) -> Range:
        """The weights an organisation may choose: of a system rule its own only, of a hard or medium one never 0."""
        if self.is_system:
            return Range(self.weight, self.weight)
        return Range(0 if self.level is Level.SOFT else 1, self.greatest)

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

    def __sub__(self, other: Score) -> Score:
        """What it costs more than `other`, level by level; parts may be negative."""
        return Score(self.hard - other.hard, self.medium - other.medium, self.soft - other.soft)

    def __str__(self) -> str:
        return f"{_signed(self.hard)}hard/{_signed(self.medium)}medium/{_signed(self.soft)}soft"


def _signed(cost: int) -> str:
    return f"-{cost}" if cost else "0"


@dataclass(frozen=True, slots=True)
class Weights:
    """Effective weights: by constraint id, with overrides per carer and client id. Absent: the catalogue's.

    `disabled` names constraints that are switched off, `levels` those that forbid instead of weigh or the other way
    round. The client's override wins over the carer's.
    """

    organization: Mapping[str, int]
    carer: Mapping[tuple[str, str], int]
    client: Mapping[tuple[str, str], int]
    disabled: frozenset[str] = frozenset()
    levels: Mapping[str, Level] = field(default_factory=dict)


DEFAULT_WEIGHTS = Weights(organization={}, carer={}, client={})


@dataclass(frozen=True, slots=True)
class Row:
    """One constraint's part of a score: Σ rows = score, always."""

    constraint: Constraint
    weight: int
    units: int
    cost: int
    matches: Matches
