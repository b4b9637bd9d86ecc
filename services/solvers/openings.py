"""Where one more visit fits between the stops of each shift, the order kept and the others moved within their reach.

Exact for the order as it stands: earliest times run forwards and latest times backwards through every shift at once,
one state per number of breaks taken. Visits that others depend on (groups, chains, pins) keep their time, so nothing
outside the shift has to change; a visit that stands where it never may keeps its time too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.problem.columns import FAR_S, Columns, Flags, Longs
from services.problem.timetable import Timetable
from services.solvers.reach import Reach
from services.solvers.reach.intervals import Spans


@dataclass(frozen=True)
class Limits:
    """What binds the new visit to visits already in the plan: first and last start, and carers it may not share."""

    first_s: int
    last_s: int
    carers: frozenset[int]


@dataclass(frozen=True)
class Openings:
    """int64[N], one per shift asked about: the start at the place of least extra travel, −1 where there is none."""

    shift: Longs
    start_s: Longs
    extra_travel_s: Longs


@dataclass(frozen=True)
class Routes:
    """The shifts asked about; N shifts, L most stops, B most breaks.

    stop : int64[L, N] visit rows, −1 after the last;  length : int64[N]
    place : int64[L + 2, N] start place, stops, then the end place
    opened, closed, rest : int64[B, N] breaks, never takeable where there is none;  breaks : int64[N] how many
    """

    c: Columns
    shift: Longs
    stop: Longs
    length: Longs
    place: Longs
    opened: Longs
    closed: Longs
    rest: Longs
    breaks: Longs
    fixed_s: Longs
    spans: Spans

    def leg(self, here: Longs, there: Longs) -> Longs:
        """Seconds of a leg in each shift's mode, `FAR_S` when longer than it allows."""
        seconds = self.c.travel_s[self.c.shift_mode[self.shift], here, there].astype(np.int64)
        return np.where(seconds > self.c.shift_max_leg_s[self.shift], FAR_S, seconds)

    def rested(self, s: int, now: Longs) -> Longs:
        """When break `s` is over, if it is taken as soon as possible from `now`."""
        return np.where(now <= self.closed[s], np.maximum(now, self.opened[s]) + self.rest[s], FAR_S)

    def before_rest(self, s: int, until: Longs) -> Longs:
        """The latest moment from which break `s` can be over by `until`."""
        begin = until - self.rest[s]
        possible = (begin >= self.opened[s]) & (self.rest[s] > 0)
        return np.where(possible, np.minimum(begin, self.closed[s]), -FAR_S)

    def taking(self, now: Longs) -> Longs:
        """int64[B + 1, N] with further breaks taken on the spot."""
        now = now.copy()
        for s in range(1, len(now)):
            now[s] = np.minimum(now[s], self.rested(s - 1, now[s - 1]))
        return np.minimum(now, FAR_S)

    def leaving_room(self, until: Longs) -> Longs:
        """int64[B + 1, N] with the breaks still to come taken on the spot."""
        until = until.copy()
        for s in range(len(until) - 2, -1, -1):
            until[s] = np.maximum(until[s], self.before_rest(s, until[s + 1]))
        return until


def openings(c: Columns, reach: Reach, v: int, shift: Longs, t: Timetable, limits: Limits) -> Openings:
    """Where `v`, taken out of the plan if it is in it, fits into each of `shift` without a hard breach."""
    best = np.full(len(shift), FAR_S, np.int64)
    start = np.full(len(shift), -1, np.int64)
    for found in openings_by_place(c, reach, v, shift, t, limits):
        better = (found.start_s >= 0) & (found.extra_travel_s < best)
        start = np.where(better, found.start_s, start)
        best = np.where(better, found.extra_travel_s, best)
    return Openings(shift, start, np.where(start >= 0, best, -1))


