"""What is brought along: the visits of a shift need no more than its vehicle can carry.

Why      Meals and aids for twenty do not go in a cargo bike for twelve, and the round ends half-way.
Counts   Load of the visits made in a shift beyond what its vehicle carries. Unit: units of load.
Broken   A bike for 12 meals is to bring 14: 2.
Kept     It brings 12, or nobody has said how much it carries: 0.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory
from services.constraints.kind import Constraint, Level, Matches, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Shifts by the load their vehicle has no room for."""
    brought = np.zeros(len(c.shift_carer), np.int64)
    np.add.at(brought, t.stop_shift, c.visit_load[t.stop_visit])
    return Matches.of_shifts(c, np.arange(len(brought)), brought - c.shift_load)


VEHICLE_LOAD = Constraint(
    id="hard.vehicle.load",
    level=Level.HARD,
    category=ConstraintCategory.RESOURCE,
    weight=1,
    unit=Unit.LOAD,
    title=Text(sv="Last i fordonet", en="Load of the vehicle"),
    sentence=Text(
        sv="Fordonet till {shift} ska ta med {units} mer än det rymmer.",
        en="The vehicle of {shift} is to bring {units} more than it can carry.",
    ),
    find=find,
    swedish=Swedish(
        means="Besöken i ett pass behöver inte mer än fordonet kan ta med.",
        why="Mat och hjälpmedel till tjugo ryms inte på en lastcykel för tolv, och rundan tar slut halvvägs.",
        counts="Last för besöken i ett pass utöver vad fordonet rymmer. Enhet: lastenheter.",
        broken="En cykel för 12 portioner ska ta med 14: 2.",
        kept="Den tar med 12, eller ingen har sagt hur mycket den rymmer: 0.",
    ),
)
