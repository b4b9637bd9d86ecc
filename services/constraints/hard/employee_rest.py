"""Daily rest: between one working day and the next a carer rests eleven hours.

Why      The law gives everyone eleven hours a day, and a tired carer gives the wrong medicine.
Counts   Minutes missing from the rest between the last shift that begins on one day and the first of the carer's next
         working day, each begun minute; shifts of one day are one working day, however it is split. Only carers with
         agreed working time. Unit: whole minutes.
Broken   Bo ends 22:00 on Monday and begins 07:00 on Tuesday: 120.
Kept     Bo begins 09:00 on Tuesday, or works 07:00–12:00 and 16:00–21:00 on one day: 0.

It judges the shifts as they were given: no plan for them can change it.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory, EntityType
from services.constraints.kind import Constraint, Level, Matches, Unit, whole_minutes
from services.constraints.parameter import Parameter, Range
from services.constraints.swedish import Swedish
from services.constraints.working_time import shifts_of_contracts
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text

REST_MIN = Parameter(
    constraint_id="hard.employee.rest",
    name="rest_min",
    title=Text(sv="Kortaste dygnsvila", en="Shortest daily rest"),
    unit=Text(sv="min", en="min"),
    default=11 * 60,
    limits=Range(8 * 60, 16 * 60),
    overrides=frozenset({EntityType.EMPLOYEE}),  # agreements differ, and so does what a doctor prescribes
)


def find(c: Columns, t: Timetable) -> Matches:
    """First shifts of a working day by minutes of rest missing before them."""
    needed_s = REST_MIN.of_carers(c) * 60
    first, missing = [np.zeros(0, np.int32)], [np.zeros(0, np.int64)]
    for carer, rows in shifts_of_contracts(c):
        begins = np.flatnonzero(np.diff(c.shift_day[rows])) + 1
        ends = np.maximum.accumulate(c.shift_end_s[rows])[begins - 1]
        rest = np.maximum(0, c.shift_start_s[rows[begins]] - ends)
        first.append(rows[begins])
        missing.append(whole_minutes(needed_s[carer] - rest))
    return Matches.of_shifts(c, np.concatenate(first), np.concatenate(missing))


EMPLOYEE_REST = Constraint(
    id="hard.employee.rest",
    level=Level.HARD,
    category=ConstraintCategory.TIME,
    weight=1,
    unit=Unit.MINUTES,
    title=Text(sv="Dygnsvila", en="Daily rest"),
    sentence=Text(
        sv="{carer} saknar {units} av dygnsvilan före passet {shift}.",
        en="{carer} lacks {units} of the daily rest before the shift {shift}.",
    ),
    find=find,
    greatest=100,
    parameters=(REST_MIN,),
    of_shifts=True,
    swedish=Swedish(
        means="Mellan två arbetsdagar vilar medarbetaren elva timmar.",
        why="Lagen ger alla elva timmar om dygnet, och den som är trött ger fel medicin.",
        counts=(
            "Minuter som fattas i vilan mellan det sista passet som börjar en dag och det första nästa arbetsdag, "
            "varje påbörjad minut. Pass samma dag är en arbetsdag, hur den än är delad. Bara medarbetare med avtalad "
            "arbetstid. Regeln bedömer passen som de är lagda: ingen plan kan ändra dem. Enhet: hela minuter."
        ),
        broken="Bo slutar 22.00 på måndag och börjar 07.00 på tisdag: 120.",
        kept="Bo börjar 09.00 på tisdag, eller arbetar 07.00–12.00 och 16.00–21.00 samma dag: 0.",
    ),
)
