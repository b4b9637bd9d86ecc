"""Unplanned time: hours of care that nobody gives, each missing carer of a double visit counted."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, visit_rows
from services.words import Text


def rows(f: Frame) -> Rows:
    return visit_rows(np.where(f.is_served, 0, f.c.visit_duration_s) / 3600, np.ones_like(f.is_served))


UNASSIGNED_HOURS = Kpi(
    slug="unassigned_hours",
    title=Text(sv="Oplanerad tid", en="Unplanned time"),
    formula=Text(
        sv="besökens längd × medarbetare som saknas",
        en="length of visits × carers missing",
    ),
    counted=Text(sv="besök behövs", en="visits needed"),
    unit=Unit.HOURS,
    better=Better.LOWER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT}),
    target=0.0,
)
