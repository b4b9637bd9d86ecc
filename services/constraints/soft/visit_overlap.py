"""Visits at the same time: a client has one visit at a time unless they belong together.

Why      Two carers who do not know of each other meet at the door, and the rest of the day is empty.
Counts   Pairs of visits of one client that overlap in time and are not one group. Unit: pairs.
Broken   Breakfast 08:00–08:30 and cleaning 08:15–09:15 at Anna: 1.
Kept     Cleaning starts 08:30, or the two are one visit with two carers: 0.

The organisation alone has a weight here: it is a flaw of the plan, not a wish of the client's.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory
from services.constraints.kind import Constraint, Level, Matches, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import Columns, Ints
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Overlapping pairs, each as a match of its later visit."""
    order = np.lexsort((t.start_s[t.stop_visit], c.visit_client[t.stop_visit]))
    later = _pairs(c, t, t.stop_visit[order])
    return Matches.of_visits(c, t, later, np.ones(len(later), np.int64))


def _pairs(c: Columns, t: Timetable, visit: Ints) -> Ints:
    """Later visits of all pairs; `visit` in order of client, then start, so a gap ends the search for a visit."""
    client, start = c.visit_client[visit], t.start_s[visit]
    end, group = start + c.visit_duration_s[visit], c.visit_group[visit]
    found = [np.zeros(0, np.int32)]
    for apart in range(1, len(visit)):
        near = (client[apart:] == client[:-apart]) & (start[apart:] < end[:-apart])
        if not near.any():
            break
        is_pair = near & (start[:-apart] < end[apart:]) & ((group[apart:] < 0) | (group[apart:] != group[:-apart]))
        found.append(visit[apart:][is_pair])
    return np.concatenate(found)


VISIT_OVERLAP = Constraint(
    id="soft.visit.overlap",
    level=Level.SOFT,
    category=ConstraintCategory.TIME,
    weight=30,
    unit=Unit.PAIRS,
    title=Text(sv="Två besök samtidigt", en="Visits at the same time"),
    sentence=Text(
        sv="{visit} pågår samtidigt som ett annat besök hos {client}.",
        en="{visit} overlaps another visit at {client}'s.",
    ),
    find=find,
    swedish=Swedish(
        means="En klient har ett besök i taget om de inte hör ihop.",
        why="Två medarbetare som inte vet om varandra möts i dörren, och resten av dagen är tom.",
        counts=(
            "Par av besök hos en klient som överlappar i tid och inte är en grupp. Bara organisationen har en vikt "
            "här. Enhet: par."
        ),
        broken="Frukost 08.00–08.30 och städning 08.15–09.15 hos Anna: 1.",
        kept="Städningen börjar 08.30, eller så är de ett besök med två medarbetare: 0.",
    ),
)
