"""Longest leg: nobody travels farther in one go than her way of travelling allows.

Why      Five kilometres on foot between two visits is no plan.
Counts   Legs longer than the shift's longest leg, the first and the way home included. Unit: legs.
Broken   At most 15 minutes on foot, one leg of 20: 1.
Kept     Every leg 15 minutes or less: 0.
"""

from __future__ import annotations

from data.vocabulary import ConstraintCategory
from services.constraints.kind import Constraint, Level, Matches, Unit
from services.constraints.legs import of_legs
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Legs longer than their shift allows; an unused shift has none."""
    return of_legs(c, t, t.leg_s > c.shift_max_leg_s[t.stop_shift], t.is_used & (t.last_leg_s > c.shift_max_leg_s))


TRAVEL_MODE = Constraint(
    id="hard.travel.mode",
    level=Level.HARD,
    category=ConstraintCategory.LOCATION,
    weight=1,
    unit=Unit.LEGS,
    title=Text(sv="Längsta resa", en="Longest leg"),
    sentence=Text(
        sv="En resa är längre än {carer} får ha i ett stycke ({shift}).",
        en="One leg is longer than {carer} may travel in one go ({shift}).",
    ),
    find=find,
    timefold="maxTravelTimePerVisit",
    swedish=Swedish(
        means="Ingen reser längre i ett stycke än hennes sätt att ta sig fram tillåter.",
        why="Fem kilometer till fots mellan två besök är ingen plan.",
        counts="Resor som är längre än passets längsta, första resan och hemvägen inräknade. Enhet: resor.",
        broken="Högst 15 minuter till fots, en resa på 20: 1.",
        kept="Varje resa är 15 minuter eller kortare: 0.",
    ),
)
