"""Time after the visit before: a visit that follows another starts when it should, and only if that one is made.

Why      Two meals an hour apart are one meal; a dressing is changed soon after the shower, not before it.
Counts   Minutes too soon after the departure from the visit before plus the delay, or too long after it where there is
         a limit, each begun minute; where nobody makes the visit before, the minutes of the delay, at least one.
         Unit: whole minutes.
Broken   Lunch ends 12:30, four hours between, dinner starts 16:00: 30. Lunch is unassigned: 240.
Kept     Dinner starts 16:30: 0.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory
from services.constraints.kind import Constraint, Level, Matches, Unit, whole_minutes
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Served visits by minutes too soon or too long after each visit they follow."""
    is_asked = t.shift_of[c.arc_after] >= 0
    before, after, delay = c.arc_before[is_asked], c.arc_after[is_asked], c.arc_delay_s[is_asked]
    since = t.start_s[after] - t.start_s[before] - c.visit_duration_s[before]
    off = np.maximum(delay - since, since - c.arc_most_s[is_asked])
    units = np.where(t.shift_of[before] >= 0, whole_minutes(off), np.maximum(1, whole_minutes(delay)))
    return Matches.of_visits(c, t, after, units)


VISIT_AFTER = Constraint(
    id="hard.visit.after",
    level=Level.HARD,
    category=ConstraintCategory.TIME,
    weight=1,
    unit=Unit.MINUTES,
    title=Text(sv="Tid efter besöket innan", en="Time after the visit before"),
    sentence=Text(
        sv="{visit} börjar {units} för tidigt eller för sent efter besöket innan, eller så görs inte det besöket.",
        en="{visit} starts {units} too soon or too long after the visit before, or nobody makes that one.",
    ),
    find=find,
    timefold="visitDependencies",
    swedish=Swedish(
        means="Ett besök som följer på ett annat börjar när det ska, och bara om det första görs.",
        why="Två måltider med en timme emellan är en måltid; ett förband läggs om efter duschen, inte före.",
        counts=(
            "Minuter för tidigt efter att besöket innan är klart plus väntetiden, eller för sent där det finns en "
            "gräns, varje påbörjad minut; görs inte besöket innan räknas väntetidens minuter, minst en. Enhet: hela "
            "minuter."
        ),
        broken="Lunchen slutar 12.30, fyra timmar emellan, middagen börjar 16.00: 30. Lunchen görs inte: 240.",
        kept="Middagen börjar 16.30: 0.",
    ),
)
