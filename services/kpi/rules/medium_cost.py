"""Points for care not given: visits nobody makes, by their importance."""

from __future__ import annotations

from services.constraints.kind import Level
from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Ratio, Unit
from services.kpi.part import Part
from services.kpi.rules.counting import inside
from services.words import Text


def whole(f: Frame, part: Part) -> Ratio:
    total = sum(
        int(cost[inside(f, row.matches, part)].sum()) for row, cost in f.costs if row.constraint.level is Level.MEDIUM
    )
    return Ratio(float(total), 1.0, int(part.visit.sum()))


MEDIUM_COST = Kpi(
    slug="medium_cost",
    title=Text(sv="Poäng för utebliven omsorg", en="Points for care not given"),
    formula=Text(
        sv="poäng för oplanerade besök efter prioritet",
        en="points for unplanned visits by priority",
    ),
    counted=Text(sv="besök", en="visits"),
    unit=Unit.COUNT,
    better=Better.LOWER,
    whole=whole,
    target=0.0,
)
