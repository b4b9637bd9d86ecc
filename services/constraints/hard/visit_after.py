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
from services.problem.columns import Columns, Longs
from services.problem.timetable import Timetable
from services.words import Text

_MISSING = Text(sv="{visit} följer på {other}, som ingen gör.", en="{visit} follows on {other}, which nobody makes.")
_TOO_SOON = Text(
    sv="{visit} börjar {units} för tidigt: det följer på {other}.",
    en="{visit} starts {units} too soon: it follows on {other}.",
)
_TOO_LATE = Text(
    sv="{visit} börjar {units} för sent: det följer på {other}.",
    en="{visit} starts {units} too late: it follows on {other}.",
)


def find(c: Columns, t: Timetable) -> Matches:
    """Served visits by minutes too soon or too long after each visit they follow."""
    is_asked = t.shift_of[c.arc_after] >= 0
    return Matches.of_visits(c, t, c.arc_after[is_asked], _units(c, t)[is_asked])


def says(c: Columns, t: Timetable, visit: int, units: int) -> tuple[Text, int]:
    """Whether the visit comes too soon or too late after the one it follows, or without it; and which that is."""
    arc = int(np.flatnonzero((c.arc_after == visit) & (_units(c, t) == units))[0])
    before = int(c.arc_before[arc])
    if t.shift_of[before] < 0:
        return _MISSING, before
    return (_TOO_SOON if _since(c, t)[arc] < c.arc_delay_s[arc] else _TOO_LATE), before


def _units(c: Columns, t: Timetable) -> Longs:
    since, delay = _since(c, t), c.arc_delay_s
    off = np.maximum(delay - since, since - c.arc_most_s)
    return np.where(t.shift_of[c.arc_before] >= 0, whole_minutes(off), np.maximum(1, whole_minutes(delay)))


def _since(c: Columns, t: Timetable) -> Longs:
    """Seconds from the end of the visit before."""
    return t.start_s[c.arc_after] - t.start_s[c.arc_before] - c.visit_duration_s[c.arc_before]


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
    says=says,
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
