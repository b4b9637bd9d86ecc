"""What a key figure is: a formula with a unit and a direction, and one count over a part of a plan.

Most figures are sums over shifts, over visits, or over clients and days (`rows`): parts of them can be added, so a day,
a district and a carer are the same arrays summed differently. Some are about clients over a spell of days (`people`):
different carers met cannot be added over days, but clients can. A few are about everybody at once (`whole`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.kpi.accounts import NOTHING_ELSE, Accounts
from services.kpi.frame import Floats, Frame
from services.kpi.part import Part
from services.problem.columns import Columns, Flags
from services.problem.timetable import Timetable
from services.words import Text


class Unit(StrEnum):
    """How a value is written."""

    COUNT = "count"
    MEAN = "mean"
    HOURS = "hours"
    SHARE = "share"
    KILOMETRES = "km"
    KILOGRAMS = "kg"
    KRONOR = "SEK"
    KRONOR_PER_HOUR = "SEK/h"
    INDEX = "index"


SUMS = frozenset({Unit.COUNT, Unit.HOURS, Unit.KILOMETRES, Unit.KILOGRAMS, Unit.KRONOR})
"""Units of figures that are sums; the others are something over something else."""


class Better(StrEnum):
    """Which way is good."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Reach(StrEnum):
    """Whom a figure can be broken down to."""

    ORGANIZATION = "organization"
    DISTRICT = "district"
    EMPLOYEE = "employee"
    CLIENT = "client"


class Of(Enum):
    """What a figure's rows are about."""

    SHIFTS = "shifts"
    VISITS = "visits"
    CLIENT_DAYS = "clients and days"
    CLIENTS = "clients"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What others have, from `low` to `high` in the figure's unit; who says so, and of which year it is.

    `year` None: the source states none, which is said too.
    """

    low: float
    high: float
    source: Text
    year: str | None

    @property
    def told(self) -> Text:
        """The source with its year."""
        return _SOURCE.fill(source=self.source, year=_NO_YEAR if self.year is None else self.year)


_SOURCE = Text(sv="{source} ({year})", en="{source} ({year})")
_NO_YEAR = Text(sv="källan anger inget år", en="the source states no year")


@dataclass(frozen=True, slots=True)
class Ratio:
    """A value as what is counted over what it is counted against; parts are added before they are divided.

    A sum has the bottom 1 however many parts it is made of. `n` is how many things were looked at.
    """

    top: float
    bottom: float
    n: int

    @property
    def value(self) -> float | None:
        """The figure; None where there is nothing to divide by, which is shown as "–"."""
        return self.top / self.bottom if self.bottom else None


@dataclass(frozen=True)
class Rows:
    """Top, bottom and what is looked at, row by row; `bottom` None: a sum. Client-days are [K, D]."""

    of: Of
    top: Floats
    bottom: Floats | None
    n: Floats

    def inside(self, inside: Flags) -> Ratio:
        """The ratio of the rows inside."""
        bottom = 1.0 if self.bottom is None else float(self.bottom[inside].sum())
        return Ratio(float(self.top[inside].sum()), bottom, int(self.n[inside].sum()))


Amounts = NDArray[Any]
"""Counts, flags or times, one per row."""


def shift_rows(top: Amounts, n: Amounts, bottom: Amounts | None = None) -> Rows:
    """Rows of shifts."""
    return _rows(Of.SHIFTS, top, n, bottom)


def visit_rows(top: Amounts, n: Amounts, bottom: Amounts | None = None) -> Rows:
    """Rows of visits."""
    return _rows(Of.VISITS, top, n, bottom)


def client_rows(top: Amounts, n: Amounts, bottom: Amounts | None = None) -> Rows:
    """Rows of clients."""
    return _rows(Of.CLIENTS, top, n, bottom)


def client_day_rows(top: Amounts, n: Amounts, bottom: Amounts | None = None) -> Rows:
    """Rows of clients and days."""
    return _rows(Of.CLIENT_DAYS, top, n, bottom)


def _rows(of: Of, top: Amounts, n: Amounts, bottom: Amounts | None) -> Rows:
    return Rows(of, top.astype(np.float64), None if bottom is None else bottom.astype(np.float64), n.astype(np.float64))


@dataclass(frozen=True, slots=True)
class Kpi:
    """One key figure; the same for a draft, a solver's plan, an imported and a performed one.

    Exactly one of `rows`, `people` and `whole` counts it. `counted` names what `Ratio.n` counts. `target` is in the
    unit of the value (a share 0–1, hours in hours). `reach` are the levels below the organisation it is broken down to;
    a figure that looks back over days says over how many (`window_days`).
    """

    slug: str
    title: Text
    formula: Text
    counted: Text
    unit: Unit
    better: Better
    rows: Callable[[Frame], Rows] | None = None
    people: Callable[[Frame, Part], Rows] | None = None
    whole: Callable[[Frame, Part], Ratio] | None = None
    reach: frozenset[Reach] = frozenset({Reach.DISTRICT})
    target: float | None = None
    benchmark: Benchmark | None = None
    window_days: int | None = None

    def __post_init__(self) -> None:
        if sum(way is not None for way in (self.rows, self.people, self.whole)) != 1:
            raise ValueError(f"{self.slug} must be counted in exactly one way.")

    @property
    def is_sum(self) -> bool:
        """Whether its parts are added and not divided by anything."""
        return self.unit in SUMS

    @property
    def is_over_days(self) -> bool:
        """Whether it means little for one day: a day shows the days up to it, and days cannot be added."""
        return self.window_days is not None

    def of(self, c: Columns, t: Timetable, part: Part) -> float | None:
        """The value for a part of a plan."""
        return self.count(c, t, part).value

    def count(self, c: Columns, t: Timetable, part: Part, accounts: Accounts = NOTHING_ELSE) -> Ratio:
        """What is counted over what in a part of a plan; with many figures, make one frame and ask `of_frame`."""
        return self.of_frame(Frame(c, t, accounts), part)

    def of_frame(self, frame: Frame, part: Part) -> Ratio:
        """What is counted over what in a part of a frame."""
        if self.whole is not None:
            return self.whole(frame, part)
        if self.people is not None:
            found = self.people(frame, part)
            return found.inside(_all_or(part.client, len(found.top)))
        found = self.rows_of(frame)
        return found.inside(inside(found, part))

    def rows_of(self, frame: Frame) -> Rows:
        """The rows of a figure that has some, counted once for a frame."""
        assert self.rows is not None  # asked only of such figures
        count = self.rows
        return frame.once(self.slug, lambda: count(frame))


def inside(rows: Rows, part: Part) -> Flags:
    """Which of the rows lie in the part."""
    if rows.of is Of.SHIFTS:
        return part.shift
    if rows.of is Of.VISITS:
        return part.visit
    clients, days = rows.top.shape
    return np.logical_and.outer(_all_or(part.client, clients), _all_or(part.day, days))


def _all_or(flags: Flags | None, count: int) -> Flags:
    return np.ones(count, np.bool_) if flags is None else flags
