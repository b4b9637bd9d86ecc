"""Time at the door: hours from arrival to the start of the visit, whatever is done with them.

Waiting (`waiting_hours`) is what is left of a gap when the drive and the breaks are taken out, wherever the carer
spends it. This is what route checkers and Timefold call waiting: a break taken at the next door counts, and time left
over before a break that is taken before the drive does not.
"""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, shift_rows
from services.problem.columns import Longs
from services.problem.timetable import arrived_s
from services.words import Text


def at_door_s(f: Frame) -> Longs:
    """int64[S]: summed over the visits of each shift."""
    t, c = f.t, f.c
    start_s = t.start_s[t.stop_visit]
    left_s = np.roll(start_s + c.visit_duration_s[t.stop_visit], 1)
    is_first = np.diff(t.stop_shift, prepend=-1) != 0
    left_s[is_first] = c.shift_start_s[t.stop_shift[is_first]]
    arrival_s = left_s + t.leg_s
    for stop, rests in _rests(f, start_s).items():
        arrival_s[stop] = arrived_s(int(left_s[stop]), int(t.leg_s[stop]), rests)
    at_door = np.zeros(c.size[1], np.int64)
    np.add.at(at_door, t.stop_shift, np.maximum(0, start_s - arrival_s))
    return at_door


def _rests(f: Frame, start_s: Longs) -> dict[int, list[tuple[int, int]]]:
    """Start and length of the breaks before a stop, by the stop's place; those after the last visit are left out."""
    t, found = f.t, dict[int, list[tuple[int, int]]]()
    begin = np.searchsorted(t.stop_shift, t.break_shift)
    end = np.searchsorted(t.stop_shift, t.break_shift, side="right")
    for row, rest_s, low, high in zip(t.break_row, t.break_start_s, begin, end, strict=True):
        stop = int(low + np.searchsorted(start_s[low:high], rest_s, side="right"))
        if stop < high:
            found.setdefault(stop, []).append((int(rest_s), int(f.c.break_duration_s[row])))
    return found


def rows(f: Frame) -> Rows:
    return shift_rows(at_door_s(f) / 3600, f.t.is_used)


DOOR_HOURS = Kpi(
    slug="door_hours",
    title=Text(sv="Tid vid dörren", en="Time at the door"),
    formula=Text(
        sv="från ankomst till besökets början, raster vid dörren medräknade",
        en="from arrival to the start of the visit, breaks at the door included",
    ),
    counted=Text(sv="pass med besök", en="shifts with visits"),
    unit=Unit.HOURS,
    better=Better.LOWER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE}),
)
