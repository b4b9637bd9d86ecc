"""One figure per rule of the catalogue: what it costs in a plan; together they are the score."""

from __future__ import annotations

from services.constraints import CATALOGUE
from services.constraints.kind import Constraint
from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Ratio, Unit
from services.kpi.part import Part
from services.kpi.rules.counting import inside
from services.words import Text

PREFIX = "rule."


def of_rule(rule: Constraint) -> Kpi:
    """The figure of one rule."""

    def whole(f: Frame, part: Part) -> Ratio:
        row, cost = next((row, cost) for row, cost in f.costs if row.constraint.id == rule.id)
        held = inside(f, row.matches, part)
        return Ratio(float(cost[held].sum()), 1.0, int(held.sum()))

    return Kpi(
        slug=PREFIX + rule.id,
        title=rule.title,
        formula=Text(sv="regelns enheter × vikt", en="units of the rule × weight"),
        counted=Text(sv="brott", en="breaches"),
        unit=Unit.COUNT,
        better=Better.LOWER,
        whole=whole,
    )


RULE_KPIS: tuple[Kpi, ...] = tuple(of_rule(rule) for rule in CATALOGUE)
"""In the catalogue's order."""
