"""Carers together: a visit that needs several carers has all of them, at the same time.

Why      Lifting with one pair of hands, or waiting for the second, hurts both client and carer.
Counts   Per group with a served visit: minutes between its earliest and latest start, each begun minute; one for
         every visit nobody makes; one for every visit made by a carer who already makes another of the group.
         Unit: whole minutes (and missing carers).
Broken   Bo starts 08:00 and Eva 08:07: 7. Bo comes alone: 1.
Kept     Both start 08:00, or the whole visit is unassigned: 0.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory
from services.constraints.kind import Constraint, Level, Matches, Unit, carer_of, whole_minutes
from services.constraints.swedish import Swedish
from services.problem.columns import Columns, Ints
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Late, missing and doubled members of groups with a served visit."""
    group = np.repeat(np.arange(len(c.group_off) - 1, dtype=np.int32), np.diff(c.group_off))
    is_served = t.shift_of[c.group_visit] >= 0
    is_begun = np.isin(group, group[is_served])
    missing = c.group_visit[is_begun & ~is_served]
    visit, group = c.group_visit[is_served], group[is_served]
    return Matches.together(
        _late(c, t, visit, group),
        Matches.of_visits(c, t, missing, np.ones(len(missing), np.int64)),
        _doubled(c, t, visit, group),
    )


def _late(c: Columns, t: Timetable, visit: Ints, group: Ints) -> Matches:
    """The last to start of every group, by how long after the first."""
    order = np.lexsort((t.start_s[visit], group))
    visit, group = visit[order], group[order]
    is_new = np.ones(len(group), np.bool_)
    is_new[1:] = group[1:] != group[:-1]
    is_last = np.append(is_new[1:], [True])[: len(group)]
    after = t.start_s[visit[is_last]] - t.start_s[visit[is_new]]
    return Matches.of_visits(c, t, visit[is_last], whole_minutes(after))


def _doubled(c: Columns, t: Timetable, visit: Ints, group: Ints) -> Matches:
    """Members whose carer makes another of the same group."""
    carer = carer_of(c, t.shift_of[visit])
    order = np.lexsort((carer, group))
    same = (group[order][1:] == group[order][:-1]) & (carer[order][1:] == carer[order][:-1])
    return Matches.of_visits(c, t, visit[order][1:], same)


VISIT_TOGETHER = Constraint(
    id="hard.visit.together",
    level=Level.HARD,
    category=ConstraintCategory.RESOURCE,
    weight=1,
    unit=Unit.MINUTES,
    title=Text(sv="Tillsammans och samtidigt", en="Carers together"),
    sentence=Text(
        sv="{visit}: medarbetarna börjar inte samtidigt, eller någon av dem saknas.",
        en="{visit}: the carers do not start together, or one of them is missing.",
    ),
    find=find,
    is_system=True,
    timefold="visitGroups",
    swedish=Swedish(
        means="Ett besök som kräver flera medarbetare har alla, samtidigt.",
        why="Att lyfta med ett par händer, eller att vänta på de andra, skadar både klient och medarbetare.",
        counts=(
            "Per grupp med ett besök som görs: minuter mellan tidigaste och senaste start, varje påbörjad minut; en "
            "för varje besök som ingen gör; en för varje besök vars medarbetare redan gör ett annat i gruppen. Enhet:"
            " hela minuter (och medarbetare som saknas)."
        ),
        broken="Bo börjar 08.00 och Eva 08.07: 7. Bo kommer ensam: 1.",
        kept="Båda börjar 08.00, eller hela besöket är oplanerat: 0.",
    ),
)
