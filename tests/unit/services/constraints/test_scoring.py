"""Properties of scores: rows add up, weights only multiply, and the order of things does not matter."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.constraints import CATALOGUE
from services.constraints.kind import DEFAULT_WEIGHTS, Constraint, Level, Score, Weights
from services.constraints.scoring import ScoreSheet, reweigh, score_sheet
from services.problem import Plan, Problem
from services.problem.columns import columns
from services.problem.timetable import timetable
from tests.builders import a_plan, a_problem, a_shift, a_visit
from tests.unit.services.constraints.any_plan import problems_and_plans, weights

Both = tuple[Problem, Plan]


def scored(problem: Problem, plan: Plan, weighing: Weights = DEFAULT_WEIGHTS) -> ScoreSheet:
    table = columns(problem)
    return score_sheet(table, timetable(table, plan), weighing)


@given(problems_and_plans(), weights())
def test_the_rows_of_every_level_add_up_to_the_score(both: Both, weighing: Weights) -> None:
    sheet = scored(*both, weighing)
    for level, cost in zip(Level, (sheet.score.hard, sheet.score.medium, sheet.score.soft), strict=True):
        assert sum(row.cost for row in sheet.rows if row.constraint.level is level) == cost


@given(problems_and_plans(), weights())
def test_every_row_is_the_sum_of_its_matches(both: Both, weighing: Weights) -> None:
    table = columns(both[0])
    for row in score_sheet(table, timetable(table, both[1]), weighing).rows:
        assert row.units == sum(int(units) for units in row.matches.units)
        assert all(units > 0 for units in row.matches.units)


@given(problems_and_plans(), weights(), weights())
def test_weighing_again_is_scoring_again(both: Both, first: Weights, second: Weights) -> None:
    table = columns(both[0])
    times = timetable(table, both[1])
    again = reweigh(score_sheet(table, times, first), table, second)
    afresh = score_sheet(table, times, second)
    assert again.score == afresh.score
    assert [(row.weight, row.units, row.cost) for row in again.rows] == [
        (row.weight, row.units, row.cost) for row in afresh.rows
    ]


@given(problems_and_plans(), weights(), st.randoms(use_true_random=False))
def test_the_order_of_people_shifts_visits_and_routes_does_not_change_the_score(
    both: Both, weighing: Weights, dice: Random
) -> None:
    problem, plan = both
    shuffled = replace(
        problem,
        visits=tuple(dice.sample(problem.visits, len(problem.visits))),
        shifts=tuple(dice.sample(problem.shifts, len(problem.shifts))),
        carers=tuple(dice.sample(problem.carers, len(problem.carers))),
        clients=tuple(dice.sample(problem.clients, len(problem.clients))),
        places=tuple(dice.sample(problem.places, len(problem.places))),
    )
    same_plan = Plan(tuple(dice.sample(plan.routes, len(plan.routes))))
    before, after = scored(problem, plan, weighing), scored(shuffled, same_plan, weighing)
    assert [(row.units, row.cost) for row in before.rows] == [(row.units, row.cost) for row in after.rows]


@given(problems_and_plans(), st.sampled_from([rule for rule in CATALOGUE if rule.level is Level.SOFT]))
def test_weight_zero_takes_away_that_rows_cost_and_nothing_else(both: Both, rule: Constraint) -> None:
    table = columns(both[0])
    times = timetable(table, both[1])
    full = score_sheet(table, times)
    row = next(row for row in full.rows if row.constraint is rule)
    assume(row.units > 0)
    without = score_sheet(table, times, Weights(organization={row.constraint.id: 0}, carer={}, client={}))
    assert without.row(row.constraint.id).units == row.units
    assert without.score == replace(full.score, soft=full.score.soft - row.cost)


def test_a_small_plan_costs_what_it_costs_by_hand() -> None:
    problem = a_problem(
        a_shift("Bo", "07:00-15:00"),
        a_shift("Eva", "07:00-15:00"),
        a_visit("Anna.1", minutes=30, km=10),
        a_visit("Anna.2", minutes=30, km=10),
        a_visit("Olle", priority=3),
    )
    sheet = scored(problem, a_plan({"Bo": ["Anna.1 07:20"], "Eva": ["Anna.2 09:10"]}))
    travel_s = 2 * 20 * 60
    waiting_s = (10 + 120) * 60
    bo_s, eva_s, shift_s = (30 + 20 + 10) * 60, (30 + 20 + 120) * 60, 8 * 3600
    load_s = bo_s**2 // shift_s + eva_s**2 // shift_s - (bo_s + eva_s) ** 2 // (2 * shift_s)
    one_more_face = 30 * 60
    assert sheet.score == Score(0, 8 * 10_000, 2 * travel_s + waiting_s + load_s + one_more_face)
    assert str(sheet.score) == f"0hard/-80000medium/-{4800 + 7800 + load_s + 1800}soft"


def test_a_plan_for_nothing_costs_nothing() -> None:
    assert scored(a_problem(), Plan()).score == Score(0, 0, 0)
    assert str(scored(a_problem(a_shift()), Plan()).score) == "0hard/0medium/0soft"


def test_unserved_visits_without_any_shift_are_counted() -> None:
    assert scored(a_problem(a_visit("Anna"), a_visit("Olle", is_optional=True)), Plan()).score == Score(
        0, 10_000, 120 * 60
    )


def test_the_sheet_shows_every_rule_in_the_catalogues_order() -> None:
    sheet = scored(a_problem(a_shift(), a_visit()), Plan())
    assert tuple(row.constraint for row in sheet.rows) == CATALOGUE
    with pytest.raises(StopIteration):
        sheet.row("soft.no.such.rule")
