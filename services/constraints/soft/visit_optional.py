"""Optional visit left out: optional visits are made where there is room.

Why      They may be skipped, but somebody would be glad of them.
Counts   Optional visits nobody makes. Unit: visits.
Broken   An optional walk is left out: 1.
Kept     It is made: 0.
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
    """Unserved optional visits."""
    visit = np.flatnonzero((t.shift_of < 0) & c.visit_optional)
    return Matches.of_visits(c, t, visit, np.ones(len(visit), np.int64))


VISIT_OPTIONAL = Constraint(
    id="soft.visit.optional",
    level=Level.SOFT,
    category=ConstraintCategory.RESOURCE,
    weight=120,
    unit=Unit.VISITS,
    title=Text(sv="Valfritt besök uteblir", en="Optional visit left out"),
    sentence=Text(sv="{visit} är valfritt och görs inte.", en="{visit} is optional and not made."),
    find=find,
    overrides=frozenset({EntityType.CLIENT}),  # an optional walk means more to some than to others
    timefold="preferSchedulingOptionalVisitsWeight",
    swedish=Swedish(
        means="Valfria besök görs när det finns rum.",
        why="De får hoppas över, men någon skulle bli glad.",
        counts="Valfria besök som ingen gör. Enhet: besök.",
        broken="En valfri promenad hoppas över: 1.",
        kept="Den görs: 0.",
    ),
)
