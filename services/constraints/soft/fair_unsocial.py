r"""Evenings and weekends: they are spread evenly among the carers who have any.

Why      The same few always missing their children's evening is why people leave.
Counts   Evening and weekend shifts in use that would have to change hands for all carers with such shifts to have
         equally many, or as nearly as it goes: the larger of what some have above the even share rounded up and what
         others lack below it rounded down. Unit: shifts.
Broken   Bo works three evenings, Eva one: 1.
Kept     Both work two: 0.

The organisation alone has a weight here: the sum belongs to all carers and cannot be split between them.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory
from services.constraints.kind import NOBODY, Constraint, Level, Matches, Unit
from services.constraints.parameter import Parameter, Range
from services.constraints.swedish import Swedish
from services.constraints.unsocial import is_unsocial
from services.problem.columns import Columns, Longs
from services.problem.timetable import Timetable
from services.words import Text

EVENING_FROM_MIN = Parameter(
    constraint_id="soft.fair.unsocial",
    name="evening_from_min",
    title=Text(sv="Kvällen börjar", en="The evening begins"),
    unit=Text(sv="min efter midnatt", en="min after midnight"),
    default=19 * 60,
    limits=Range(16 * 60, 23 * 60),
)


def find(c: Columns, t: Timetable) -> Matches:
    """Carers by the shifts they would have to hand over."""
    carer, used = unsocial_shifts(c, t)
    units = to_hand_over(used)
    rows, units = carer[units > 0].astype(np.int32), units[units > 0]
    nothing = np.full(len(rows), NOBODY, np.int32)
    return Matches(units, nothing, nothing, rows, nothing)


def unsocial_shifts(c: Columns, t: Timetable) -> tuple[Longs, Longs]:
    """Carers with any evening or weekend shift, and how many of those are in use; int64[·] each."""
    counted = is_unsocial(c, EVENING_FROM_MIN.of_all(c))
    carers = len(c.problem.carers)
    has = np.bincount(c.shift_carer[counted], minlength=carers) > 0
    used = np.bincount(c.shift_carer[counted & t.is_used], minlength=carers)
    return np.flatnonzero(has).astype(np.int64), used[has].astype(np.int64)


def to_hand_over(used: Longs) -> Longs:
    """int64[N]: how many of its `used` shifts each gives away until all have the even share, or one more of it."""
    if not len(used):
        return used
    share, over = divmod(int(used.sum()), len(used))
    above = np.maximum(0, used - share)
    keeping = np.argsort(-above, kind="stable")[:over]  # so many may keep one more than the share
    above[keeping] = np.maximum(0, above[keeping] - 1)
    return above


FAIR_UNSOCIAL = Constraint(
    id="soft.fair.unsocial",
    level=Level.SOFT,
    category=ConstraintCategory.RESOURCE,
    weight=2,
    unit=Unit.SHIFTS,
    title=Text(sv="Jämnt fördelade kvällar och helger", en="Evenings and weekends spread evenly"),
    sentence=Text(
        sv="{carer} har {units} för mycket på kvällar och helger för en jämn fördelning.",
        en="{carer} has {units} too many on evenings and weekends for an even spread.",
    ),
    find=find,
    parameters=(EVENING_FROM_MIN,),
    swedish=Swedish(
        means="Kvällar och helger fördelas jämnt mellan dem som har några.",
        why="Att det alltid är samma få som missar kvällen med barnen är varför folk slutar.",
        counts=(
            "Kvälls- och helgpass i bruk som skulle behöva byta ägare för att alla med sådana pass ska ha lika många,"
            " eller så nära det går. Bara organisationen har en vikt här. Enhet: pass."
        ),
        broken="Bo arbetar tre kvällar, Eva en: 1.",
        kept="Båda arbetar två: 0.",
    ),
)
