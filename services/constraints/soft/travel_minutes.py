"""Travel time: carers spend little of the day on the way.

Why      Time on the road is paid for and gives nobody care.
Counts   Seconds of every leg, the first and the way home included. Unit: minutes.
Broken   Ten minutes to Anna and ten home: 20 minutes.
Kept     The client lives where the shift starts: 0.
"""

from __future__ import annotations

from data.vocabulary import ConstraintCategory, EntityType
from services.constraints.kind import Constraint, Level, Matches, Unit
from services.constraints.legs import of_legs
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Legs by their seconds."""
    return of_legs(c, t, t.leg_s, t.last_leg_s)


TRAVEL_MINUTES = Constraint(
    id="soft.travel.minutes",
    level=Level.SOFT,
    category=ConstraintCategory.LOCATION,
    weight=2,
    unit=Unit.SECONDS,
    title=Text(sv="Restid", en="Travel time"),
    sentence=Text(sv="{carer} reser {units} ({leg}).", en="{carer} travels {units} ({leg})."),
    find=find,
    overrides=frozenset({EntityType.EMPLOYEE}),  # a leg belongs to the one who travels it
    timefold="minimizeTravelTimeWeight",
    swedish=Swedish(
        means="Medarbetarna är lite av dagen på väg.",
        why="Tid på vägen betalas och ger ingen omsorg.",
        counts="Sekunder av varje resa, första resan och hemvägen inräknade. Enhet: minuter.",
        broken="Tio minuter till Anna och tio hem: 20 minuter.",
        kept="Klienten bor där passet börjar: 0.",
    ),
)
