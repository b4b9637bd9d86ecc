"""Never met before: a client is visited by carers she already knows.

Why      A first visit by a stranger takes longer and worries the client, even when few carers come in all.
Counts   Carers in the plan whom the client has not met in the 14 days before it. Unit: carers.
Broken   Anna has met Bo and Eva; the plan sends Eva and Cia: 1.
Kept     The plan sends Bo and Eva: 0.
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
    """Pairs of client and carer who meet for the first time."""
    client, carer = meetings(c, t)
    is_new = ~c.has_met[client, carer]
    nothing = np.full(int(is_new.sum()), NOBODY, np.int32)
    return Matches(np.ones(len(nothing), np.int64), nothing, nothing, carer[is_new], client[is_new])


NEVER_MET = Constraint(
    id="soft.continuity.never_met",
    level=Level.SOFT,
    category=ConstraintCategory.PREFERENCE,
    weight=0,
    unit=Unit.CARERS,
    title=Text(sv="Aldrig träffats förut", en="Never met before"),
    sentence=Text(
        sv="{client} har inte träffat {carer} de senaste 14 dagarna.",
        en="{client} has not met {carer} in the last 14 days.",
    ),
    find=find,
    overrides=frozenset({EntityType.CLIENT}),  # for some clients every new face is hard
    swedish=Swedish(
        means="Klienten får besök av medarbetare som hon redan känner.",
        why="Ett första besök av en främling tar längre tid och oroar klienten, även när få olika kommer.",
        counts="Medarbetare i planen som klienten inte har träffat de 14 dagarna innan. Enhet: medarbetare.",
        broken="Anna har träffat Bo och Eva; planen skickar Eva och Cia: 1.",
        kept="Planen skickar Bo och Eva: 0.",
    ),
)
