"""Trade-offs between two goals: which weightings are tried, what the plans are worth, and which are on the curve."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.constraints.kind import DEFAULT_WEIGHTS, Weights
from services.problem import Plan, Problem
from services.solvers.in_house import InHouse
from services.solvers.port import Limits, Outcome
from services.sweeping import GOALS, Point, non_dominated, sweep, weightings
from tests.builders import a_problem, a_shift, a_visit

TRAVEL, CONTINUITY = GOALS["travel"], GOALS["continuity"]
QUICK = Limits(seconds=None, iterations=1500)


def a_trade() -> Problem:
    """Bo lives where Anna and Olle are, Eva twenty kilometres off where the other two visits are: faces or driving."""
    near = [a_visit(f"{who}.1", "08:00-09:00", km=0) for who in ("Anna", "Olle")]
    far = [a_visit(f"{who}.2", "12:00-14:00", km=20) for who in ("Anna", "Olle")]
    return a_problem(*near, *far, a_shift("Bo"), a_shift("Eva", km=20))


def test_the_chain_runs_from_one_goal_turned_up_to_the_other() -> None:
    chain = weightings(DEFAULT_WEIGHTS, TRAVEL, CONTINUITY, 7)
    assert [(each.first, each.second) for each in chain] == [
        (2, 240), (2, 120), (2, 60), (2, 30), (4, 30), (8, 30), (16, 30)
    ]  # fmt: skip
    for each in chain:
        assert each.weights.organization == {TRAVEL.rule.id: each.first, CONTINUITY.rule.id: each.second}


def test_a_goal_that_weighs_nothing_or_is_switched_off_takes_part_all_the_same() -> None:
    base = Weights({CONTINUITY.rule.id: 0}, {}, {}, frozenset({TRAVEL.rule.id}))
    chain = weightings(base, TRAVEL, CONTINUITY, 5)
    assert all(each.first >= 1 and each.second >= 1 for each in chain)
    assert all(TRAVEL.rule.id not in each.weights.disabled for each in chain)


@given(st.integers(5, 9), st.integers(0, 1000), st.integers(0, 1000))
def test_weights_stay_in_their_range_and_no_weighting_comes_twice(points: int, first: int, second: int) -> None:
    base = Weights({TRAVEL.rule.id: first, CONTINUITY.rule.id: second}, {}, {})
    chain = weightings(base, TRAVEL, CONTINUITY, points)
    pairs = [(each.first, each.second) for each in chain]
    assert len(set(pairs)) == len(pairs) <= points
    assert all(1 <= weight <= 1000 for pair in pairs for weight in pair)


def test_too_few_or_too_many_points_and_one_goal_twice_are_refused() -> None:
    for points in (4, 10):
        with pytest.raises(ValueError, match="5–9"):
            weightings(DEFAULT_WEIGHTS, TRAVEL, CONTINUITY, points)
    with pytest.raises(ValueError, match="two different"):
        weightings(DEFAULT_WEIGHTS, TRAVEL, TRAVEL)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_the_front_beats_everybody_else_and_nobody_in_it(values: list[tuple[float, float]]) -> None:
    kept = non_dominated(values)

    def beats(a: tuple[float, float], b: tuple[float, float]) -> bool:
        return a[0] <= b[0] and a[1] <= b[1] and a != b

    assert not any(beats(values[i], values[j]) for i in kept for j in kept)
    for i, value in enumerate(values):
        assert i in kept or any(beats(values[k], value) or values[k] == value for k in kept)


def test_the_ends_of_a_sweep_differ_the_way_their_weights_do() -> None:
    told: list[int] = []
    chain = weightings(DEFAULT_WEIGHTS, TRAVEL, CONTINUITY, 5)
    points = sweep(
        a_trade(),
        DEFAULT_WEIGHTS,
        (TRAVEL, CONTINUITY),
        chain,
        QUICK,
        InHouse(),
        lambda number, point: told.append(number),
    )
    (most_travel, fewest_faces), (least_travel, most_faces) = points[0].values, points[-1].values
    assert fewest_faces < most_faces
    assert least_travel < most_travel
    assert told == list(range(len(chain)))
    assert sum(point.is_best for point in points) >= 2
    assert points[0].figures["travel_hours"] == pytest.approx(most_travel)


@dataclass
class Remembering:
    """A solver that notes what it was given and hands it back."""

    given: list[Plan | None] = field(default_factory=list)

    def solve(self, problem: Problem, weights: Weights, limits: Limits, *_: object) -> Outcome:
        self.given.append(problem.given)
        return InHouse().solve(problem, weights, limits)


def test_each_plan_begins_from_the_one_before_it() -> None:
    solver = Remembering()
    chain = weightings(DEFAULT_WEIGHTS, TRAVEL, CONTINUITY, 5)
    points = sweep(a_trade(), DEFAULT_WEIGHTS, (TRAVEL, CONTINUITY), chain, QUICK, solver)
    assert solver.given == [None, *(point.plan for point in points[:-1])]


def test_a_stopped_sweep_keeps_what_it_has() -> None:
    found: list[Point] = []
    chain = weightings(DEFAULT_WEIGHTS, TRAVEL, CONTINUITY, 5)
    points = sweep(
        a_trade(),
        DEFAULT_WEIGHTS,
        (TRAVEL, CONTINUITY),
        chain,
        QUICK,
        InHouse(),
        lambda number, point: found.append(point),
        lambda: len(found) >= 2,
    )
    assert len(points) == 2
