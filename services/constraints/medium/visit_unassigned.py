"""Unassigned visit: every visit that is not optional is made by somebody.

Why      Each is care a person has a decision on; only where no carer can come may it stay with the planner.
Counts   Visits nobody makes, the most important ten times the least: priority 1 counts 10, … 10 counts 1.
         Unit: visits, by importance.
Broken   One visit of priority 10 and one of priority 1 are left: 1 + 10 = 11.
Kept     All are assigned, or only an optional one is left: 0.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory
from services.constraints.kind import Constraint, Level, Matches, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text

LEAST_IMPORTANT = 10
"""The lowest priority; it weighs one."""


def find(c: Columns, t: Timetable) -> Matches:
    """Unserved visits that are not optional, by importance."""
    visit = np.flatnonzero((t.shift_of < 0) & ~c.visit_optional)
    return Matches.of_visits(c, t, visit, LEAST_IMPORTANT + 1 - c.visit_priority[visit])


VISIT_UNASSIGNED = Constraint(
    id="medium.visit.unassigned",
    level=Level.MEDIUM,
    category=ConstraintCategory.RESOURCE,
    weight=10_000,
    unit=Unit.IMPORTANCE,
    title=Text(sv="Besök utan medarbetare", en="Unassigned visit"),
    sentence=Text(sv="{visit} görs inte av någon.", en="{visit} is not made by anybody."),
    find=find,
    is_system=True,
    timefold="mandatory visits",
    swedish=Swedish(
        means="Varje besök som inte är valfritt görs av någon.",
        why=(
            "Varje besök är omsorg som någon har beslut på; bara när ingen kan komma får det ligga kvar hos planeraren."
        ),
        counts=(
            "Besök som ingen gör, de viktigaste tio gånger de minst viktiga: prioritet 1 räknas 10, … 10 räknas 1. "
            "Enhet: besök, efter prioritet."
        ),
        broken="Ett besök med prioritet 10 och ett med prioritet 1 är kvar: 1 + 10 = 11.",
        kept="Alla är planerade, eller bara ett valfritt är kvar: 0.",
    ),
)
