"""Earliest day: a visit that may be made on several days is made on an early one.

Why      What is done early leaves room when somebody falls ill.
Counts   Days from the first day the visit is allowed to the day of the shift that makes it. Unit: days.
Broken   Allowed Monday to Friday and made on Wednesday: 2.
Kept     Made on Monday: 0.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from data.vocabulary import ConstraintCategory, EntityType
from services.constraints.kind import Amounts, Constraint, Level, OfPairs, Rows, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import FAR_S, Columns, Longs
from services.words import Text

DAY_S = 86_400


def days_late(c: Columns, visit: Rows, shift: Rows) -> Amounts:
    """Days after the first allowed day."""
    return np.asarray(np.maximum(0, c.shift_day[shift] - first_day(c)[visit]))


def first_day(c: Columns) -> Longs:
    """Local day of each visit's first window, int64[V], counted as `shift_day`; `FAR_S` where there is no window."""
    day = np.full(len(c.visit_client), FAR_S, np.int64)
    has_window = np.diff(c.window_off) > 0
    first_open = c.window_open_s[c.window_off[:-1][has_window]]
    day[has_window] = np.searchsorted(_midnights(c), first_open, side="right") - 1
    return day


def _midnights(c: Columns) -> Longs:
    """Local midnights since the origin: 23 or 25 hours apart where the clock is changed."""
    zone = ZoneInfo(c.problem.zone)
    origin = datetime.fromtimestamp(c.origin_s, zone)
    days = int(c.window_open_s.max(initial=0)) // DAY_S + 2
    return np.array([int((origin + timedelta(days=d)).timestamp()) - c.origin_s for d in range(days)], np.int64)


TIME_EARLIEST_DAY = Constraint(
    id="soft.time.earliest_day",
    level=Level.SOFT,
    category=ConstraintCategory.TIME,
    weight=0,
    unit=Unit.DAYS,
    title=Text(sv="Så tidig dag som möjligt", en="Earliest day"),
    sentence=Text(
        sv="{visit} görs {units} efter första möjliga dag.", en="{visit} is made {units} after the first possible day."
    ),
    find=OfPairs(days_late),
    overrides=frozenset({EntityType.CLIENT}),  # some clients' errands can wait better than others'
    timefold="preferVisitsScheduledToEarliestDayWeight",
    swedish=Swedish(
        means="Ett besök som får göras flera dagar görs en tidig dag.",
        why="Det som görs tidigt lämnar rum när någon blir sjuk.",
        counts="Dagar från den första tillåtna dagen till dagen för passet som gör besöket. Enhet: dagar.",
        broken="Tillåtet måndag till fredag och gjort på onsdag: 2.",
        kept="Gjort på måndag: 0.",
    ),
)
