"""Length kept: performed visits that last as long as they were planned, or differ by no more than is allowed."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, visit_rows
from services.words import Text


def rows(f: Frame) -> Rows:
    """Only performed visits know what was planned; a plan has no value."""
    planned_s = np.array([f.accounts.planned_s.get(visit.id, 0) for visit in f.c.problem.visits], np.int64)
    is_counted = (planned_s > 0) & f.is_served
    differs_s = np.abs(f.c.visit_duration_s.astype(np.int64) - planned_s)
    return visit_rows(is_counted & (differs_s <= f.accounts.assumptions.length_s), is_counted, is_counted)


LENGTH_KEPT_SHARE = Kpi(
    slug="length_kept_share",
    title=Text(sv="Planerad längd hållen", en="Planned length kept"),
    formula=Text(
        sv="utförda besök vars längd skiljer högst gränsen (5 min om inget annat är inställt) från planen / utförda",
        en="visits made whose length differs from the plan by no more than the limit (5 min unless set) / visits made",
    ),
    counted=Text(sv="besök", en="visits"),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE, Reach.CLIENT}),
)
