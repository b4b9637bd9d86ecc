"""Allowed time: a visit starts inside one of its windows and is over when the window ends.

Why      Medicine, meals and getting up have their hours; a visit at the wrong time is not the visit decided on.
Counts   Minutes from the start to the nearest window of allowed starts, each begun minute. Unit: whole minutes.
Broken   Allowed 08:00–09:00, started 09:10: 10.
Kept     Started 08:30, or in another of its windows: 0.
"""

from __future__ import annotations

from data.vocabulary import ConstraintCategory
from services.constraints.kind import Constraint, Level, Matches, Unit, whole_minutes
from services.constraints.nearest import away_s
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Served visits by minutes outside every window."""
    away = away_s(c.window_off, c.window_open_s, c.window_close_s, t.start_s)
    return Matches.of_visits(c, t, t.stop_visit, whole_minutes(away[t.stop_visit]))


TIME_WINDOW = Constraint(
    id="hard.time.window",
    level=Level.HARD,
    category=ConstraintCategory.TIME,
    weight=1,
    unit=Unit.MINUTES,
    title=Text(sv="Tillåten tid", en="Allowed time"),
    sentence=Text(
        sv="{visit} börjar {units} utanför tillåten tid.", en="{visit} starts {units} outside the allowed time."
    ),
    find=find,
    is_system=True,
    timefold="windows",
    swedish=Swedish(
        means="Ett besök börjar inom någon av sina tider och är klart när tiden är slut.",
        why="Medicin, måltider och uppstigning har sina tider; ett besök på fel tid är inte det som är beslutat.",
        counts="Minuter från starten till närmaste tillåtna starttid, varje påbörjad minut. Enhet: hela minuter.",
        broken="Tillåtet 08.00–09.00, började 09.10: 10.",
        kept="Började 08.30, eller inom en annan av sina tider: 0.",
    ),
)
