"""Points for wishes: everything that makes one allowed plan worse than another."""

from __future__ import annotations

from services.constraints.kind import Level
from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Ratio, Unit
from services.kpi.part import Part
from services.kpi.rules.counting import inside
from services.words import Text


def whole(f: Frame, part: Part) -> Ratio:
    total = sum(
        int(cost[inside(f, row.matches, part)].sum()) for row, cost in f.costs if row.constraint.level is Level.SOFT
    )
    return Ratio(float(total), 1.0, int(part.visit.sum()))


SOFT_COST = Kpi(
    slug="soft_cost",
    title=Text(sv="Mjuka poäng", en="Soft points"),
    formula=Text(
        sv="summan av mjuka regler, vikt × enheter",
        en="sum of soft rules, weight × units",
    ),
    counted=Text(sv="besök", en="visits"),
    unit=Unit.COUNT,
    better=Better.LOWER,
    whole=whole,
)
