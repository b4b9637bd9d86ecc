"""Own district: carers work where they belong.

Why      Who knows the stairwells, the door codes and the colleagues of a district loses no time there.
Counts   Visits to clients of another district than the carer's own; who has no district is at home everywhere.
         Unit: visits.
Broken   Bo belongs to the north and visits Anna in the south twice: 2.
Kept     Eva from the south visits her: 0.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory, EntityType
from services.constraints.kind import Amounts, Constraint, Level, OfPairs, Rows, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.words import Text


def is_away(c: Columns, visit: Rows, shift: Rows) -> Amounts:
    """Visits outside the carer's district."""
    away, home = c.terms.client_district[c.visit_client[visit]], c.terms.carer_district[c.shift_carer[shift]]
    return np.asarray((away >= 0) & (home >= 0) & (away != home))


AREA_OUTSIDE = Constraint(
    id="soft.area.outside",
    level=Level.SOFT,
    category=ConstraintCategory.LOCATION,
    weight=5,
    unit=Unit.VISITS,
    title=Text(sv="Utanför eget område", en="Outside the own district"),
    sentence=Text(
        sv="{visit} ligger utanför det område som {carer} hör till.",
        en="{visit} is outside the district {carer} belongs to.",
    ),
    find=OfPairs(is_away),
    overrides=frozenset({EntityType.EMPLOYEE, EntityType.CLIENT}),  # a substitute moves around, a shy client minds
    timefold="minimizeVisitsOutsidePreferredArea",
    may_be=frozenset({Level.HARD}),
    swedish=Swedish(
        means="Medarbetarna arbetar där de hör hemma.",
        why="Den som kan trapphusen, portkoderna och kollegorna i ett område förlorar ingen tid där.",
        counts=(
            "Besök hos klienter i ett annat område än medarbetarens; den som inte har något område är hemma överallt."
            " Enhet: besök."
        ),
        broken="Bo hör till norr och besöker Anna i söder två gånger: 2.",
        kept="Eva från söder besöker henne: 0.",
    ),
)
