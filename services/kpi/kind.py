"""What a key figure is: a formula with a unit and a direction, and one additive count over a part of a plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from services.kpi.part import Part
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


class Unit(StrEnum):
    """How a value is written."""

    COUNT = "count"
    MEAN = "mean"
    HOURS = "hours"
    SHARE = "share"


class Better(StrEnum):
    """Which way is good."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


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


@dataclass(frozen=True, slots=True)
class Kpi:
    """One key figure; the same for a draft, a solver's plan and an imported one, so any two can be compared.

    `counted` names what `Ratio.n` counts. `target` is in the unit of the value (a share 0–1, hours in hours).
    """

    slug: str
    title: Text
    formula: Text
    counted: Text
    unit: Unit
    better: Better
    count: Callable[[Columns, Timetable, Part], Ratio]
    target: float | None = None

    def of(self, c: Columns, t: Timetable, part: Part) -> float | None:
        """The value for a part of a plan."""
        return self.count(c, t, part).value
