"""Preferred carer: a client is visited by a carer she has asked for.

Why      A wish that can be granted costs nothing and is remembered.
Counts   Visits with preferred carers, made by none of them. Unit: visits.
Broken   Anna prefers Bo or Eva and the plan sends Cia: 1.
Kept     The plan sends Bo, or the visit names nobody: 0.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory, EntityType
from services.constraints.kind import Amounts, Constraint, Level, OfPairs, Rows, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.words import Text


def is_not_preferred(c: Columns, visit: Rows, shift: Rows) -> Amounts:
    """Visits with preferred carers, made by none of them."""
    return np.asarray(c.has_preferred[visit] & ~c.is_preferred[visit, c.shift_carer[shift]])


PREFERRED_CARER = Constraint(
    id="soft.preference.carer",
    level=Level.SOFT,
    category=ConstraintCategory.PREFERENCE,
    weight=8,
    unit=Unit.VISITS,
    title=Text(sv="Önskad medarbetare", en="Preferred carer"),
    sentence=Text(
        sv="{visit} görs av {carer}, som inte är bland de önskade.",
        en="{visit} is made by {carer}, who is not among those preferred.",
    ),
    find=OfPairs(is_not_preferred),
    overrides=frozenset({EntityType.CLIENT}),  # the wish is the client's
    timefold="preferVisitVehicleMatchPreferredVehiclesWeight",
    may_be=frozenset({Level.HARD}),
    swedish=Swedish(
        means="Klienten får besök av en medarbetare som hon har önskat.",
        why="En önskan som går att uppfylla kostar inget och blir ihågkommen.",
        counts="Besök med önskade medarbetare, som görs av ingen av dem. Enhet: besök.",
        broken="Anna önskar Bo eller Eva och planen skickar Cia: 1.",
        kept="Planen skickar Bo, eller ingen är önskad: 0.",
    ),
)
