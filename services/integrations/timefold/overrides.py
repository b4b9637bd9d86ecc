"""Our weights as the model's overrides: one whole number per soft rule that both sides know.

Rules that weigh something we do not send (areas, wished-for windows, rates) are left to the profile, and so is every
weight we have no rule for. Two rules of ours that share one override give it the higher weight.
"""

from __future__ import annotations

from services.constraints import CATALOGUE
from services.constraints.kind import Level, Weights
from services.constraints.levels import at_level
from services.problem.problem import Problem

NOTHING_TO_WEIGH = frozenset({
    "preferredVisitTimeWindowWeight", "minimizeVisitsOutsidePreferredArea", "minimizeShiftCostsWeight",
})  # fmt: skip
HIGHEST, LOWEST = 1, 10
Json = dict[str, object]


def overrides(problem: Problem, weights: Weights) -> Json:
    """`config.model.overrides`; with priorities only where visits differ in them."""
    told: Json = {}
    chosen: dict[str, int] = {}
    for listed in CATALOGUE:
        rule = at_level(listed, weights)
        if listed.level is Level.SOFT and listed.timefold is not None and listed.timefold not in NOTHING_TO_WEIGH:
            weight = 0 if rule.id in weights.disabled else weights.organization.get(rule.id, rule.weight)
            chosen[listed.timefold] = max(weight, chosen.get(listed.timefold, 0))
    told.update(sorted(chosen.items()))
    if any(visit.priority != LOWEST for visit in problem.visits):
        told["priorityWeights"] = [
            {"priority": str(priority), "weight": LOWEST + 1 - priority} for priority in range(HIGHEST, LOWEST + 1)
        ]
    return told
