"""A plan laid against a problem: who is where when, with travel, waiting and breaks of every shift.

Waiting is what is left of the gap before a visit when travel and breaks are taken out, the wait before the first
visit counted from the start of the shift. When the gap is too short for its travel the missing seconds are
`short_s`, never negative waiting. A shift without a visit is unused: nothing in it counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.problem.columns import Columns, Ints, Longs
from services.problem.plan import Plan, StopKind


@dataclass(frozen=True)
class Timetable:
    """Columns of a plan; V visits, S shifts, N served stops in order of shift and position, B breaks taken.

    Attributes
    ----------
    shift_of, start_s
        int32[V], int64[V]: shift row (−1 unassigned) and start of every visit.
    stop_visit, stop_shift : int32[N]
    leg_s, leg_m : int32[N]
        travel to the stop from the one before (from the shift's start place for the first).
    arrival_s, wait_s, short_s : int64[N]
        arrival after travel and the breaks before it; waiting; seconds missing for travel.
    last_leg_s, last_leg_m : int32[S]
        travel home from the last visit, 0 in unused shifts.
    home_s : int64[S]
        when the carer is back (breaks after the last visit included), 0 in unused shifts.
    visits_s, travel_s, waiting_s, breaks_s : int64[S]
        sums per shift, 0 in unused shifts.
    is_used : bool[S]
    break_row, break_shift : int32[B];  break_start_s : int64[B]
        breaks taken in used shifts, by row of the problem's breaks.
    """

    shift_of: Ints
    start_s: Longs
    stop_visit: Ints
    stop_shift: Ints
    leg_s: Ints
    leg_m: Ints
    arrival_s: Longs
    wait_s: Longs
    short_s: Longs
    last_leg_s: Ints
    last_leg_m: Ints
    home_s: Longs
    visits_s: Longs
    travel_s: Longs
    waiting_s: Longs
    breaks_s: Longs
    is_used: NDArray[np.bool_]
    break_row: Ints
    break_shift: Ints
    break_start_s: Longs

    @property
    def worked_s(self) -> Longs:
        """int64[S]: visits, travel, waiting and breaks of each shift."""
        return self.visits_s + self.travel_s + self.waiting_s + self.breaks_s


def timetable(c: Columns, plan: Plan) -> Timetable:
    """The timetable of `plan`, whose ids all belong to the problem of `c`; each visit at most once."""
    shifts: list[int] = []
    visits: list[int] = []
    starts: list[int] = []
    rested: list[int] = []  # break seconds between the stop and the one before
    closing: dict[int, list[tuple[int, int]]] = {}  # breaks after the last visit: start, duration
    taken: list[tuple[int, int, int]] = []
    for route in sorted(plan.routes, key=lambda r: c.shift_index[r.shift_id]):
        row = c.shift_index[route.shift_id]
        break_rows = {b.id: int(c.break_off[row]) + i for i, b in enumerate(c.problem.shifts[row].breaks)}
        if not any(s.kind is StopKind.VISIT for s in route.stops):
            continue
        since: list[tuple[int, int]] = []
        for stop in route.stops:
            if stop.kind is StopKind.BREAK:
                if stop.id in break_rows:
                    at = break_rows[stop.id]
                    taken.append((at, row, stop.start_s - c.origin_s))
                    since.append((stop.start_s - c.origin_s, int(c.break_duration_s[at])))
                continue
            shifts.append(row)
            visits.append(c.visit_index[stop.id])
            starts.append(stop.start_s - c.origin_s)
            rested.append(sum(duration for _, duration in since))
            since = []
        closing[row] = since
    return measure(
        c,
        np.array(visits, np.int32),
        np.array(shifts, np.int32),
        np.array(starts, np.int64),
        np.array(rested, np.int64),
        closing,
        np.array(taken, np.int64).reshape(-1, 3),
    )


def measure(
    c: Columns,
    visit: Ints,
    shift: Ints,
    start: Longs,
    rested: Longs,
    closing: dict[int, list[tuple[int, int]]],
    taken: Longs,
) -> Timetable:
    """The timetable of stops in order of shift and position.

    `rested` are break seconds before each stop, `closing` the breaks after the last visit of every used shift as
    `(start, duration)`, `taken` rows of `(break, shift, start)`.
    """
    n_visits, n_shifts = c.size
    n = len(visit)
    is_first = np.ones(n, np.bool_)
    is_first[1:] = shift[1:] != shift[:-1]
    is_last = np.ones(n, np.bool_)
    is_last[:-1] = is_first[1:]
    place, mode, duration = c.visit_place[visit], c.shift_mode[shift], c.visit_duration_s[visit]
    before = np.empty(n, np.int32)
    before[1:] = place[:-1]
    before[is_first] = c.shift_start_place[shift[is_first]]
    leave = np.empty(n, np.int64)
    leave[1:] = (start + duration)[:-1]
    leave[is_first] = c.shift_start_s[shift[is_first]]
    leg_s, leg_m = c.travel_s[mode, before, place], c.travel_m[mode, before, place]
    arrival = leave + leg_s + rested
    slack = start - arrival
    last, last_shift = place[is_last], shift[is_last]
    last_leg_s, last_leg_m = np.zeros(n_shifts, np.int32), np.zeros(n_shifts, np.int32)
    last_leg_s[last_shift] = c.travel_s[c.shift_mode[last_shift], last, c.shift_end_place[last_shift]]
    last_leg_m[last_shift] = c.travel_m[c.shift_mode[last_shift], last, c.shift_end_place[last_shift]]
    home = np.zeros(n_shifts, np.int64)
    for row, left in zip(last_shift, (start + duration)[is_last], strict=True):
        home[row] = _home_s(int(left), int(last_leg_s[row]), closing[int(row)])
    shift_of, start_of = np.full(n_visits, -1, np.int32), np.zeros(n_visits, np.int64)
    shift_of[visit], start_of[visit] = shift, start
    wait, short = np.maximum(slack, 0), np.maximum(-slack, 0)

    def per_shift(values: NDArray[np.int64] | Ints) -> Longs:
        sums = np.zeros(n_shifts, np.int64)
        np.add.at(sums, shift, values)
        return sums

    breaks = per_shift(rested)
    for row, rests in closing.items():
        breaks[row] += sum(duration for _, duration in rests)
    return Timetable(
        shift_of=shift_of,
        start_s=start_of,
        stop_visit=visit,
        stop_shift=shift,
        leg_s=leg_s,
        leg_m=leg_m,
        arrival_s=arrival,
        wait_s=wait,
        short_s=short,
        last_leg_s=last_leg_s,
        last_leg_m=last_leg_m,
        home_s=home,
        visits_s=per_shift(duration),
        travel_s=per_shift(leg_s) + last_leg_s,
        waiting_s=per_shift(wait),
        breaks_s=breaks,
        is_used=np.isin(np.arange(n_shifts), last_shift),
        break_row=taken[:, 0].astype(np.int32),
        break_shift=taken[:, 1].astype(np.int32),
        break_start_s=taken[:, 2],
    )


def arrived_s(left_s: int, leg_s: int, rests: list[tuple[int, int]]) -> int:
    """When a drive is over, whole and uninterrupted: after the breaks that start too soon to follow it."""
    for start_s, duration_s in rests:
        if start_s >= left_s + leg_s:
            break
        left_s = max(left_s, start_s) + duration_s
    return left_s + leg_s


def _home_s(left_s: int, leg_s: int, rests: list[tuple[int, int]]) -> int:
    """When the carer is home: each break is taken before the drive if it starts too early to be after it."""
    now, is_home = left_s, False
    for start_s, duration_s in rests:
        if not is_home and start_s >= now + leg_s:
            now, is_home = now + leg_s, True
        now = max(now, start_s) + duration_s
    return now if is_home else now + leg_s
