"""Which part of a plan the board shows: its shifts, its unplanned visits, the interval it spans, the hours on top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from services.problem.columns import Columns, Ints
from services.problem.days import Days, day_of_visit
from services.problem.timetable import Timetable
from services.words import WEEKDAYS, Language, clock

MARGIN_S = 20 * 60
VISIBLE_DAY_S = 8 * 3600
"""So much of a day fits the board's width at first: a visit of twenty minutes is then wide enough for its label."""

WEEK_DAYS = 7


@dataclass(frozen=True)
class Shown:
    """The part of a plan on the board: rows of the shifts and of the unplanned visits, and the days they lie on."""

    first: int
    last: int
    shifts: list[int]
    unplanned: Ints


def shown(c: Columns, t: Timetable, calendar: Days, day: date, day_count: int) -> Shown:
    """`day_count` days from `day`; the unplanned in order of the moment they may first begin."""
    first = calendar.index(day)
    last = first + day_count - 1
    rows = np.flatnonzero((c.shift_day >= first) & (c.shift_day <= last))
    visit_day = day_of_visit(c, t, calendar)
    unplanned = np.flatnonzero((t.shift_of < 0) & (visit_day >= first) & (visit_day <= last)).astype(np.int32)
    opens = c.window_open_s[c.window_off[unplanned]]
    return Shown(first, last, rows.tolist(), unplanned[np.argsort(opens, kind="stable")])


def span_s(c: Columns, t: Timetable, calendar: Days, part: Shown) -> tuple[int, int]:
    """From half an hour before the first thing to after the last; whole days of a week; a working day for nothing."""
    if not part.shifts:
        first_day = min(max(part.first, 0), len(calendar) - 1)
        midnight = int(calendar.midnight_s[first_day])
        return midnight + 7 * 3600, midnight + 22 * 3600
    starts = [int(c.shift_start_s[part.shifts].min())]
    ends = [int(c.shift_end_s[part.shifts].max()), int(t.home_s[part.shifts].max())]
    stops = t.stop_visit[np.isin(t.stop_shift, part.shifts)]
    if len(stops):
        starts.append(int(t.start_s[stops].min()))
        ends.append(int((t.start_s[stops] + c.visit_duration_s[stops]).max()))
    if part.last > part.first:
        starts.append(int(calendar.midnight_s[max(part.first, 0)]))
        ends.append(int(calendar.midnight_s[min(part.last, len(calendar) - 1) + 1]))
        return min(starts), max(ends)
    half = 1800
    return (min(starts) - MARGIN_S) // half * half, -(-(max(ends) + MARGIN_S) // half) * half


def zoom(length_s: int, day_count: int) -> float:
    """How much wider than the board its body is at first."""
    return 2.0 if day_count > 1 else round(max(1.0, length_s / VISIBLE_DAY_S), 2)


def ticks(c: Columns, first_s: int, last_s: int, language: Language, *, is_week: bool) -> list[list[Any]]:
    """Every full local hour as `[ms, label, is midnight]`; of a week every sixth, midnights with the day's name."""
    zone, step = ZoneInfo(c.problem.zone), 3600
    found: list[list[Any]] = []
    for second in range(-(-first_s // step) * step, last_s, step):
        moment = datetime.fromtimestamp(c.origin_s + second, zone)
        if is_week and moment.hour % 6:
            continue
        is_midnight = is_week and moment.hour == 0
        day = f"{WEEKDAYS[language][moment.weekday()][:3]} {moment.day}" if is_midnight else clock(moment)
        found.append([in_ms(c, second), day, int(is_midnight)])
    return found


def in_ms(c: Columns, second: int) -> int:
    """Epoch milliseconds of a second since the origin."""
    return (c.origin_s + second) * 1000


def week_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())
