"""Unused time: granted hours that are neither given nor planned any more."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, client_day_rows
from services.kpi.service.granted import granted_per_day_s, per_client_day
from services.words import Text


def rows(f: Frame) -> Rows:
    """Unknown where nobody has a decision."""
    granted_s = granted_per_day_s(f)
    has_decision = granted_s > 0
    still_s = np.array([f.accounts.still_planned_s.get(visit.id, 0) for visit in f.c.problem.visits], np.int64)
    taken_s = per_client_day(f, np.where(f.is_served, f.c.visit_duration_s, still_s))
    unused = np.where(has_decision, granted_s - taken_s, 0) / 3600
    return client_day_rows(unused, has_decision, None if has_decision.any() else np.zeros_like(unused))


UNUSED_HOURS = Kpi(
    slug="unused_hours",
    title=Text(sv="Outnyttjad tid", en="Unused time"),
    formula=Text(
        sv="beviljat − utfört − det som ännu är planerat",
        en="granted − performed − still planned",
    ),
    counted=Text(sv="klientdagar", en="client-days"),
    unit=Unit.HOURS,
    better=Better.LOWER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.CLIENT}),
)
