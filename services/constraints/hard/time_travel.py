"""Time to travel: between two visits there is room for the way and for the breaks taken in between.

Why      A plan that forgets the way makes every later client wait, and the carer pays with her break.
Counts   Minutes missing before a visit for travel and breaks since the visit before (or since the shift's start),
         by our travel model, each begun minute. Unit: whole minutes.
Broken   Leaves Anna 08:30, twenty minutes' way, starts at Olle 08:40: 10.
Kept     Starts at Olle 08:50: 0.
"""

from __future__ import annotations

from data.vocabulary import ConstraintCategory
from services.constraints.kind import Constraint, Level, Matches, Unit, whole_minutes
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Served visits by minutes missing before them."""
    return Matches.of_visits(c, t, t.stop_visit, whole_minutes(t.short_s))


TIME_TRAVEL = Constraint(
    id="hard.time.travel",
    level=Level.HARD,
    category=ConstraintCategory.TIME,
    weight=1,
    unit=Unit.MINUTES,
    title=Text(sv="Tid för resan", en="Time to travel"),
    sentence=Text(
        sv="{carer} hinner inte fram: det fattas {units} före {visit}.",
        en="{carer} cannot arrive in time: {units} are missing before {visit}.",
    ),
    find=find,
    is_system=True,
    swedish=Swedish(
        means="Mellan två besök finns tid för vägen och för rasterna däremellan.",
        why="En plan som glömmer vägen låter alla klienter därefter vänta, och medarbetaren betalar med sin rast.",
        counts=(
            "Minuter som fattas före ett besök för resa och raster sedan besöket innan (eller passets start), enligt "
            "vår resmodell, varje påbörjad minut. Enhet: hela minuter."
        ),
        broken="Lämnar Anna 08.30, tjugo minuters väg, börjar hos Olle 08.40: 10.",
        kept="Börjar hos Olle 08.50: 0.",
    ),
)
