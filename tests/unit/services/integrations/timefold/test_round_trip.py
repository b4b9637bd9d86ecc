"""What is written is read back unchanged: problems of every feature, and plans of every quality."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.constraints.kind import Score
from services.integrations.timefold.reader import read_input, read_output
from services.integrations.timefold.writer import write_input, write_output
from services.problem import Problem, Severity, Stop, StopKind
from services.problem.validate import validate
from tests.examples import examples
from tests.strategies import a_random_plan, a_random_problem, problems


def settled(problem: Problem) -> Problem:
    """The problem with its lists in one order; the format gives a plan to start from its order, not its times."""
    return replace(
        problem,
        places=tuple(sorted(problem.places, key=lambda place: place.id)),
        clients=tuple(sorted(problem.clients, key=lambda client: client.id)),
        shifts=tuple(sorted(problem.shifts, key=lambda shift: shift.id)),
        visits=tuple(sorted(problem.visits, key=lambda visit: visit.id)),
        groups=tuple(sorted(problem.groups, key=lambda group: group.id)),
        given=None,
    )


def errors(problem: Problem) -> list[str]:
    return [f"{issue.code} {issue.where}" for issue in validate(problem) if issue.severity is Severity.ERROR]


@given(problems(is_exchangeable=True))
@examples(60)
def test_a_problem_survives_writing_and_reading(problem: Problem) -> None:
    read = read_input(json.dumps(write_input(problem)).encode())
    assert read.problem is not None, read.issues
    assert settled(read.problem) == settled(problem)


def test_random_problems_are_valid_and_survive(campaign: Callable[[int, int], int]) -> None:
    for seed in range(campaign(60, 10_000)):
        problem = a_random_problem(Random(seed), is_exchangeable=True)
        assert errors(problem) == [], seed
        read = read_input(json.dumps(write_input(problem)).encode())
        assert read.problem is not None, seed
        assert settled(read.problem) == settled(problem), seed
        assert errors(a_random_problem(Random(seed))) == [], seed


@pytest.mark.parametrize("seed", range(60))
def test_the_order_of_a_given_plan_survives(seed: int) -> None:
    rng = Random(seed)
    problem = a_random_problem(rng, is_exchangeable=True)
    problem = replace(
        problem,
        visits=tuple(replace(visit, pin=None) for visit in problem.visits),
        given=a_random_plan(rng, problem),
    )
    read = read_input(json.dumps(write_input(problem)).encode()).problem
    assert read is not None
    assert problem.given is not None
    before = {r.shift_id: [i for _, i in sorted(times(r.stops))] for r in problem.given.routes if times(r.stops)}
    after = {r.shift_id: [i for _, i in times(r.stops)] for r in read.given.routes} if read.given else {}
    assert after == before


def times(stops: tuple[Stop, ...]) -> list[tuple[int, str]]:
    return [(stop.start_s, stop.id) for stop in stops if stop.kind is StopKind.VISIT]


@given(st.randoms(use_true_random=False))
@examples(40)
def test_a_plan_survives_writing_and_reading(rng: Random) -> None:
    problem = a_random_problem(rng)
    plan = a_random_plan(rng, problem)
    written = json.dumps(write_output(problem, plan, Score(0, 10_000, 7))).encode()
    read = read_output(written, problem)
    assert read.plan is not None, read.issues
    used = {r.shift_id: r.stops for r in plan.routes if any(stop.kind is StopKind.VISIT for stop in r.stops)}
    assert {r.shift_id: r.stops for r in read.plan.routes} == used
