"""Carer not allowed: a carer the client has declined, or who must not go there, is never sent.

Why      The client's no is respected; an allergy to the cat or a protected identity is no matter of taste.
Counts   Visits made by a carer who is prohibited there. Unit: visits.
Broken   Anna has declined Bo and the plan sends Bo: 1.
Kept     The plan sends Eva: 0.
"""

from __future__ import annotations

from data.vocabulary import ConstraintCategory
from services.constraints.kind import Constraint, Level, Matches, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Served visits whose carer is prohibited."""
    visit = t.stop_visit
    return Matches.of_visits(c, t, visit, c.is_prohibited[visit, c.shift_carer[t.stop_shift]])


CARER_PROHIBITED = Constraint(
    id="hard.carer.prohibited",
    level=Level.HARD,
    category=ConstraintCategory.PREFERENCE,
    weight=1,
    unit=Unit.VISITS,
    title=Text(sv="Nekad medarbetare", en="Carer not allowed"),
    sentence=Text(sv="{carer} får inte göra {visit}.", en="{carer} may not make {visit}."),
    find=find,
    is_system=True,
    timefold="prohibitedVehicles",
    swedish=Swedish(
        means="En medarbetare som klienten har tackat nej till, eller som inte får gå dit, skickas aldrig.",
        why="Klientens nej respekteras; allergi mot katten eller skyddad identitet är ingen smaksak.",
        counts="Besök som görs av en medarbetare som inte får gå dit. Enhet: besök.",
        broken="Anna har tackat nej till Bo och planen skickar Bo: 1.",
        kept="Planen skickar Eva: 0.",
    ),
)
