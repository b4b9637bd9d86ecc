"""Planned share: the part of the visits needed that somebody makes."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Benchmark, Better, Kpi, Reach, Rows, Unit, visit_rows
from services.words import Text


def rows(f: Frame) -> Rows:
    needed = np.ones_like(f.is_served)
    return visit_rows(f.is_served, needed, needed)


ASSIGNED_SHARE = Kpi(
    slug="assigned_share",
    title=Text(sv="Planerad andel", en="Planned share"),
    formula=Text(
        sv="planerade besök / besök som behövs",
        en="planned visits / visits needed",
    ),
    counted=Text(sv="besök behövs", en="visits needed"),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT}),
    target=1.0,
    benchmark=Benchmark(
        0.98,
        0.995,
        Text(sv="verkliga lösarkörningar lämnar 0,5–2 % oplanerat", en="real solver runs leave 0.5–2% unplanned"),
        None,
    ),
)
