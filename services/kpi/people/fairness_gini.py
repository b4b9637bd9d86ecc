"""Uneven load: the Gini index of worked against agreed time."""

from __future__ import annotations

import numpy as np

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Ratio, Unit
from services.kpi.part import Part
from services.kpi.people.load import load
from services.words import Text


def whole(f: Frame, part: Part) -> Ratio:
    share = np.sort(load(f, part))
    count = len(share)
    apart = 2 * float(((2 * np.arange(1, count + 1) - count - 1) * share).sum())  # Σᵢⱼ |xᵢ − xⱼ|
    return Ratio(apart, 2 * count * float(share.sum()), count)


FAIRNESS_GINI = Kpi(
    slug="fairness_gini",
    title=Text(sv="Ojämn belastning", en="Uneven load"),
    formula=Text(
        sv="Gini-index för arbetad tid / avtalad tid över medarbetare, 0 = lika för alla",
        en="Gini index of time worked / time agreed over carers, 0 = alike for all",
    ),
    counted=Text(sv="medarbetare", en="carers"),
    unit=Unit.INDEX,
    better=Better.LOWER,
    whole=whole,
    target=0.10,
    window_days=28,
)
