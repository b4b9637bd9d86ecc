"""On time: visits that begin inside a window, or no further outside than the organisation allows."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, visit_rows
from services.problem.columns import Flags
from services.words import Text


def rows(f: Frame) -> Rows:
    return visit_rows(is_on_time(f), f.is_served, f.is_served)


def is_on_time(f: Frame) -> Flags:
    """bool[V]: visits that are made and begin in time for one of their windows."""
    window_visit = np.repeat(np.arange(f.c.size[0]), np.diff(f.c.window_off))
    start_s, tolerance_s = f.t.start_s[window_visit], f.tolerance_s[window_visit]
    fits = (f.c.window_open_s - tolerance_s <= start_s) & (start_s <= f.c.window_close_s + tolerance_s)
    on_time = np.zeros(f.c.size[0], np.bool_)
    on_time[window_visit[fits]] = True
    return on_time & f.is_served


ON_TIME_SHARE = Kpi(
    slug="on_time_share",
    title=Text(sv="I tid", en="On time"),
    formula=Text(
        sv="besök som börjar inom sitt tidsfönster ± tolerans / besök som görs",
        en="visits that begin inside their window ± tolerance / visits made",
    ),
    counted=Text(sv="besök", en="visits"),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE, Reach.CLIENT}),
)
