"""Shift in use: the plan manages with few shifts.

Why      A shift nobody needs can be given back, or kept for the day somebody is ill.
Counts   Shifts with at least one visit. Unit: shifts.
Broken   Bo and Eva have one visit each: 2.
Kept     No shift is used: 0.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory, EntityType
from services.constraints.kind import Constraint, Level, Matches, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Used shifts, one each."""
    return Matches.of_shifts(c, np.arange(len(t.is_used), dtype=np.int32), t.is_used)


SHIFT_OPENED = Constraint(
    id="soft.shift.opened",
    level=Level.SOFT,
    category=ConstraintCategory.RESOURCE,
    weight=0,
    unit=Unit.SHIFTS,
    title=Text(sv="Använt pass", en="Shift in use"),
    sentence=Text(sv="{shift} används.", en="{shift} is in use."),
    find=find,
    overrides=frozenset({EntityType.EMPLOYEE}),  # a substitute's shift is rather given back than a permanent carer's
    timefold="minimizeShiftCostsWeight",
    swedish=Swedish(
        means="Planen klarar sig med få pass.",
        why="Ett pass som ingen behöver kan lämnas tillbaka, eller sparas till dagen någon är sjuk.",
        counts="Pass med minst ett besök. Enhet: pass.",
        broken="Bo och Eva har ett besök var: 2.",
        kept="Inget pass används: 0.",
    ),
)
