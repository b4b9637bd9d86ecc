"""The local days of a problem: which day a moment or a visit belongs to, whatever the clocks do in between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from services.problem.columns import Columns, Ints, Longs
from services.problem.timetable import Timetable


@dataclass(frozen=True)
class Days:
    """D local days from `first`; `midnight_s : int64[D + 1]`, relative to the origin, the last one closing the span."""

    first: date
    midnight_s: Longs

    def __len__(self) -> int:
        return len(self.midnight_s) - 1

    @property
    def dates(self) -> tuple[date, ...]:
        """Every day in order."""
        return tuple(self.first + timedelta(days=i) for i in range(len(self)))

    def index(self, day: date) -> int:
        """Days since the first; may lie outside the span."""
        return (day - self.first).days

    def of(self, moment_s: NDArray[np.integer[Any]]) -> Ints:
        """int32: the day of each moment, the nearest one where it lies outside the span."""
        return np.clip(np.searchsorted(self.midnight_s, moment_s, side="right") - 1, 0, len(self) - 1).astype(np.int32)


def days(c: Columns) -> Days:
    """The days from the first midnight to the last day on which a shift begins or a visit may first begin."""
    zone = ZoneInfo(c.problem.zone)
    first = datetime.fromtimestamp(c.origin_s, zone).date()
    opens = c.window_open_s[c.window_off[:-1]] if len(c.window_open_s) else np.zeros(0, np.int64)
    last_s = max(int(c.shift_start_s.max(initial=0)), int(opens.max(initial=0)))
    count = (datetime.fromtimestamp(c.origin_s + last_s, zone).date() - first).days + 1
    midnights = [datetime.combine(first + timedelta(days=i), time(), zone) for i in range(count + 1)]
    return Days(first, np.array([int(m.timestamp()) - c.origin_s for m in midnights], np.int64))


def day_of_visit(c: Columns, t: Timetable, calendar: Days) -> Ints:
    """int32[V]: the day of the shift that makes the visit; where nobody does, the day it may first begin.

    Every visit has exactly one day, so that days add up to the plan.
    """
    first_open = c.window_open_s[np.minimum(c.window_off[:-1], max(0, len(c.window_open_s) - 1))]
    day = calendar.of(first_open)
    served = t.shift_of >= 0
    day[served] = c.shift_day[t.shift_of[served]]
    return day
