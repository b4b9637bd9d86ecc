"""Kept rules: visits that break no rule and are made."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, visit_rows
from services.words import Text


def rows(f: Frame) -> Rows:
    """Soft rules are wishes and have rows of their own: travel is never zero, and no visit would be left."""
    every = np.ones_like(f.is_broken)
    return visit_rows(~f.is_broken, every, every)


CONSTRAINT_SATISFACTION = Kpi(
    slug="constraint_satisfaction",
    title=Text(sv="Uppfyllda regler", en="Rules kept"),
    formula=Text(
        sv="1 − besök som bryter en tvingande regel eller inte blir av / besök",
        en="1 − visits that break a hard rule or are not made / visits",
    ),
    counted=Text(sv="besök", en="visits"),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT}),
    target=0.95,
)
