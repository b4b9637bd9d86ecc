"""Continuity, median: half of the clients with daily care meet so many carers or fewer in fourteen days."""

from __future__ import annotations

import numpy as np

from services.kpi.continuity.meeting import fortnight
from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Ratio, Unit
from services.kpi.part import Part
from services.words import Text


def whole(f: Frame, part: Part) -> Ratio:
    met = fortnight(f, part)
    asked = met.is_eligible if part.client is None else met.is_eligible & part.client
    count = int(asked.sum())
    return Ratio(float(np.median(met.carers[asked])), 1.0, count) if count else Ratio(0.0, 0.0, 0)


CONTINUITY_14D_MEDIAN = Kpi(
    slug="continuity_14d_median",
    title=Text(sv="Personalkontinuitet, median", en="Continuity, median"),
    formula=Text(
        sv="olika medarbetare under 14 dagar kl. 07–22, median över klienter med minst två besök varje dag",
        en="different carers in 14 days, 07:00–22:00, median over clients with two visits or more every day",
    ),
    counted=Text(sv="klienter", en="clients"),
    unit=Unit.MEAN,
    better=Better.LOWER,
    whole=whole,
    target=15.0,
    window_days=14,
)
