"""The weightings of a sweep: from one goal turned up, through the weights as they are, to the other turned up."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.constraints.effective import organization_weight
from services.constraints.kind import Constraint, Weights
from services.sweeping.goals import Goal

FEWEST, MOST = 5, 9
STRONGEST = 8.0
"""How many times its weight a goal has at its end of the sweep."""


@dataclass(frozen=True, slots=True)
class Weighting:
    """One point's weights; `first` and `second` are those of the two goals."""

    weights: Weights
    first: int
    second: int


def weightings(
    base: Weights, first: Goal, second: Goal, points: int = 7, strongest: float = STRONGEST
) -> list[Weighting]:
    """Up to `points` (5–9) different weightings, the second goal turned up first and the first goal last.

    Only the two weights differ from `base`; a weight of 0 is taken as 1, and no weight leaves its rule's range.
    Raises `ValueError` for another number of points or one goal twice.
    """
    if not FEWEST <= points <= MOST:
        raise ValueError(f"Expected {FEWEST}–{MOST} points, got {points}.")
    if first.rule is second.rule:
        raise ValueError("Expected two different goals.")
    steps = [2 * i / (points - 1) - 1 for i in range(points)]
    pairs = [
        (
            _turned(first.rule, base, strongest ** max(0.0, step)),
            _turned(second.rule, base, strongest ** max(0.0, -step)),
        )
        for step in steps
    ]
    return [_weighting(base, first.rule, second.rule, *pair) for pair in dict.fromkeys(pairs)]


def _turned(rule: Constraint, base: Weights, factor: float) -> int:
    return min(round(max(1, organization_weight(rule, base)) * factor), rule.limits.most)


def _weighting(base: Weights, one: Constraint, other: Constraint, first: int, second: int) -> Weighting:
    organization = {**base.organization, one.id: first, other.id: second}
    enabled = base.disabled - {one.id, other.id}
    return Weighting(replace(base, organization=organization, disabled=enabled), first, second)
