"""Pinned visit: a visit the planner has pinned stays where it is.

Why      It is promised, under way or done; no calculation knows better.
Counts   Pinned visits on another shift, at another start, or made by nobody. Unit: visits.
Broken   Pinned to Bo 08:00 and planned for Bo 08:05: 1.
Kept     Planned for Bo 08:00: 0.
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
    """Pinned visits that are not where they were pinned."""
    visit = np.flatnonzero(c.pin_shift >= 0)
    is_moved = (t.shift_of[visit] != c.pin_shift[visit]) | (t.start_s[visit] != c.pin_start_s[visit])
    return Matches.of_visits(c, t, visit, is_moved)


VISIT_PINNED = Constraint(
    id="hard.visit.pinned",
    level=Level.HARD,
    category=ConstraintCategory.RESOURCE,
    weight=1,
    unit=Unit.VISITS,
    title=Text(sv="Låst besök", en="Pinned visit"),
    sentence=Text(sv="{visit} är låst men har flyttats.", en="{visit} is pinned but has been moved."),
    find=find,
    is_system=True,
    timefold="pinningRequested",
    swedish=Swedish(
        means="Ett besök som planeraren har låst ligger kvar.",
        why="Det är lovat, pågår eller är gjort; ingen beräkning vet bättre.",
        counts="Låsta besök på ett annat pass, en annan tid eller hos ingen. Enhet: besök.",
        broken="Låst till Bo 08.00 och planerat för Bo 08.05: 1.",
        kept="Planerat för Bo 08.00: 0.",
    ),
)
