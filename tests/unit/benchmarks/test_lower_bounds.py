"""Lower bounds are held against small cases whose optimum is known."""

from __future__ import annotations

from itertools import permutations
from random import Random

import numpy as np

from services.constraints.kind import DEFAULT_WEIGHTS
from services.problem import Problem
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.solvers.in_house import InHouse
from services.solvers.port import Limits
from services.solvers.reach import reach
from tests.benchmarks.lower_bounds import cheapest_assignment, fewest_carers, least_travel_s
from tests.builders import a_problem, a_shift, a_visit


def bounds(problem: Problem) -> tuple[int, list[int]]:
    c = columns(problem)
    return least_travel_s(c, reach(c)), fewest_carers(c, reach(c)).tolist()


def test_the_cheapest_assignment_is_the_best_of_all_there_are() -> None:
    rng = Random(1)
    for _ in range(20):
        cost = np.array([[rng.randrange(100) for _ in range(5)] for _ in range(5)], np.int32)
        best = min(sum(int(cost[i, j]) for i, j in enumerate(order)) for order in permutations(range(5)))
        assert cheapest_assignment(cost) == best


def test_visits_at_fixed_hours_bound_travel_exactly() -> None:
    """One after the other with no choice of order, the bound is the only tour there is."""
    visits = [a_visit(f"K{i}", f"{8 + i:02}:00-{8 + i:02}:00", minutes=30, km=1 + i) for i in range(4)]
    problem = a_problem(*visits, a_shift("Bo"))
    c = columns(problem)
    plan = InHouse().solve(problem, DEFAULT_WEIGHTS, Limits(None, 500)).plan
    assert bounds(problem)[0] == int(timetable(c, plan).travel_s.sum())


def test_a_client_of_mornings_and_evenings_meets_two_carers_and_a_pair_needs_two() -> None:
    visits = [a_visit("Anna.1", "08:00-09:00"), a_visit("Anna.2", "20:00-21:00"), a_visit("Olle.1", "09:00-10:00")]
    pair = [a_visit("Ove.1", "10:00-11:00"), a_visit("Ove.2", "10:00-11:00")]
    shifts = a_shift("Bo", "07:00-15:00"), a_shift("Eva", "07:00-15:00"), a_shift("Cia", "16:00-22:00")
    problem = a_problem(*visits, *pair, *shifts, groups=[["Ove.1", "Ove.2"]])
    assert bounds(problem)[1] == [2, 1, 2]
