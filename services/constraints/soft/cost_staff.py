"""Cost of staff: what the plan adds to the wages.

Why      Hours are what care costs; of two plans alike to clients the cheaper one leaves money for more care.
Counts   Per used shift: paid time until its regular end (nothing for a carer with a monthly wage) with supplements for
         evenings and weekends, to the nearest krona; and overtime beyond the regular end at the overtime rate, each
         begun krona. A carer without a rate costs nothing. Unit: SEK.
Broken   Bo earns 180 an hour and works 07:00–11:00 on Monday: 720.
Kept     Bo's shift is not in use: 0.

The organisation alone has a weight here: whose hour is cheaper is no reason to give somebody more of them.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory
from services.constraints.kind import Constraint, Level, Matches, Unit
from services.constraints.parameter import Parameter, Range
from services.constraints.swedish import Swedish
from services.constraints.unsocial import unsocial_s
from services.constraints.working_time import paid_s
from services.problem.columns import Columns, Longs
from services.problem.timetable import Timetable
from services.words import Text

_PERCENT = Text(sv="% av timlönen", en="% of the hourly wage")
EVENING_FROM_MIN = Parameter(
    constraint_id="soft.cost.staff",
    name="evening_from_min",
    title=Text(sv="Kvällstillägg från", en="Evening supplement from"),
    unit=Text(sv="min efter midnatt", en="min after midnight"),
    default=19 * 60,
    limits=Range(16 * 60, 23 * 60),
)
EVENING_PERCENT = Parameter(
    constraint_id="soft.cost.staff",
    name="evening_percent",
    title=Text(sv="Kvällstillägg", en="Evening supplement"),
    unit=_PERCENT,
    default=20,
    limits=Range(0, 200),
)
WEEKEND_PERCENT = Parameter(
    constraint_id="soft.cost.staff",
    name="weekend_percent",
    title=Text(sv="Helgtillägg", en="Weekend supplement"),
    unit=_PERCENT,
    default=45,
    limits=Range(0, 300),
)
OVERTIME_PERCENT = Parameter(
    constraint_id="soft.cost.staff",
    name="overtime_percent",
    title=Text(sv="Övertidsersättning", en="Overtime pay"),
    unit=_PERCENT,
    default=180,
    limits=Range(100, 400),
)
ORE_PERCENT_SECONDS = 60 * 100 * 100
"""A krona in öre a minute × percent × seconds."""


def find(c: Columns, t: Timetable) -> Matches:
    """Used shifts by what they cost, and once more by their overtime."""
    used = np.flatnonzero(t.is_used)
    over_s = np.maximum(0, t.home_s - c.shift_soft_end_s)[used]
    overtime = -(-over_s * overtime_rate(c)[used] // ORE_PERCENT_SECONDS)
    return Matches.together(Matches.of_shifts(c, used, shift_cost_sek(c)[used]), Matches.of_shifts(c, used, overtime))


def shift_cost_sek(c: Columns) -> Longs:
    """int64[S]: what each shift costs when it is used, overtime apart."""
    evening, weekend = unsocial_s(c, EVENING_FROM_MIN.of_all(c))
    hourly = np.where(c.terms.is_monthly[c.shift_carer], 0, 100)
    percent_s = paid_s(c) * hourly + evening * EVENING_PERCENT.of_all(c) + weekend * WEEKEND_PERCENT.of_all(c)
    cost: Longs = percent_s * c.terms.rate_ore_min[c.shift_carer] + ORE_PERCENT_SECONDS // 2
    return cost // ORE_PERCENT_SECONDS


def overtime_rate(c: Columns) -> Longs:
    """int64[S]: öre a minute times percent of a second of overtime."""
    return c.terms.rate_ore_min[c.shift_carer] * OVERTIME_PERCENT.of_all(c)


COST_STAFF = Constraint(
    id="soft.cost.staff",
    level=Level.SOFT,
    category=ConstraintCategory.RESOURCE,
    weight=0,
    unit=Unit.KRONOR,
    title=Text(sv="Personalkostnad", en="Cost of staff"),
    sentence=Text(sv="Passet {shift} kostar {units}.", en="The shift {shift} costs {units}."),
    find=find,
    greatest=100,
    timefold="minimizeShiftCostsWeight",
    parameters=(EVENING_FROM_MIN, EVENING_PERCENT, WEEKEND_PERCENT, OVERTIME_PERCENT),
    swedish=Swedish(
        means="Det som planen lägger till lönerna.",
        why=(
            "Timmarna är vad omsorgen kostar; av två planer som är lika för klienterna lämnar den billigare pengar "
            "till mer omsorg."
        ),
        counts=(
            "Per pass som används: betald tid till ordinarie slut (inget för den som har månadslön) med tillägg för "
            "kväll och helg, till närmaste krona; och övertid därefter med övertidsersättning, varje påbörjad krona. "
            "Medarbetare utan timlön kostar inget. Bara organisationen har en vikt här. Enhet: kr."
        ),
        broken="Bo har 180 i timmen och arbetar 07.00–11.00 på måndag: 720.",
        kept="Bos pass används inte: 0.",
    ),
)
