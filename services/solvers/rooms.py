"""When one more visit could start in every gap of every shift, its own windows left aside.

The same forward and backward times as `openings`, kept as intervals: what a gap allows, whatever the visit may.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from services.problem.columns import FAR_S, Columns, Longs
from services.problem.timetable import Timetable
from services.solvers.openings import Limits, due_moments, free_moments, is_overloaded, routes_of
from services.solvers.reach import Reach


@dataclass(frozen=True)
class Rooms:
    """Gaps of the shifts asked about, [N]: starts from `first_s` to `last_s` that the stops around each allow.

    row : index into the shifts asked about;  shift : the shift itself;  all int64
    """

    row: Longs
    shift: Longs
    first_s: Longs
    last_s: Longs
    extra_travel_s: Longs


def rooms(
    c: Columns, reach: Reach, v: int, shift: Longs, t: Timetable, limits: Limits, *,
    dropped: Longs | None = None, since_s: int = -FAR_S,
) -> Rooms:  # fmt: skip
    """The gaps that hold `v`, taken out of the plan if it is in it.

    `dropped[i]` is a visit that leaves `shift[i]` first; nobody sets out for `v` before `since_s`.
    """
    routes = routes_of(c, reach, v, shift, t, dropped)
    free, due = free_moments(routes), due_moments(routes)
    place = np.full(len(shift), int(c.visit_place[v]), np.int64)
    everyone, parts = np.arange(len(shift)), []
    barred = np.isin(c.shift_carer[shift], list(limits.carers)) | is_overloaded(c, v, shift, t, dropped)
    for k in range(len(free)):
        out, onward = routes.leg(routes.place[k], place), routes.leg(place, routes.place[k + 1])
        direct = c.travel_s[c.shift_mode[shift], routes.place[k], routes.place[k + 1]]
        first = np.maximum(routes.taking(np.maximum(free[k], since_s) + out), limits.first_s)
        leave = routes.leaving_room(routes.leaving_room(due[k]) - onward)
        last = np.minimum(leave - c.visit_duration_s[v], limits.last_s)
        extra = out + onward - np.where(routes.length > 0, direct, 0)
        fits = (first <= last) & (k <= routes.length) & ~barred & (first < FAR_S)
        parts += [(everyone[ok], a[ok], b[ok], extra[ok]) for ok, a, b in zip(fits, first, last, strict=True)]
    row, first_s, last_s, extra_s = (np.concatenate(each) for each in zip(*parts, strict=True))
    return Rooms(row, shift[row], first_s, last_s, extra_s)
