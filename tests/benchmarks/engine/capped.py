"""Searches a home-care day whose objective counts the largest tardiness, a maximum, by an engine that knows sums.

The least of sum + largest is the least over all limits of: the least sum with no tardiness above the limit, plus the
limit. So a quarter of the time goes to a search without one, two fifths to five limits below what that found, and the
rest to the limit that did best. Judged by the family's own scorer.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from services.problem import Plan as OurPlan
from services.solvers.in_house import InHouse
from services.solvers.port import Limits
from tests.benchmarks.families.care import ANY, Instance, Verdict
from tests.benchmarks.families.care_problem import Case, as_problem, orders
from tests.benchmarks.families.care_score import score
from tests.benchmarks.families.care_timing import earliest

LARGEST = "highest_tardiness"
FREE_SHARE, LIMITS, LIMIT_SHARE = 0.25, (0.95, 0.85, 0.7, 0.5, 0.25), 0.08


@dataclass(frozen=True, slots=True)
class Found:
    """A search's plan, what the family says of it, and the iterations it took."""

    case: Case
    plan: OurPlan
    verdict: Verdict
    iterations: int

    @property
    def rank(self) -> tuple[int, float]:
        """The less the better; plans without faults first."""
        return len(self.verdict.faults), self.verdict.objective


def counts_largest(instance: Instance) -> bool:
    """Whether the objective has a largest tardiness, and orders say all."""
    return instance.weights.get(LARGEST, 0) > 0 and "total_tardiness" not in instance.hard


def solve_capped(instance: Instance, seconds: float, seed: int) -> Found:
    """The best plan of all limits in `seconds` of the processor."""
    found = list(_searches(instance, seconds, seed))
    best = min(found, key=lambda each: each.rank)
    return Found(best.case, best.plan, best.verdict, sum(each.iterations for each in found))


def _searches(instance: Instance, seconds: float, seed: int) -> Iterator[Found]:
    free = _search(instance, ANY, FREE_SHARE * seconds, seed)
    yield free
    limited, best = free.verdict.terms[LARGEST], free
    for share in LIMITS:
        each = _search(instance, share * limited, LIMIT_SHARE * seconds, seed)
        best = min(best, each, key=lambda one: one.rank)
        yield each
    left = 1 - FREE_SHARE - LIMIT_SHARE * len(LIMITS)
    yield _search(instance, best.verdict.terms[LARGEST], left * seconds, seed)


def _search(instance: Instance, most_late: float, seconds: float, seed: int) -> Found:
    case = as_problem(instance, most_late)
    outcome = InHouse(clock=time.process_time).solve(case.problem, case.weights, Limits(seconds=seconds, seed=seed))
    made = orders(case, outcome.plan)
    timed = earliest(instance, made)
    verdict = Verdict(0.0, {LARGEST: 0.0}, ("a ring",)) if timed is None else score(instance, timed)
    return Found(case, outcome.plan, verdict, outcome.iterations)
