"""Shifts used: shifts with at least one visit."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, shift_rows
from services.words import Text


def rows(f: Frame) -> Rows:
    return shift_rows(f.t.is_used, np.ones_like(f.t.is_used))


SHIFTS_USED = Kpi(
    slug="shifts_used",
    title=Text(sv="Pass i bruk", en="Shifts used"),
    formula=Text(
        sv="pass med minst ett besök",
        en="shifts with at least one visit",
    ),
    counted=Text(sv="pass", en="shifts"),
    unit=Unit.COUNT,
    better=Better.NEITHER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE}),
)