def openings_by_place(
    c: Columns, reach: Reach, v: int, shift: Longs, t: Timetable, limits: Limits
) -> Iterator[Openings]:
    """The same for every place in the order of stops: before the first, after the first, and so on."""
    routes = routes_of(c, reach, v, shift, t)
    free, due = free_moments(routes), due_moments(routes)
    place = np.full(len(shift), int(c.visit_place[v]), np.int64)
    barred = np.isin(c.shift_carer[shift], list(limits.carers)) | is_overloaded(c, v, shift, t)
    for k in range(len(free)):
        out, onward = routes.leg(routes.place[k], place), routes.leg(place, routes.place[k + 1])
        direct = c.travel_s[c.shift_mode[shift], routes.place[k], routes.place[k + 1]]
        ready = routes.taking(free[k] + out)
        begin = _first(routes.spans, v, np.maximum(ready, limits.first_s))
        begin = np.where(begin <= limits.last_s, begin, FAR_S)
        there = routes.taking(routes.taking(begin + c.visit_duration_s[v]) + onward)
        fits = (there <= due[k]) & (there < FAR_S)
        extra = out + onward - np.where(routes.length > 0, direct, 0)
        has_room = fits.any(axis=0) & (k <= routes.length) & (extra < FAR_S) & ~barred
        start = np.where(has_room, np.where(fits, begin, FAR_S).min(axis=0), -1)
        yield Openings(shift, start, np.where(has_room, extra, -1))


def is_overloaded(c: Columns, v: int, shift: Longs, t: Timetable, dropped: Longs | None = None) -> Flags:
    """bool[N]: shifts whose vehicle has no room for what `v` needs; `dropped[i]` leaves `shift[i]` first."""
    others = t.stop_visit != v
    brought = np.zeros(len(c.shift_carer), np.int64)
    np.add.at(brought, t.stop_shift[others], c.visit_load[t.stop_visit[others]])
    left = brought[shift] if dropped is None else brought[shift] - c.visit_load[dropped]
    return np.asarray((c.visit_load[v] > 0) & (left + c.visit_load[v] > c.shift_load[shift]))


def routes_of(c: Columns, reach: Reach, v: int, shift: Longs, t: Timetable, dropped: Longs | None = None) -> Routes:
    others = t.stop_visit != v
    rows, visits = t.stop_shift[others], t.stop_visit[others].astype(np.int64)
    first, last = np.searchsorted(rows, shift), np.searchsorted(rows, shift, side="right")
    length, skipped = last - first, np.full(len(shift), len(visits), np.int64)
    if dropped is not None:
        position = np.full(len(c.visit_client), -1, np.int64)
        position[visits] = np.arange(len(visits))
        skipped, length = position[dropped] - first, length - 1
    deep = int(length.max(initial=0))
    stop = np.full((deep, len(shift)), -1, np.int64)
    place = np.tile(c.shift_end_place[shift].astype(np.int64), (deep + 2, 1))
    place[0] = c.shift_start_place[shift]
    for k in range(deep):
        has = k < length
        stop[k, has] = visits[first[has] + k + (k >= skipped[has])]
        place[k + 1, has] = c.visit_place[stop[k, has]]
    breaks = np.diff(c.break_off)[shift].astype(np.int64)
    most = int(breaks.max(initial=0))
    opened, closed, rest = (np.full((most, len(shift)), fill, np.int64) for fill in (0, -FAR_S, 0))
    for s in range(most):
        has = s < breaks
        at = c.break_off[shift[has]] + s
        opened[s, has], closed[s, has], rest[s, has] = (
            c.break_open_s[at],
            c.break_close_s[at],
            c.break_duration_s[at],
        )
    spans = Spans(reach.window_off, reach.window_open_s, reach.window_close_s)
    fixed = np.where(is_bound(c, t, spans), t.start_s, -1)
    return Routes(c, shift, stop, length, place, opened, closed, rest, breaks, fixed, spans)


