"""What the built-in solver writes is found right by a checker that shares no code with it."""

from __future__ import annotations

import json
from random import Random

import pytest

from services.constraints.kind import DEFAULT_WEIGHTS
from services.integrations.timefold.writer import write_input, write_output
from services.solvers.in_house import InHouse
from services.solvers.port import Limits
from tests.checker import check
from tests.strategies import a_random_problem

LIMITS = Limits(seconds=None, iterations=300)


@pytest.mark.parametrize("seed", range(40))
def test_a_plan_without_hard_minutes_has_no_breach_and_one_with_them_has(seed: int) -> None:
    problem = a_random_problem(Random(seed), is_exchangeable=True)
    outcome = InHouse().solve(problem, DEFAULT_WEIGHTS, LIMITS)
    written = write_output(problem, outcome.plan, outcome.score)
    report = check(json.dumps(write_input(problem)), json.dumps(written))
    assert bool(report.breaches) == (outcome.score.hard > 0), report.breaches[:3]
    assert report.figures["assigned"] == len(outcome.plan.served())
