"""Agreed carers: a client with an agreed group of carers is visited by nobody else.

Why      A small known group is often agreed in the care plan, as in dementia care.
Counts   Visits made by a carer outside the visit's pool; an empty pool means anyone. Unit: visits.
Broken   Anna's pool is Bo and Eva and the plan sends Cia: 1.
Kept     The plan sends Eva: 0.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory
from services.constraints.kind import Amounts, Constraint, Level, OfPairs, Rows, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.words import Text


def is_outside(c: Columns, visit: Rows, shift: Rows) -> Amounts:
    """Visits whose carer is not in the pool."""
    return np.asarray(~c.in_pool[visit, c.shift_carer[shift]])


CARER_POOL = Constraint(
    id="hard.carer.pool",
    level=Level.HARD,
    category=ConstraintCategory.PREFERENCE,
    weight=1,
    unit=Unit.VISITS,
    title=Text(sv="Överenskommen personalgrupp", en="Agreed carers"),
    sentence=Text(
        sv="{carer} ingår inte i den grupp som är överenskommen för {visit}.",
        en="{carer} is not one of the carers agreed for {visit}.",
    ),
    find=OfPairs(is_outside),
    timefold="requiredVehicles",
    may_be=frozenset({Level.SOFT}),
    swedish=Swedish(
        means="En klient med en överenskommen personalgrupp får besök av den gruppen och ingen annan.",
        why="En liten känd grupp är ofta överenskommen i genomförandeplanen, till exempel vid demens.",
        counts=(
            "Besök som görs av en medarbetare utanför besökets grupp; en tom grupp betyder vem som helst. Enhet: besök."
        ),
        broken="Annas grupp är Bo och Eva och planen skickar Cia: 1.",
        kept="Planen skickar Eva: 0.",
    ),
)
