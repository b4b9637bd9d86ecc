"""What belongs to one local day of a plan: its shifts, the visits made on them, and those that wait for a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from services.problem.columns import Columns, Ints
from services.problem.timetable import Timetable


@dataclass(frozen=True)
class Day:
    """Rows of the problem that a day shows; seconds are relative to the problem's origin.

    shifts : int32[·] shifts that begin this day, by start and carer;  stops : int32[·] rows of the served stops
    unassigned : int32[·] visits without a place that could start this day, most important and earliest first
    """

    day: date
    start_s: int
    end_s: int
    shifts: Ints
    stops: Ints
    unassigned: Ints


def days_of(c: Columns) -> tuple[date, ...]:
    """Every local day with a shift, in order."""
    first = datetime.fromtimestamp(c.origin_s, ZoneInfo(c.problem.zone)).date()
    return tuple(first + timedelta(days=int(d)) for d in np.unique(c.shift_day))


def day_of(c: Columns, t: Timetable, day: date) -> Day:
    """The part of a plan that `day` shows; a night shift belongs to the day it begins."""
    zone = ZoneInfo(c.problem.zone)
    start_s, end_s = (
        int(datetime.combine(midnight, time(), zone).timestamp()) - c.origin_s
        for midnight in (day, day + timedelta(days=1))
    )
    first = datetime.fromtimestamp(c.origin_s, zone).date()
    number = (day - first).days
    shifts = np.flatnonzero(c.shift_day == number)
    return Day(
        day=day,
        start_s=start_s,
        end_s=end_s,
        shifts=shifts[np.lexsort((c.shift_carer[shifts], c.shift_start_s[shifts]))].astype(np.int32),
        stops=np.flatnonzero(c.shift_day[t.stop_shift] == number).astype(np.int32),
        unassigned=_unassigned(c, t, start_s, end_s),
    )


def _unassigned(c: Columns, t: Timetable, start_s: int, end_s: int) -> Ints:
    window_visit = np.repeat(np.arange(len(t.shift_of)), np.diff(c.window_off))
    fits = (c.window_open_s < end_s) & (c.window_close_s >= start_s) & (t.shift_of[window_visit] < 0)
    rows = np.unique(window_visit[fits])
    opens = np.full(len(t.shift_of), end_s)
    np.minimum.at(opens, window_visit[fits], c.window_open_s[fits])
    return rows[np.lexsort((opens[rows], c.visit_priority[rows]))].astype(np.int32)
