"""The picture of some days: for every need, who is there and who is wanted in each quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.supply.demand import Visiting
from services.supply.duty import OnDuty
from services.supply.quarters import Quarters
from services.supply.spreading import Load, spread

Need = tuple[str, int]
"""A skill and its least level; `ANYBODY` for everybody."""

ANYBODY: Need = ("", 0)
_HALF = 0.5
_ROUNDING = 1e-9
"""What adding many shares may leave: half a carer missing stays half a carer missing."""


@dataclass(frozen=True)
class Line:
    """One need, quarter by quarter: carers on duty, carers wanted in the mean, and those wanted whatever is chosen."""

    on_duty: Load
    wanted: Load
    must: Load

    @property
    def missing(self) -> NDArray[np.int64]:
        """Whole carers missing in each quarter; less than half a carer is none."""
        lacking = np.maximum(0.0, self.wanted - self.on_duty)
        return np.floor(lacking + _HALF + _ROUNDING).astype(np.int64)


@dataclass(frozen=True)
class Picture:
    """Every need of the days; `ANYBODY` first, then skills by name."""

    quarters: Quarters
    lines: dict[Need, Line]


def draw(quarters: Quarters, duties: Sequence[OnDuty], visits: Sequence[Visiting]) -> Picture:
    """The picture; a skill no visit takes has no line."""
    skills = sorted({skill for visit in visits for skill in visit.skills})
    return Picture(quarters, {need: _line(need, quarters, duties, visits) for need in (ANYBODY, *skills)})


def _line(need: Need, quarters: Quarters, duties: Sequence[OnDuty], visits: Sequence[Visiting]) -> Line:
    name, level = need
    there = [duty for duty in duties if need == ANYBODY or duty.skills.get(name, 0) >= level]
    calling = [visit for visit in visits if need == ANYBODY or any(s == name and at >= level for s, at in visit.skills)]
    stays = [stay for visit in calling for stay in visit.stays]
    spells = spread([stay for duty in there for stay in duty.spells], quarters)
    breaks = spread([stay for duty in there for stay in duty.breaks], quarters)
    sure = spread([must for stay in stays if (must := stay.must) is not None], quarters)
    return Line(np.maximum(0.0, spells - breaks), spread(stays, quarters), sure)
