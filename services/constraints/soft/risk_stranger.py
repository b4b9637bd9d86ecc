"""Important visits by a stranger: what must not fail is made by somebody who has been at the client's before.

Why      Who comes for the first time looks for the door, the medicine and the words; insulin should not wait.
Counts   Important visits made by a carer who had never met the client before the period. Unit: visits.
Broken   Bo has never been at Anna's and gives her her insulin: 1.
Kept     Eva, who has met her, gives it; or Bo does the shopping, which can wait: 0.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory, EntityType
from services.constraints.kind import Amounts, Constraint, Level, OfPairs, Rows, Unit
from services.constraints.parameter import Parameter, Range
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.words import Text

IMPORTANT = Parameter(
    constraint_id="soft.risk.stranger",
    name="important",
    title=Text(sv="Viktiga är besök med högst prioritet", en="Important are visits of at most priority"),
    unit=Text(sv="(1 är högst)", en="(1 is highest)"),
    default=3,
    limits=Range(1, 10),
)


def is_strangers(c: Columns, visit: Rows, shift: Rows) -> Amounts:
    """Important visits whose carer the client has not met."""
    is_important = c.visit_priority[visit] <= IMPORTANT.of_all(c)
    return np.asarray(is_important & ~c.has_met[c.visit_client[visit], c.shift_carer[shift]])


RISK_STRANGER = Constraint(
    id="soft.risk.stranger",
    level=Level.SOFT,
    category=ConstraintCategory.PREFERENCE,
    weight=0,  # of use only where it is known who has met whom
    unit=Unit.VISITS,
    title=Text(sv="Viktigt besök av en obekant", en="Important visit by a stranger"),
    sentence=Text(
        sv="{visit} är viktigt och görs av {carer}, som aldrig har varit hos klienten.",
        en="{visit} is important and is made by {carer}, who has never been at the client's.",
    ),
    find=OfPairs(is_strangers),
    overrides=frozenset({EntityType.CLIENT}),  # to some a new face matters more
    parameters=(IMPORTANT,),
    swedish=Swedish(
        means="Det som inte får utebli görs av någon som har varit hos klienten förut.",
        why="Den som kommer första gången letar efter dörren, medicinen och orden; insulinet ska inte vänta på det.",
        counts="Viktiga besök av en medarbetare som aldrig hade träffat klienten före perioden. Enhet: besök.",
        broken="Bo har aldrig varit hos Anna och ger henne insulin: 1.",
        kept="Eva, som har träffat henne, ger det; eller Bo handlar, vilket kan vänta: 0.",
    ),
)
