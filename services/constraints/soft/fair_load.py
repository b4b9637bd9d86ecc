r"""Even workload: carers work alike shares of the time they are there.

Why      One who runs while another waits will not stay; and the one who waits has no use of her shift.
Counts   \(\sum_c worked_c^2 / available_c - (\sum worked)^2 / \sum available\) in seconds, each quotient rounded
         down, never below zero; worked = visits, travel, waiting, breaks; available = all shifts of the carer in the
         plan. Zero when all work the same share of their time. Unit: minutes.
Broken   Two carers of 8 hours; Bo works 4 and Eva nothing: 4²/8 − 4²/16 = 1 hour, 60 minutes.
Kept     Both work 2 hours: 0.

The organisation alone has a weight here: the sum belongs to all carers and cannot be split between them.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory
from services.constraints.kind import NOBODY, Constraint, Level, Matches, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import Columns, Longs
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Carers by their part of the unevenness; the parts add up to the whole exactly."""
    worked, available = carer_load_s(c, t)
    carer = np.flatnonzero(available > 0)
    units = _parts(worked[carer], available[carer], unevenness_s(worked, available))
    carer_rows, units = carer[units > 0].astype(np.int32), units[units > 0]
    nothing = np.full(len(units), NOBODY, np.int32)
    return Matches(units, nothing, nothing, carer_rows, nothing)


def carer_load_s(c: Columns, t: Timetable) -> tuple[Longs, Longs]:
    """`(worked, available)` int64[C]: seconds at work in the plan and seconds of all shifts."""
    worked, available = np.zeros(len(c.problem.carers), np.int64), np.zeros(len(c.problem.carers), np.int64)
    np.add.at(worked, c.shift_carer, t.worked_s)
    np.add.at(available, c.shift_carer, c.shift_end_s - c.shift_start_s)
    return worked, available


def unevenness_s(worked_s: Longs, available_s: Longs) -> int:
    """Σ worked²/available − (Σ worked)²/Σ available over those with time available; whole seconds, ≥ 0."""
    has_time = available_s > 0
    worked, available = worked_s[has_time], available_s[has_time]
    if not len(worked):
        return 0
    total = int(worked.sum())
    return max(0, int((worked * worked // available).sum()) - total * total // int(available.sum()))


def _parts(worked: Longs, available: Longs, units: int) -> Longs:
    """`units` shared out by (worked − fair share)² / available, rounded so that nothing is lost."""
    if units == 0:
        return np.zeros(len(worked), np.int64)
    fair = available * (worked.sum() / available.sum())
    running = np.cumsum((worked - fair) ** 2 / available)
    edges: Longs = np.rint(running * (units / running[-1])).astype(np.int64)
    edges[-1] = units
    return np.diff(edges, prepend=0)


FAIR_LOAD = Constraint(
    id="soft.fair.load",
    level=Level.SOFT,
    category=ConstraintCategory.RESOURCE,
    weight=1,
    unit=Unit.SECONDS,
    title=Text(sv="Jämn arbetsbelastning", en="Even workload"),
    sentence=Text(
        sv="{carer} arbetar en annan andel av sin tid än de andra (ojämnhet {units}).",
        en="{carer} works another share of the time than the others (unevenness {units}).",
    ),
    find=find,
    timefold="balanceTimeUtilizationWeight",
    swedish=Swedish(
        means="Medarbetarna arbetar lika stor andel av tiden de är på plats.",
        why="Den som springer medan en annan väntar stannar inte; och den som väntar har ingen nytta av sitt pass.",
        counts=(
            "Summan över medarbetarna av arbetad tid i kvadrat genom tillgänglig tid, minus samma sak för alla "
            "tillsammans. Noll när alla arbetar samma andel. Arbetad tid är besök, resor, väntan och raster. Bara "
            "organisationen har en vikt här. Enhet: minuter."
        ),
        broken="Två medarbetare på 8 timmar; Bo arbetar 4 och Eva inget: 4²/8 − 4²/16 = 1 timme, 60 minuter.",
        kept="Båda arbetar 2 timmar: 0.",
    ),
)
