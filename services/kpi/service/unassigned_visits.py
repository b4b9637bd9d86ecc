"""Unplanned: visits that nobody makes."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, visit_rows
from services.words import Text


def rows(f: Frame) -> Rows:
    return visit_rows(~f.is_served, np.ones_like(f.is_served))


UNASSIGNED_VISITS = Kpi(
    slug="unassigned_visits",
    title=Text(sv="Oplanerade", en="Unplanned"),
    formula=Text(
        sv="besök som ingen gör",
        en="visits nobody makes",
    ),
    counted=Text(sv="besök behövs", en="visits needed"),
    unit=Unit.COUNT,
    better=Better.LOWER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.CLIENT}),
    target=0.0,
)
