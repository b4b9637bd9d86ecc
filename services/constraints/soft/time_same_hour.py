"""Same time as usual: a visit that comes again and again starts at its usual time.

Why      Who knows when the bell rings can plan the day; drifting from week to week takes that away.
Counts   Seconds from the start to the usual time of day, beyond the tolerance. Unit: minutes.
Broken   Usually 08:00, tolerance 15 minutes, starts 08:40: 25 minutes.
Kept     Starts 07:50, or the visit has no usual time: 0.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory, EntityType
from services.constraints.kind import Constraint, Level, Matches, Unit
from services.constraints.nearest import away_s
from services.constraints.parameter import Parameter, Range
from services.constraints.swedish import Swedish
from services.problem.columns import Columns, Longs
from services.problem.timetable import Timetable
from services.words import Text

TOLERANCE_MIN = Parameter(
    constraint_id="soft.time.same_hour",
    name="tolerance_min",
    title=Text(sv="Tolerans", en="Tolerance"),
    unit=Text(sv="min", en="min"),
    default=15,
    limits=Range(0, 240),
    overrides=frozenset({EntityType.CLIENT}),  # some clients wait at the door, others do not look at the clock
)


def find(c: Columns, t: Timetable) -> Matches:
    """Served visits by seconds from their usual hours."""
    first, last = usual_hours_s(c)
    return Matches.of_visits(c, t, t.stop_visit, away_s(c.terms.usual_off, first, last, t.start_s)[t.stop_visit])


def usual_hours_s(c: Columns) -> tuple[Longs, Longs]:
    """First and last usual start on each day of `Terms.usual_s`, tolerance included."""
    owner = np.repeat(np.arange(len(c.visit_client)), np.diff(c.terms.usual_off))
    tolerance_s = 60 * TOLERANCE_MIN.of_clients(c)[c.visit_client[owner]]
    return c.terms.usual_s - tolerance_s, c.terms.usual_s + tolerance_s


TIME_SAME_HOUR = Constraint(
    id="soft.time.same_hour",
    level=Level.SOFT,
    category=ConstraintCategory.TIME,
    weight=0,
    unit=Unit.SECONDS,
    title=Text(sv="Samma tid som vanligt", en="Same time as usual"),
    sentence=Text(sv="{visit} ligger {units} från sin vanliga tid.", en="{visit} is {units} from its usual time."),
    find=find,
    overrides=frozenset({EntityType.CLIENT}),  # for some clients the clock is what holds the day together
    parameters=(TOLERANCE_MIN,),
    swedish=Swedish(
        means="Ett besök som återkommer börjar på sin vanliga tid.",
        why=(
            "Den som vet när det ringer på dörren kan planera dagen; det går förlorat om tiden glider från vecka till"
            " vecka."
        ),
        counts="Sekunder från starten till den vanliga tiden på dagen, utöver toleransen. Enhet: minuter.",
        broken="Vanligen 08.00, tolerans 15 minuter, börjar 08.40: 25 minuter.",
        kept="Börjar 07.50, eller besöket har ingen vanlig tid: 0.",
    ),
)
