"""Overtime: the carer is back by the end she was promised.

Why      The last half-hour before the hard end is there for bad days, not for every plan.
Counts   Seconds from the shift's soft end to being back, in used shifts. Unit: minutes.
Broken   Soft end 15:30, back 15:45: 15 minutes.
Kept     Back 15:30, or a shift without a soft end: 0.
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
    """Used shifts by seconds beyond their soft end."""
    used = np.flatnonzero(t.is_used)
    return Matches.of_shifts(c, used, (t.home_s - c.shift_soft_end_s)[used])


TIME_OVERTIME = Constraint(
    id="soft.time.overtime",
    level=Level.SOFT,
    category=ConstraintCategory.TIME,
    weight=4,
    unit=Unit.SECONDS,
    title=Text(sv="Övertid", en="Overtime"),
    sentence=Text(
        sv="{carer} är tillbaka {units} efter ordinarie slut ({shift}).",
        en="{carer} is back {units} after the regular end ({shift}).",
    ),
    find=find,
    overrides=frozenset({EntityType.EMPLOYEE}),  # some carers want overtime, others must not have it
    timefold="maxSoftShiftEndTimeWeight",
    swedish=Swedish(
        means="Medarbetaren är tillbaka när det var sagt.",
        why="Den sista halvtimmen före passets sista slut är till för dåliga dagar, inte för varje plan.",
        counts="Sekunder från passets ordinarie slut till hemkomst, i pass som används. Enhet: minuter.",
        broken="Ordinarie slut 15.30, tillbaka 15.45: 15 minuter.",
        kept="Tillbaka 15.30, eller ett pass utan ordinarie slut: 0.",
    ),
)
