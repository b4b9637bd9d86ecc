"""A home-care day of the literature as plain values, in the family's own time unit (minutes), and a plan for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

ANY = float("inf")
"""No limit."""


@dataclass(frozen=True, slots=True)
class Service:
    """One service at one patient's home: a visit of ours. `windows` are `(start, end)`, sorted.

    `able` are the carers who have the skill and may come; `preferred` those wished for (None: no wish).
    """

    patient: str
    name: str
    place: int
    duration: float
    windows: tuple[tuple[float, float], ...]
    able: frozenset[str]
    preferred: frozenset[str] | None = None
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two services of one patient, rows of `Instance.services`, made by two different carers.

    least ≤ start of `second` − start of `first` ≤ most; (0, 0) together, (−inf, inf) whenever.
    """

    first: int
    second: int
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Carer:
    """A carer's day: from place to place; being back after `end` is extra time. `has_lunch`: a break is due."""

    id: str
    start_place: int
    end_place: int
    start: float = 0.0
    end: float = ANY
    has_lunch: bool = False


@dataclass(frozen=True)
class Instance:
    """A day to plan. `weights` are those of the objective's terms; a term in `hard` must be zero.

    `is_met_at_end`: a window's end limits the end of the service, not its start. `leaves_at_start`: carers set out when
    their shift starts and not when they must. `lunch` is `(from, until, least)`.
    """

    family: str
    name: str
    carers: tuple[Carer, ...]
    services: tuple[Service, ...]
    pairs: tuple[Pair, ...]
    travel: tuple[tuple[float, ...], ...]
    weights: Mapping[str, float]
    hard: frozenset[str] = frozenset()
    is_met_at_end: bool = False
    leaves_at_start: bool = False
    lunch: tuple[float, float, float] | None = None

    @cached_property
    def row(self) -> dict[tuple[str, str], int]:
        """Row of each service by patient and name."""
        return {(s.patient, s.name): i for i, s in enumerate(self.services)}

    @cached_property
    def patients(self) -> dict[str, list[int]]:
        """Rows of the services of each patient."""
        found: dict[str, list[int]] = {}
        for i, service in enumerate(self.services):
            found.setdefault(service.patient, []).append(i)
        return found


@dataclass(frozen=True, slots=True)
class Stop:
    """A service by its row (None: a lunch break at `place`), from `start` to `end`."""

    service: int | None
    place: int
    start: float
    end: float


Plan = Mapping[str, tuple[Stop, ...]]
"""The stops of each carer, in order; a carer without a route may be missing."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a plan is worth: the objective, its raw terms before weights, and every rule it breaks in words."""

    objective: float
    terms: Mapping[str, float] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    @property
    def is_feasible(self) -> bool:
        """Whether no rule of the family is broken."""
        return not self.faults
