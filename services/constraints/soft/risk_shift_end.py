"""Important visits late in the shift: what must not fail is not left to the last minutes.

Why      A day that slips eats its last half-hour; the insulin should not be in it.
Counts   Important visits that are over less than so many minutes before the shift's end. Unit: visits.
Broken   The shift ends 16:00, an important visit is over 15:45, thirty minutes are asked for: 1.
Kept     It is over 15:30, or the visit can wait until tomorrow: 0.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory, EntityType
from services.constraints.kind import Constraint, Level, Matches, Unit
from services.constraints.parameter import Parameter, Range
from services.constraints.swedish import Swedish
from services.problem.columns import Columns, Flags, Longs
from services.problem.timetable import Timetable
from services.words import Text

MARGIN_MIN = Parameter(
    constraint_id="soft.risk.shift_end",
    name="margin_min",
    title=Text(sv="Marginal till passets slut", en="Margin to the shift's end"),
    unit=Text(sv="min", en="min"),
    default=30,
    limits=Range(5, 180),
)
IMPORTANT = Parameter(
    constraint_id="soft.risk.shift_end",
    name="important",
    title=Text(sv="Viktiga är besök med högst prioritet", en="Important are visits of at most priority"),
    unit=Text(sv="(1 är högst)", en="(1 is highest)"),
    default=3,
    limits=Range(1, 10),
)


def find(c: Columns, t: Timetable) -> Matches:
    """Served important visits that are over too close to the shift's end."""
    over_s = (t.start_s + c.visit_duration_s)[t.stop_visit]
    return Matches.of_visits(
        c, t, t.stop_visit, is_important(c)[t.stop_visit] & (over_s > safe_until_s(c)[t.stop_shift])
    )


def is_important(c: Columns) -> Flags:
    """bool[V]: visits that must not fail."""
    return np.asarray(c.visit_priority <= IMPORTANT.of_all(c))


def safe_until_s(c: Columns) -> Longs:
    """int64[S]: until when an important visit of each shift should be over."""
    return c.shift_end_s - 60 * MARGIN_MIN.of_all(c)


RISK_SHIFT_END = Constraint(
    id="soft.risk.shift_end",
    level=Level.SOFT,
    category=ConstraintCategory.TIME,
    weight=1,
    unit=Unit.VISITS,
    title=Text(sv="Viktigt besök sent i passet", en="Important visit late in the shift"),
    sentence=Text(
        sv="{visit} är viktigt och slutar strax före passets slut.",
        en="{visit} is important and ends just before the shift does.",
    ),
    find=find,
    overrides=frozenset({EntityType.CLIENT}),  # what cannot wait differs between clients
    timefold="minimizeVisitCompletionRiskWeight",
    parameters=(MARGIN_MIN, IMPORTANT),
    swedish=Swedish(
        means="Det som inte får utebli läggs inte i passets sista minuter.",
        why="En dag som drar ut äter upp sin sista halvtimme; insulinet ska inte ligga där.",
        counts="Viktiga besök som är klara mindre än så många minuter före passets slut. Enhet: besök.",
        broken="Passet slutar 16.00, ett viktigt besök är klart 15.45, trettio minuter krävs: 1.",
        kept="Det är klart 15.30, eller besöket kan vänta till i morgon: 0.",
    ),
)
