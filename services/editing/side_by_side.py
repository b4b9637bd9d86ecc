"""Variants of routes as shifts of one small problem, and whereabouts without the ways between."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from services.editing.routes import Laid
from services.problem.columns import Columns, Ints, Longs
from services.problem.narrowing import of_shifts
from services.problem.timetable import Timetable, measure


def routes_side_by_side(c: Columns, routes: Sequence[tuple[int, Laid]]) -> tuple[Columns, Timetable]:
    """Each `(shift row, stops)` as a shift of its own, in this order, and their timetable."""
    rows = np.array([row for row, _ in routes], np.int64)
    visits: list[int] = []
    shift: list[int] = []
    start: list[int] = []
    rested: list[int] = []
    closing: dict[int, list[tuple[int, int]]] = {}
    taken: list[tuple[int, int, int]] = []
    first_break = np.concatenate([[0], np.cumsum(np.diff(c.break_off)[rows])]).tolist()
    lasts = c.break_duration_s
    for k, (row, stops) in enumerate(routes):
        if all(stop < 0 for stop, _ in stops):
            continue
        since: list[tuple[int, int]] = []
        for stop, at in stops:
            if stop < 0:
                taken.append((first_break[k] + ~stop - int(c.break_off[row]), k, at))
                since.append((at, int(lasts[~stop])))
                continue
            visits.append(stop)
            shift.append(k)
            start.append(at)
            rested.append(sum(seconds for _, seconds in since))
            since = []
        closing[k] = since
    narrow = of_shifts(c, np.array(visits, np.int64), rows)
    return narrow, measure(
        narrow,
        np.arange(len(visits), dtype=np.int32),
        np.array(shift, np.int32),
        np.array(start, np.int64),
        np.array(rested, np.int64),
        closing,
        np.array(taken, np.int64).reshape(-1, 3),
    )


def whereabouts(shifts: int, shift_of: Ints, start_s: Longs) -> Timetable:
    """Who makes what when; ways, waiting and breaks are left at nothing, for rules that do not ask for them."""
    served = np.flatnonzero(shift_of >= 0).astype(np.int32)
    served = served[np.argsort(shift_of[served], kind="stable")]
    stops, of_shift = np.zeros(len(served), np.int64), np.zeros(shifts, np.int64)
    none = np.zeros(0, np.int64)
    return Timetable(
        shift_of=shift_of.astype(np.int32), start_s=start_s, stop_visit=served,
        stop_shift=shift_of[served].astype(np.int32), leg_s=stops.astype(np.int32), leg_m=stops.astype(np.int32),
        arrival_s=stops, wait_s=stops, short_s=stops, last_leg_s=of_shift.astype(np.int32),
        last_leg_m=of_shift.astype(np.int32), home_s=of_shift, visits_s=of_shift, travel_s=of_shift,
        waiting_s=of_shift, breaks_s=of_shift, is_used=np.isin(np.arange(shifts), shift_of),
        break_row=none.astype(np.int32), break_shift=none.astype(np.int32), break_start_s=none,
    )  # fmt: skip
