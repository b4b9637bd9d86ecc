"""Which shifts, visits, days and people of a plan a key figure is counted over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from services.problem.columns import Columns, Flags
from services.problem.days import Days, day_of_visit
from services.problem.timetable import Timetable


@dataclass(frozen=True)
class Part:
    """`shift : bool[S]`, `visit : bool[V]`: what is inside; `day : bool[D]`, `client : bool[K]`, `carer : bool[C]`.

    None stands for all of them: a part of the days is about everybody, a part of the people about every day.
    """

    shift: Flags
    visit: Flags
    day: Flags | None = None
    client: Flags | None = None
    carer: Flags | None = None


def whole(c: Columns) -> Part:
    """All of the plan."""
    visits, shifts = c.size
    return Part(np.ones(shifts, np.bool_), np.ones(visits, np.bool_))


def on_days(c: Columns, t: Timetable, calendar: Days, first: int, last: int) -> Part:
    """The days `first` to `last` of the calendar, both included: a shift with all it does belongs to its first day."""
    day = day_of_visit(c, t, calendar)
    index = np.arange(len(calendar))
    return Part(
        (c.shift_day >= first) & (c.shift_day <= last),
        (day >= first) & (day <= last),
        (index >= first) & (index <= last),
    )


def of_people(c: Columns, t: Timetable, part: Part, client: Flags | None, carer: Flags | None) -> Part:
    """What of `part` concerns these people: of carers their shifts and the visits they make, of clients their visits.

    With both, a district: the shifts of its carers and the visits of its clients, whoever makes them.
    """
    nobody = np.zeros(1, np.bool_)
    shift, visit = part.shift, part.visit
    if carer is not None:
        shift = shift & carer[c.shift_carer]
        if client is None:
            made_by = np.append(c.shift_carer, 0)[t.shift_of]
            visit = visit & (t.shift_of >= 0) & np.append(carer, nobody)[made_by]
    if client is not None:
        visit = visit & client[c.visit_client]
        if carer is None:
            shift = np.zeros_like(shift)
    return Part(shift, visit, part.day, client, carer)
