"""Preferred time: a visit starts when the client wishes.

Why      Within what is allowed there is a time the client would choose, and rhythm is part of feeling at home.
Counts   Seconds from the start to a preferred window times the strength of that wish (1–10), for the window where
         this is least; a visit whose windows are all alike has no wish. Unit: minutes.
Broken   Wishes 08:00–08:30 with strength 2, starts 08:40: 20 minutes.
Kept     Starts 08:15: 0.
"""

from __future__ import annotations

from data.vocabulary import ConstraintCategory, EntityType
from services.constraints.kind import Constraint, Level, Matches, Unit
from services.constraints.nearest import away_s
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Served visits by weighted seconds from the nearest wish."""
    away = away_s(c.wish_off, c.wish_open_s, c.wish_close_s, t.start_s, c.wish_factor)
    return Matches.of_visits(c, t, t.stop_visit, away[t.stop_visit])


TIME_PREFERRED = Constraint(
    id="soft.time.preferred",
    level=Level.SOFT,
    category=ConstraintCategory.TIME,
    weight=2,
    unit=Unit.SECONDS,
    title=Text(sv="Önskad tid", en="Preferred time"),
    sentence=Text(
        sv="{visit} ligger {units} från önskad tid (gånger önskans styrka).",
        en="{visit} is {units} from the preferred time (times the strength of the wish).",
    ),
    find=find,
    overrides=frozenset({EntityType.CLIENT}),  # the wish is the client's
    timefold="preferredVisitTimeWindowWeight",
    swedish=Swedish(
        means="Ett besök börjar när klienten önskar.",
        why="Inom det tillåtna finns en tid klienten själv skulle välja, och rytm hör till att känna sig hemma.",
        counts=(
            "Sekunder från starten till en önskad tid, gånger önskans styrka (1–10), för den tid där det blir minst; "
            "är alla tider lika finns ingen önskan. Enhet: minuter."
        ),
        broken="Önskar 08.00–08.30 med styrka 2, börjar 08.40: 20 minuter.",
        kept="Börjar 08.15: 0.",
    ),
)
