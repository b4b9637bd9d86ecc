"""Simulated delivery against what can be worked out in closed form."""

from __future__ import annotations

from math import log
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given

from services.delivery.noise import DAY_OF, Factor, Noise
from services.delivery.simulating import Delivery, simulate
from services.problem import Plan, Problem
from services.problem.columns import columns
from services.problem.timetable import timetable
from tests.builders import a_plan, a_problem, a_shift, a_visit, after
from tests.examples import examples
from tests.unit.services.constraints.any_plan import problems_and_plans

MANY = 40_000
EXACTLY = Noise(Factor(1.0, 0.0), Factor(1.0, 0.0))


def played(problem: Problem, plan: Plan, draws: int = MANY, noise: Noise = DAY_OF, tolerance_s: int = 0) -> Delivery:
    c = columns(problem)
    return simulate(c, timetable(c, plan), draws=draws, noise=noise, tolerance_s=tolerance_s)


def below(factor: Factor, limit: float) -> float:
    """How often a lognormal factor lies below a limit."""
    return NormalDist(factor.mu, factor.sigma).cdf(log(limit))


def test_a_factor_has_the_mean_and_the_deviation_it_is_given_by() -> None:
    drawn = Factor(1.08, 0.25).draw(np.random.default_rng(1), 400_000)
    assert drawn.mean() == pytest.approx(1.08, abs=0.002)
    assert drawn.std() == pytest.approx(0.25, abs=0.002)


def test_one_visit_is_late_as_often_as_the_road_is_long() -> None:
    """An hour's drive from seven, to begin at half past eight at the latest: late when the road takes 1.5 times."""
    plan = played(a_problem(a_visit("Anna", "08:00-08:30", km=60), a_shift("Bo")), a_plan({"Bo": ["Anna 08:00"]}))
    expected = below(DAY_OF.travel, 1.5)
    assert plan.on_time_share == pytest.approx(expected, abs=0.005)
    assert plan.late_share[0] == pytest.approx(1 - expected, abs=0.005)


def test_the_next_visit_is_late_as_often_as_the_one_before_is_long() -> None:
    """At one address: Anna's hour from eight, Olle until ten past nine; late when her hour takes 70 minutes."""
    problem = a_problem(a_visit("Anna", minutes=60), a_visit("Olle", "09:00-09:10"), a_shift("Bo"))
    plan = played(problem, a_plan({"Bo": ["Anna 08:00", "Olle 09:00"]}))
    assert plan.late_share[1] == pytest.approx(1 - below(DAY_OF.visit, 70 / 60), abs=0.005)


def test_the_tolerance_is_given_on_top_of_the_window() -> None:
    problem = a_problem(a_visit("Anna", "08:00-08:30", km=60), a_shift("Bo"))
    plan = played(problem, a_plan({"Bo": ["Anna 08:00"]}), tolerance_s=900)
    assert plan.on_time_share == pytest.approx(below(DAY_OF.travel, 1.75), abs=0.005)


def test_two_who_must_begin_together_wait_for_the_later() -> None:
    """Both roads must be short enough: the chance of one, squared."""
    problem = a_problem(
        a_visit("Anna.1", "08:00-08:10", km=60), a_visit("Anna.2", "08:00-08:10", km=60), a_shift("Bo"), a_shift("Eva"),
        groups=[["Anna.1", "Anna.2"]],
    )  # fmt: skip
    plan = played(problem, a_plan({"Bo": ["Anna.1 08:00"], "Eva": ["Anna.2 08:00"]}))
    assert plan.on_time_share == pytest.approx(below(DAY_OF.travel, 70 / 60) ** 2, abs=0.007)


def test_a_visit_that_waits_for_another_carer_s_begins_no_earlier() -> None:
    problem = a_problem(
        a_visit("Anna.1", minutes=60), a_visit("Anna.2", "09:30-09:40", after=(after("Anna.1 30"),)),
        a_shift("Bo"), a_shift("Eva"),
    )  # fmt: skip
    plan = played(problem, a_plan({"Bo": ["Anna.1 08:00"], "Eva": ["Anna.2 09:30"]}))
    assert plan.late_share[1] == pytest.approx(1 - below(DAY_OF.visit, 70 / 60), abs=0.005)


def test_a_shift_overruns_as_often_as_the_way_home_is_long() -> None:
    problem = a_problem(a_visit("Anna", minutes=0, km=60), a_shift("Bo", "07:00-09:20", km=60, home_km=0))
    plan = played(problem, a_plan({"Bo": ["Anna 08:00"]}))
    assert plan.overrun_share[0] == pytest.approx(1 - below(DAY_OF.travel, 80 / 60), abs=0.005)


def test_a_break_is_taken_on_the_way_and_cannot_be_caught_up() -> None:
    shift = a_shift("Bo", breaks=["08:30-09:00 30"])
    problem = a_problem(a_visit("Anna", minutes=30), a_visit("Olle", "09:00-09:00"), shift)
    plan = played(problem, a_plan({"Bo": ["Anna 08:00", "break 08:30", "Olle 09:00"]}))
    assert plan.late_share[1] == pytest.approx(1 - below(DAY_OF.visit, 1.0), abs=0.007)


def test_the_riskiest_come_first_and_the_safe_not_at_all() -> None:
    problem = a_problem(a_visit("Anna", minutes=60), a_visit("Olle", "09:00-09:10"), a_visit("Siv"), a_shift("Bo"))
    plan = played(problem, a_plan({"Bo": ["Anna 08:00", "Olle 09:00", "Siv 12:00"]}), draws=500)
    assert plan.most_at_risk(3) == [1]


def test_an_empty_plan_promises_nothing() -> None:
    assert played(a_problem(a_visit("Anna"), a_shift("Bo")), Plan(), draws=500).on_time_share is None


def test_the_same_seed_gives_the_same_days() -> None:
    problem, plan = a_problem(a_visit("Anna", "08:00-08:30", km=60), a_shift("Bo")), a_plan({"Bo": ["Anna 08:00"]})
    assert played(problem, plan, 500).on_time_share == played(problem, plan, 500).on_time_share


@given(problems_and_plans())
@examples(40)
def test_shares_stay_shares_for_any_plan(given_plan: tuple[Problem, Plan]) -> None:
    found = played(*given_plan, draws=20)
    assert found.on_time_share is None or 0 <= found.on_time_low <= found.on_time_high <= 1  # type: ignore[operator]
    assert ((found.late_share >= 0) & (found.late_share <= 1) & (found.late_s >= -1e-6)).all()
