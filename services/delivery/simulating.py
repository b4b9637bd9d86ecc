"""Plays a plan many times with drawn durations and roads: how many visits begin on time, which are at risk."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.delivery.noise import DAY_OF, Noise
from services.problem.columns import Columns, Longs
from services.problem.timetable import Timetable

DRAWS = 500
TOLERANCE_S = 900
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Delivery:
    """What to expect of a plan.

    Attributes
    ----------
    on_time_share
        expected share of its visits that begin in time; None when it has none.
    on_time_low, on_time_high
        the shares nine days of ten lie between.
    late_share : float64[V]
        how often each visit begins too late, 0 where nobody makes it.
    late_s : float64[V]
        how late it begins on average after its planned start.
    overrun_share : float64[S]
        how often each shift ends after its end.
    """

    on_time_share: float | None
    on_time_low: float | None
    on_time_high: float | None
    late_share: Floats
    late_s: Floats
    overrun_share: Floats

    def most_at_risk(self, count: int) -> list[int]:
        """The visit rows that are late most often, the worst first; those never late are left out."""
        order = np.lexsort((-self.late_s, -self.late_share))[:count]
        return [int(row) for row in order if self.late_share[row] > 0]


def simulate(
    c: Columns, t: Timetable, seed: int = 1, draws: int = DRAWS, tolerance_s: int = TOLERANCE_S, noise: Noise = DAY_OF
) -> Delivery:
    """The same seed gives the same answer."""
    visits, shifts = c.size
    days = _Days(c, t, noise, np.random.default_rng(seed), draws)
    start_s = days.play()
    late_share, late_s = np.zeros(visits), np.zeros(visits)
    on_time = np.zeros(draws)
    for visit, begun_s in start_s.items():
        in_time = begun_s <= _latest_s(c, t, visit) + tolerance_s
        on_time += in_time
        late_share[visit] = 1 - in_time.mean()
        late_s[visit] = (begun_s - t.start_s[visit]).mean()
    overrun = np.zeros(shifts)
    for shift, home_s in days.home_s().items():
        overrun[shift] = (home_s > c.shift_end_s[shift]).mean()
    if not start_s:
        return Delivery(None, None, None, late_share, late_s, overrun)
    share = on_time / len(start_s)
    low, high = np.quantile(share, [0.05, 0.95])
    return Delivery(float(share.mean()), float(low), float(high), late_share, late_s, overrun)


def live(c: Columns, t: Timetable, seed: int, noise: Noise = DAY_OF) -> dict[int, tuple[int, int]]:
    """One real day of a plan: when each visit made begins and ends, by row; seconds since the origin."""
    days = _Days(c, t, noise, np.random.default_rng(seed), 1)
    start_s = days.play()
    return {visit: (int(begun_s[0]), int(days.left_s(visit)[0])) for visit, begun_s in start_s.items()}


def _latest_s(c: Columns, t: Timetable, visit: int) -> int:
    """The last allowed start of the window the planned start lies in, else of the last one that has opened."""
    windows = slice(int(c.window_off[visit]), int(c.window_off[visit + 1]))
    opened = np.flatnonzero(c.window_open_s[windows] <= t.start_s[visit])
    return int(c.window_close_s[windows][opened[-1] if len(opened) else 0])


class _Days:
    """One plan on many days at once: float64[draws] per visit and shift."""

    def __init__(self, c: Columns, t: Timetable, noise: Noise, dice: np.random.Generator, draws: int) -> None:
        self._c, self._t, self._noise, self._dice, self._draws = c, t, noise, dice, draws
        self._left_s: dict[int, Floats] = {}  # by visit: when the carer leaves
        self._free_s: dict[int, Floats] = {}  # by shift: when the carer was last free
        self._rest_s = _rests_s(c, t)
        self._waits_for: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for before, after, delay_s in zip(c.arc_before, c.arc_after, c.arc_delay_s, strict=True):
            self._waits_for[int(after)].append((int(before), int(delay_s)))

    def play(self) -> dict[int, Floats]:
        """The start of every visit made, by row, on every day."""
        start_s: dict[int, Floats] = {}
        for stops in self._in_order():
            ready = np.maximum.reduce([self._ready_s(stop) for stop in stops])
            for stop in stops:
                visit = int(self._t.stop_visit[stop])
                start_s[visit] = ready
                left = ready + self._c.visit_duration_s[visit] * self._noise.visit.draw(self._dice, self._draws)
                self._left_s[visit] = self._free_s[int(self._t.stop_shift[stop])] = left
        return start_s

    def home_s(self) -> dict[int, Floats]:
        """When the carer of each used shift is back, breaks after the last visit taken."""
        rest_s = self._rest_at_the_end_s()
        return {
            shift: free + self._t.last_leg_s[shift] * self._noise.travel.draw(self._dice, self._draws) + rest_s[shift]
            for shift, free in self._free_s.items()
        }

    def left_s(self, visit: int) -> Floats:
        """When a visit that was played is over."""
        return self._left_s[visit]

    def _in_order(self) -> list[list[int]]:
        """Stops by planned start, then by their place in the shift; members of a group begin as one."""
        visit = self._t.stop_visit
        order = np.lexsort((np.arange(len(visit)), self._t.start_s[visit]))
        together: dict[int, list[int]] = {}
        for stop in order.tolist():
            group = int(self._c.visit_group[visit[stop]])
            together.setdefault(group if group >= 0 else -1 - stop, []).append(stop)
        return sorted(together.values(), key=lambda stops: (int(self._t.start_s[visit[stops[-1]]]), stops[-1]))

    def _ready_s(self, stop: int) -> Floats:
        """Not before the planned start, the arrival, and what the visit has to wait for."""
        c, t = self._c, self._t
        visit, shift = int(t.stop_visit[stop]), int(t.stop_shift[stop])
        is_first = shift not in self._free_s
        left = np.full(self._draws, float(c.shift_start_s[shift])) if is_first else self._free_s[shift]
        road = t.leg_s[stop] * self._noise.travel.draw(self._dice, self._draws)
        ready = np.maximum(float(t.start_s[visit]), left + road + self._rest_s[stop])
        for before, delay_s in self._waits_for[visit]:
            if before in self._left_s:
                ready = np.maximum(ready, self._left_s[before] + delay_s)
        return np.asarray(ready)

    def _rest_at_the_end_s(self) -> Longs:
        """int64[S]: breaks after the last visit."""
        inside = np.zeros(self._c.size[1], np.int64)
        np.add.at(inside, self._t.stop_shift, self._rest_s)
        return self._t.breaks_s - inside


def _rests_s(c: Columns, t: Timetable) -> Longs:
    """int64[N]: breaks between a stop and the one before, as the timetable has them."""
    leave_s = np.empty(len(t.stop_visit), np.int64)
    leave_s[1:] = (t.start_s + c.visit_duration_s)[t.stop_visit][:-1]
    is_first = np.diff(t.stop_shift, prepend=-1) != 0
    leave_s[is_first] = c.shift_start_s[t.stop_shift[is_first]]
    return np.asarray(t.arrival_s - t.leg_s - leave_s)
