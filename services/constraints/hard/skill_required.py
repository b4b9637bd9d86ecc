"""Required skill: a carer has every skill the visit needs, at the level it needs.

Why      A delegated task done without a valid delegation is a danger and against the law.
Counts   Required skills the shift's carer lacks or has at too low a level. Unit: skills.
Broken   The visit needs insulin and catheter, Bo has insulin only: 1.
Kept     Eva has both: 0.
"""

from __future__ import annotations

from data.vocabulary import ConstraintCategory
from services.constraints.kind import Constraint, Level, Matches, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Served visits by the number of skills missing."""
    visit = t.stop_visit
    return Matches.of_visits(c, t, visit, c.missing[c.visit_need[visit], c.shift_skillset[t.stop_shift]])


SKILL_REQUIRED = Constraint(
    id="hard.skill.required",
    level=Level.HARD,
    category=ConstraintCategory.SKILL,
    weight=1,
    unit=Unit.SKILLS,
    title=Text(sv="Krävd kompetens", en="Required skill"),
    sentence=Text(sv="{carer} saknar {units} som {visit} kräver.", en="{carer} lacks {units} that {visit} requires."),
    find=find,
    is_system=True,
    timefold="requiredSkills",
    swedish=Swedish(
        means="Medarbetaren har varje kompetens som besöket kräver, på rätt nivå.",
        why="En delegerad uppgift utan giltig delegering är farlig och mot lagen.",
        counts="Krävda kompetenser som passets medarbetare saknar eller har på för låg nivå. Enhet: kompetenser.",
        broken="Besöket kräver insulin och kateter, Bo har bara insulin: 1.",
        kept="Eva har båda: 0.",
    ),
)
