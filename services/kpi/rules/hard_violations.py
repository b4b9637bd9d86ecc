"""Broken rules: how often a plan does what may not be done."""

from __future__ import annotations

from services.constraints.kind import Level
from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Ratio, Unit
from services.kpi.part import Part
from services.kpi.rules.counting import inside
from services.words import Text


def whole(f: Frame, part: Part) -> Ratio:
    total = sum(
        int(inside(f, row.matches, part).sum())
        for row, _ in f.costs
        if row.constraint.level is Level.HARD and row.weight > 0
    )
    return Ratio(float(total), 1.0, int(part.visit.sum()))


HARD_VIOLATIONS = Kpi(
    slug="hard_violations",
    title=Text(sv="Brutna regler", en="Broken rules"),
    formula=Text(
        sv="brott mot tvingande regler",
        en="breaches of hard rules",
    ),
    counted=Text(sv="besök", en="visits"),
    unit=Unit.COUNT,
    better=Better.LOWER,
    whole=whole,
    target=0.0,
)
