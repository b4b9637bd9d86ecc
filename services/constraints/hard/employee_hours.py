"""Working hours: nobody is scheduled for more than a day or a week may hold.

Why      Long days and weeks end in mistakes and sick leave, and the law sets a limit.
Counts   Minutes of the carer's shifts beyond the longest day and beyond the longest calendar week, unpaid breaks taken
         out, each begun minute. Only carers with agreed working time. Unit: whole minutes.
Broken   At most 10 hours a day, shifts of 6 and 5 hours on Monday: 60.
Kept     5 and 5 hours on Monday: 0.

Eleven hours of rest leave thirteen of a day; 48 hours is the law's week on average.

It judges the shifts as they were given: no plan for them can change it.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory, EntityType
from services.constraints.kind import Constraint, Level, Matches, Rows, Unit, whole_minutes
from services.constraints.parameter import Parameter, Range
from services.constraints.swedish import Swedish
from services.constraints.working_time import paid_s, shifts_of_contracts
from services.problem.columns import Columns, Ints, Longs
from services.problem.timetable import Timetable
from services.words import Text

DAY_MIN = Parameter(
    constraint_id="hard.employee.hours",
    name="day_min",
    title=Text(sv="Längsta arbetsdag", en="Longest working day"),
    unit=Text(sv="min", en="min"),
    default=13 * 60,
    limits=Range(4 * 60, 16 * 60),
    overrides=frozenset({EntityType.EMPLOYEE}),
)
WEEK_MIN = Parameter(
    constraint_id="hard.employee.hours",
    name="week_min",
    title=Text(sv="Längsta arbetsvecka", en="Longest working week"),
    unit=Text(sv="min", en="min"),
    default=48 * 60,
    limits=Range(8 * 60, 72 * 60),
    overrides=frozenset({EntityType.EMPLOYEE}),
)


def find(c: Columns, t: Timetable) -> Matches:
    """Last shifts of a day, and of a week, by minutes over what it may hold."""
    work, day_s, week_s = paid_s(c), DAY_MIN.of_carers(c) * 60, WEEK_MIN.of_carers(c) * 60
    last, over = [np.zeros(0, np.int32)], [np.zeros(0, np.int64)]
    for carer, rows in shifts_of_contracts(c):
        day = c.shift_day[rows]
        for span, most_s in ((day, day_s[carer]), (c.terms.week[day], week_s[carer])):
            ends, sums = _sums(rows, span, work)
            last.append(ends)
            over.append(whole_minutes(sums - most_s))
    return Matches.of_shifts(c, np.concatenate(last), np.concatenate(over))


def _sums(rows: Ints, span: Rows, work: Longs) -> tuple[Ints, Longs]:
    """The last shift of each span in order, and the seconds worked in it."""
    begins = np.concatenate([[0], np.flatnonzero(np.diff(span)) + 1])
    return rows[np.append(begins[1:], len(rows)) - 1], np.add.reduceat(work[rows], begins)


EMPLOYEE_HOURS = Constraint(
    id="hard.employee.hours",
    level=Level.HARD,
    category=ConstraintCategory.TIME,
    weight=1,
    unit=Unit.MINUTES,
    title=Text(sv="Arbetstid", en="Working hours"),
    sentence=Text(
        sv="{carer} arbetar {units} för mycket till och med passet {shift}.",
        en="{carer} works {units} too much up to and including the shift {shift}.",
    ),
    find=find,
    greatest=100,
    parameters=(DAY_MIN, WEEK_MIN),
    of_shifts=True,
    swedish=Swedish(
        means="Ingen schemaläggs längre än en dag eller en vecka får vara.",
        why="Långa dagar och veckor slutar i misstag och sjukskrivning, och lagen sätter en gräns.",
        counts=(
            "Minuter av medarbetarens pass utöver den längsta dagen och den längsta kalenderveckan, obetalda raster "
            "borträknade, varje påbörjad minut. Bara medarbetare med avtalad arbetstid. Regeln bedömer passen som de "
            "är lagda: ingen plan kan ändra dem. Enhet: hela minuter."
        ),
        broken="Högst 10 timmar om dagen, pass på 6 och 5 timmar på måndag: 60.",
        kept="5 och 5 timmar på måndag: 0.",
    ),
)
