"""Performed of planned: how much of the care that was planned was given."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Benchmark, Better, Kpi, Reach, Rows, Unit, visit_rows
from services.words import Text


def rows(f: Frame) -> Rows:
    """Only performed visits know what was planned; a plan has no value."""
    planned_s = np.array([f.accounts.planned_s.get(visit.id, 0) for visit in f.c.problem.visits], np.int64)
    was_planned = planned_s > 0
    return visit_rows(np.where(was_planned & f.is_served, f.c.visit_duration_s, 0), was_planned, planned_s)


PERFORMED_OF_PLANNED = Kpi(
    slug="performed_of_planned",
    title=Text(sv="Utfört av planerat", en="Performed of planned"),
    formula=Text(
        sv="utförda minuter / planerade minuter",
        en="minutes performed / minutes planned",
    ),
    counted=Text(sv="besök", en="visits"),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.EMPLOYEE, Reach.CLIENT}),
    benchmark=Benchmark(0.85, 0.92, Text(sv="vanligt i hemtjänsten", en="typical of home care"), None),
)
