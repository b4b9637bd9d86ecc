"""Skipped week: a visit that may move is made before its own period is over.

Why      This week's shower on next Monday is two showers in one week and none in the other.
Counts   Visits made in a shift that begins after the end of the period the visit belongs to; a visit nobody makes is
         counted as unassigned only. Unit: visits.
Broken   The cleaning of week 5 is made on Monday of week 6: 1.
Kept     It is made on Friday of week 5: 0.
"""

from __future__ import annotations

from data.vocabulary import ConstraintCategory
from services.constraints.kind import Constraint, Level, Matches, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Served visits of a period that was over when the shift began."""
    return Matches.of_visits(c, t, t.stop_visit, c.shift_start_s[t.stop_shift] >= c.terms.due_s[t.stop_visit])


VISIT_SKIPPED_WEEK = Constraint(
    id="medium.visit.skipped_week",
    level=Level.MEDIUM,
    category=ConstraintCategory.TIME,
    weight=5_000,
    unit=Unit.VISITS,
    title=Text(sv="Besök efter sin period", en="Visit after its period"),
    sentence=Text(sv="{visit} görs först när dess period är slut.", en="{visit} is made when its period is over."),
    find=find,
    greatest=9_999,  # a visit made late is better than one not made, which costs 10,000
    swedish=Swedish(
        means="Ett besök som får flyttas görs innan dess egen period är slut.",
        why="Veckans dusch nästa måndag är två duschar den ena veckan och ingen den andra.",
        counts=(
            "Besök i ett pass som börjar efter att besökets period är slut; ett besök som ingen gör räknas bara som "
            "oplanerat. Enhet: besök."
        ),
        broken="Städningen för vecka 5 görs på måndag vecka 6: 1.",
        kept="Den görs på fredag vecka 5: 0.",
    ),
)
