"""Idle: hours between the first and the last visit of a shift that are neither visit, travel nor break."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, shift_rows
from services.problem.columns import Columns, Longs
from services.problem.timetable import Timetable
from services.words import Text


def idle_s(c: Columns, t: Timetable) -> Longs:
    """int64[S]: last departure − first start − visits − travel between visits − breaks, 0 in unused shifts."""
    is_first = np.diff(t.stop_shift, prepend=-1) != 0
    is_last = np.diff(t.stop_shift, append=-1) != 0
    used = t.stop_shift[is_first]
    start_s = t.start_s[t.stop_visit]
    left_s = start_s + c.visit_duration_s[t.stop_visit]
    between_s = np.zeros(len(t.is_used), np.int64)
    np.add.at(between_s, t.stop_shift, np.where(is_first, 0, t.leg_s))
    idle = np.zeros(len(t.is_used), np.int64)
    idle[used] = left_s[is_last] - start_s[is_first] - (t.visits_s + between_s + t.breaks_s)[used]
    return np.maximum(idle, 0)


def rows(f: Frame) -> Rows:
    return shift_rows(idle_s(f.c, f.t) / 3600, f.t.is_used)


IDLE_HOURS = Kpi(
    slug="idle_hours",
    title=Text(sv="Dötid", en="Idle time"),
    formula=Text(
        sv="sista avgång − första start − besök − resor mellan besök − raster",
        en="last departure − first start − visits − travel between visits − breaks",
    ),
    counted=Text(sv="pass med besök", en="shifts with visits"),
    unit=Unit.HOURS,
    better=Better.LOWER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE}),
)
