"""Changed plan: what is already told to carers and clients stays.

Why      A plan that moves every day is no plan; the client expects the one she was told of.
Counts   Visits made by another carer than in the baseline plan. Unit: visits.
Broken   Published for Bo, now planned for Eva: 1.
Kept     Still Bo, even at another hour; or there is no baseline: 0.

A change costs what twenty minutes on the road do. After a sick call nine in ten of the untouched visits are to keep
their carer: with ten three of the real fortnight's fourteen days did not; with fifteen, twenty and thirty there was one
such call in 14, in 28 and in 84; with forty all 42 kept 93 % or more (`python -m tests.benchmarks.sick_day`).
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory, EntityType
from services.constraints.kind import Amounts, Constraint, Level, OfPairs, Rows, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.words import Text


def has_another(c: Columns, visit: Rows, shift: Rows) -> Amounts:
    """Visits whose carer differs from the baseline's."""
    told = c.baseline_carer[visit]
    return np.asarray((told >= 0) & (told != c.shift_carer[shift]))


PLAN_CHANGED = Constraint(
    id="soft.plan.changed",
    level=Level.SOFT,
    category=ConstraintCategory.PREFERENCE,
    weight=40,
    unit=Unit.VISITS,
    title=Text(sv="Ändrad plan", en="Changed plan"),
    sentence=Text(
        sv="{visit} görs nu av {carer} i stället för den planerade.",
        en="{visit} is now made by {carer} instead of the carer planned.",
    ),
    find=OfPairs(has_another),
    overrides=frozenset({EntityType.CLIENT, EntityType.EMPLOYEE}),  # some cannot stand changes, others help out
    swedish=Swedish(
        means="Det som redan är sagt till medarbetare och klienter ligger fast.",
        why="En plan som flyttar sig varje dag är ingen plan; klienten väntar den hon har fått besked om.",
        counts="Besök som görs av en annan medarbetare än i den ursprungliga planen. Enhet: besök.",
        broken="Publicerat för Bo, nu planerat för Eva: 1.",
        kept="Fortfarande Bo, även en annan tid; eller det finns ingen ursprunglig plan: 0.",
    ),
)
