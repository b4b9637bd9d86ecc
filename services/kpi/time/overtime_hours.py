"""Overtime: hours at work after the regular end of a shift."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, shift_rows
from services.problem.columns import Longs
from services.words import Text


def overtime_s(f: Frame) -> Longs:
    """int64[S]: from the regular end, which is the soft end where there is one, until the carer is back."""
    regular_end_s = np.minimum(f.c.shift_soft_end_s, f.c.shift_end_s)
    return np.where(f.t.is_used, np.maximum(0, f.t.home_s - regular_end_s), 0)


def rows(f: Frame) -> Rows:
    return shift_rows(overtime_s(f) / 3600, f.t.is_used)


OVERTIME_HOURS = Kpi(
    slug="overtime_hours",
    title=Text(sv="Övertid", en="Overtime"),
    formula=Text(
        sv="tid i tjänst efter passets ordinarie slut",
        en="time at work after the regular end of the shift",
    ),
    counted=Text(sv="pass med besök", en="shifts with visits"),
    unit=Unit.HOURS,
    better=Better.LOWER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE}),
    target=0.0,
)