def is_bound(c: Columns, t: Timetable, spans: Spans) -> Flags:
    """bool[V]: visits that keep their time: linked to others, pinned, or standing outside their reach."""
    bound = (c.visit_group >= 0) | (c.pin_shift >= 0)
    bound[c.arc_before] = True
    bound[c.arc_after] = True
    everyone = np.arange(len(bound))
    return np.asarray(bound | (spans.first_from(everyone, t.start_s) != t.start_s))


def _first(spans: Spans, v: int, ready: Longs) -> Longs:
    owner = np.full(ready.size, v, np.int64)
    return spans.first_from(owner, ready.ravel()).reshape(ready.shape)


def free_moments(r: Routes) -> Longs:
    """int64[L + 1, B + 1, N]: the earliest moment to leave each stop, the start place first, by breaks taken."""
    states = len(r.rest) + 1
    now = np.full((states, len(r.shift)), FAR_S, np.int64)
    now[0] = r.c.shift_start_s[r.shift]
    free = [r.taking(now)]
    for k, stop in enumerate(r.stop):
        v = np.maximum(stop, 0)
        ready = r.taking(free[k] + r.leg(r.place[k], r.place[k + 1]))
        fixed = r.fixed_s[v]
        owner = np.tile(v, states)
        moved = r.spans.first_from(owner, ready.ravel()).reshape(ready.shape)
        begin = np.where(fixed < 0, moved, np.where(ready <= fixed, fixed, FAR_S))
        free.append(r.taking(np.where(stop < 0, FAR_S, begin + r.c.visit_duration_s[v])))
    return np.stack(free)


def due_moments(r: Routes) -> Longs:
    """int64[L + 1, B + 1, N]: the latest moment to be ready at each stop, the end place after the last, by breaks."""
    deep, states = len(r.stop), len(r.rest) + 1
    home = np.full((states, len(r.shift)), -FAR_S, np.int64)
    home[r.breaks, np.arange(len(r.shift))] = r.c.shift_end_s[r.shift]
    home = r.leaving_room(home)
    due = np.full((deep + 1, states, len(r.shift)), -FAR_S, np.int64)
    for k in range(deep, -1, -1):
        due[k] = np.where(r.length == k, home, due[k])
        if k == deep:
            continue
        v = np.maximum(r.stop[k], 0)
        leave = r.leaving_room(due[k + 1] - r.leg(r.place[k + 1], r.place[k + 2]))
        latest = leave - r.c.visit_duration_s[v]
        fixed = r.fixed_s[v]
        moved = r.spans.last_until(np.tile(v, states), latest.ravel()).reshape(latest.shape)
        begin = np.where(fixed < 0, moved, np.where(fixed <= latest, fixed, -FAR_S))
        due[k] = np.where(k < r.length, r.leaving_room(begin), due[k])
    return due


def limits_of(c: Columns, t: Timetable, v: int) -> Limits:
    """What the plan asks of `v`: after what it waits for, before what waits for it, together with its group."""
    served: NDArray[np.bool_] = t.shift_of >= 0
    into = np.flatnonzero((c.arc_after == v) & served[c.arc_before])
    out = np.flatnonzero((c.arc_before == v) & served[c.arc_after])
    before, after = c.arc_before[into], c.arc_after[out]
    left, length = t.start_s[before] + c.visit_duration_s[before], c.visit_duration_s[v]
    first = int((left + c.arc_delay_s[into]).max(initial=-FAR_S))
    last = int((t.start_s[after] - c.arc_delay_s[out] - length).min(initial=FAR_S))
    first = max(first, int((t.start_s[after] - c.arc_most_s[out] - length).max(initial=-FAR_S)))
    last = min(last, int((left + c.arc_most_s[into]).min(initial=FAR_S)))
    mates = [m for m in np.flatnonzero(c.visit_group == c.visit_group[v]).tolist() if m != v and served[m]]
    if c.visit_group[v] < 0 or not mates:
        return Limits(first, last, frozenset())
    at = int(t.start_s[mates[0]])
    return Limits(max(first, at), min(last, at), frozenset(c.shift_carer[t.shift_of[mates]].tolist()))
