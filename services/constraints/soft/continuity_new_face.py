"""Continuity of carer: a client meets few different carers.

Why      The national measure counts different staff in 14 days; every new face costs trust.
Counts   Per client with a made visit: different carers in the plan beyond the first. Unit: carers.
Broken   The plan sends Bo, Eva and Cia to Anna: 2.
Kept     The plan sends Eva every time: 0.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory, EntityType
from services.constraints.kind import NOBODY, Constraint, Level, Matches, Unit
from services.constraints.meetings import meetings
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Clients by the carers they meet beyond the first."""
    client, carers = np.unique(meetings(c, t)[0], return_counts=True)
    client = client[carers > 1].astype(np.int32)
    nobody = np.full(len(client), NOBODY, np.int32)
    return Matches((carers[carers > 1] - 1).astype(np.int64), nobody, nobody, nobody, client)


NEW_FACE = Constraint(
    id="soft.continuity.new_face",
    level=Level.SOFT,
    category=ConstraintCategory.PREFERENCE,
    weight=30,
    unit=Unit.CARERS,
    title=Text(sv="Personalkontinuitet", en="Continuity of carer"),
    sentence=Text(sv="{client} möter {units} utöver den första.", en="{client} meets {units} besides the first."),
    find=find,
    overrides=frozenset({EntityType.CLIENT}),  # for some clients every new face is hard
    swedish=Swedish(
        means="Klienten möter få olika medarbetare.",
        why="Det nationella måttet räknar olika personal på 14 dagar; varje nytt ansikte kostar förtroende.",
        counts="Per klient med ett besök som görs: olika medarbetare i planen utöver den första. Enhet: medarbetare.",
        broken="Planen skickar Bo, Eva och Cia till Anna: 2.",
        kept="Planen skickar Eva varje gång: 0.",
    ),
)
