"""Waiting: carers do not stand outside a door until the visit may start.

Why      Waiting is paid time that gives nobody care.
Counts   Seconds between arrival and start, breaks taken out; before the first visit from the shift's start.
         Unit: minutes.
Broken   Arrives at Anna 08:20, starts 08:30: 10 minutes.
Kept     Starts on arrival: 0.
"""

from __future__ import annotations

from data.vocabulary import ConstraintCategory, EntityType
from services.constraints.kind import Constraint, Level, Matches, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Served visits by seconds waited before them."""
    return Matches.of_visits(c, t, t.stop_visit, t.wait_s)


TIME_WAITING = Constraint(
    id="soft.time.waiting",
    level=Level.SOFT,
    category=ConstraintCategory.TIME,
    weight=1,
    unit=Unit.SECONDS,
    title=Text(sv="Väntetid", en="Waiting"),
    sentence=Text(sv="{carer} väntar {units} före {visit}.", en="{carer} waits {units} before {visit}."),
    find=find,
    overrides=frozenset({EntityType.EMPLOYEE}),  # the waiting time is the carer's
    timefold="minimizeWaitingTimeWeight",
    swedish=Swedish(
        means="Medarbetarna står inte utanför en dörr tills besöket får börja.",
        why="Väntan är betald tid som inte ger någon omsorg.",
        counts=(
            "Sekunder mellan framkomst och start, raster borträknade; före första besöket från passets start. Enhet: "
            "minuter."
        ),
        broken="Framme hos Anna 08.20, börjar 08.30: 10 minuter.",
        kept="Börjar direkt: 0.",
    ),
)
