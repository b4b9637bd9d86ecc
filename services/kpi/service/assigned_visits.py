"""Visits: how many somebody makes."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, visit_rows
from services.words import Text


def rows(f: Frame) -> Rows:
    return visit_rows(f.is_served, np.ones_like(f.is_served))


ASSIGNED_VISITS = Kpi(
    slug="assigned_visits",
    title=Text(sv="Besök", en="Visits"),
    formula=Text(
        sv="besök som har en medarbetare",
        en="visits that have a carer",
    ),
    counted=Text(sv="besök behövs", en="visits needed"),
    unit=Unit.COUNT,
    better=Better.HIGHER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE, Reach.CLIENT}),
)
