"""Time after the visit before: a visit that follows another starts late enough, and only if that one is made.

Why      Two meals an hour apart are one meal; a dressing is not changed before the shower it follows.
Counts   Minutes too soon after the departure from the visit before plus the delay, each begun minute; where nobody
         makes the visit before, the minutes of the delay, at least one. Unit: whole minutes.
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
    """Served visits by minutes too soon after each visit they follow."""
    is_asked = t.shift_of[c.arc_after] >= 0
    before, after, delay = c.arc_before[is_asked], c.arc_after[is_asked], c.arc_delay_s[is_asked]
    early = t.start_s[before] + c.visit_duration_s[before] + delay - t.start_s[after]
    units = np.where(t.shift_of[before] >= 0, whole_minutes(early), np.maximum(1, whole_minutes(delay)))
    return Matches.of_visits(c, t, after, units)


VISIT_AFTER = Constraint(
    id="hard.visit.after",
    level=Level.HARD,
    category=ConstraintCategory.TIME,
    weight=1,
    unit=Unit.MINUTES,
    title=Text(sv="Tid efter besöket innan", en="Time after the visit before"),
    sentence=Text(
        sv="{visit} börjar {units} för tidigt efter besöket innan, eller så görs inte det besöket.",
        en="{visit} starts {units} too soon after the visit before, or nobody makes that one.",
    ),
    find=find,
    timefold="visitDependencies",
    swedish=Swedish(
        means="Ett besök som följer på ett annat börjar tillräckligt sent, och bara om det första görs.",
        why="Två måltider med en timme emellan är en måltid; ett förband läggs inte om före duschen.",
        counts=(
            "Minuter för tidigt efter att besöket innan är klart plus väntetiden, varje påbörjad minut; görs inte "
            "besöket innan räknas väntetidens minuter, minst en. Enhet: hela minuter."
        ),
        broken="Lunchen slutar 12.30, fyra timmar emellan, middagen börjar 16.00: 30. Lunchen görs inte: 240.",
        kept="Middagen börjar 16.30: 0.",
    ),
)
