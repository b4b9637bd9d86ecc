"""Which shifts and visits of a plan a key figure is counted over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from services.problem.columns import Columns, Flags
from services.problem.days import Days, day_of_visit
from services.problem.timetable import Timetable


@dataclass(frozen=True)
class Part:
    """`shift : bool[S]`, `visit : bool[V]`: what is inside."""

    shift: Flags
    visit: Flags


def whole(c: Columns) -> Part:
    """All of the plan."""
    visits, shifts = c.size
    return Part(np.ones(shifts, np.bool_), np.ones(visits, np.bool_))


def on_days(c: Columns, t: Timetable, calendar: Days, first: int, last: int) -> Part:
    """The days `first` to `last` of the calendar, both included: a shift with all it does belongs to its first day."""
    day = day_of_visit(c, t, calendar)
    return Part((c.shift_day >= first) & (c.shift_day <= last), (day >= first) & (day <= last))
