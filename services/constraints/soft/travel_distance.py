"""Distance: carers cover few kilometres.

Why      Fuel, wear and emissions follow the distance, not the time.
Counts   Each leg's metres to the nearest hundred, the first and the way home included. Unit: 100 m.
Broken   1,260 m to Anna and 1,240 m home: 13 + 12 = 25.
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
    """Legs by hundreds of metres, each rounded by itself."""
    return of_legs(c, t, (t.leg_m + 50) // 100, (t.last_leg_m + 50) // 100)


TRAVEL_DISTANCE = Constraint(
    id="soft.travel.distance",
    level=Level.SOFT,
    category=ConstraintCategory.LOCATION,
    weight=0,
    unit=Unit.HECTOMETRES,
    title=Text(sv="Reslängd", en="Distance"),
    sentence=Text(sv="{carer} reser {units} ({leg}).", en="{carer} covers {units} ({leg})."),
    find=find,
    overrides=frozenset({EntityType.EMPLOYEE}),  # a leg belongs to the one who travels it
    timefold="minimizeTravelDistanceWeight",
    swedish=Swedish(
        means="Medarbetarna reser få kilometer.",
        why="Bränsle, slitage och utsläpp följer sträckan, inte tiden.",
        counts="Varje resas meter till närmaste hundra, första resan och hemvägen inräknade. Enhet: 100 m.",
        broken="1 260 m till Anna och 1 240 m hem: 13 + 12 = 25.",
        kept="Klienten bor där passet börjar: 0.",
    ),
)
