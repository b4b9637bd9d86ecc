"""Empty shifts: shifts nobody is visited in."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, shift_rows
from services.words import Text


def rows(f: Frame) -> Rows:
    return shift_rows(~f.t.is_used, np.ones_like(f.t.is_used))


EMPTY_SHIFTS = Kpi(
    slug="empty_shifts",
    title=Text(sv="Tomma pass", en="Empty shifts"),
    formula=Text(
        sv="pass utan besök",
        en="shifts without a visit",
    ),
    counted=Text(sv="pass", en="shifts"),
    unit=Unit.COUNT,
    better=Better.LOWER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT}),
)
