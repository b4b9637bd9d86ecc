"""Waiting moves to the office, never a visit out of its window, order or company."""

from __future__ import annotations

from services.problem import Plan, Problem
from services.problem.columns import columns
from services.solvers.later import leave_later
from tests.builders import a_plan, a_problem, a_shift, a_visit, after, clock


def starts(problem: Problem, plan: Plan) -> dict[str, int]:
    return {stop.id: stop.start_s for _, stop in leave_later(columns(problem), plan).visit_stops()}


def test_a_wait_between_two_visits_moves_before_the_first() -> None:
    problem = a_problem(a_visit("Anna", "07:00-12:00", km=5), a_visit("Olle", "10:00-11:00", km=5), a_shift("Bo"))
    moved = starts(problem, a_plan({"Bo": ["Anna 07:05", "Olle 10:00"]}))
    assert moved == {"Anna": clock("09:30"), "Olle": clock("10:00")}


def test_the_window_of_the_visit_ends_the_move() -> None:
    problem = a_problem(a_visit("Anna", "07:00-08:00"), a_visit("Olle", "10:00-11:00"), a_shift("Bo"))
    assert starts(problem, a_plan({"Bo": ["Anna 07:00", "Olle 10:00"]}))["Anna"] == clock("08:00")


def test_a_visit_on_another_carer_that_waits_for_it_ends_the_move() -> None:
    first = a_visit("Anna", "07:00-12:00")
    second = a_visit("Anna.lunch", "08:00-12:00", after=(after("Anna 60"),))
    problem = a_problem(first, second, a_visit("Olle", "11:00-11:30"), a_shift("Bo"), a_shift("Eva"))
    plan = a_plan({"Bo": ["Anna 07:00", "Olle 11:00"], "Eva": ["Anna.lunch 09:00"]})
    assert starts(problem, plan)["Anna"] == clock("07:30")


def test_a_visit_moves_no_further_than_it_may_from_the_one_it_follows() -> None:
    dressing = a_visit("Anna.dressing", "08:00-12:00", after=(after("Anna 0-60"),))
    problem = a_problem(
        a_visit("Anna", "08:00-08:00"), dressing, a_visit("Olle", "11:00-11:30"), a_shift("Bo"), a_shift("Eva")
    )
    plan = a_plan({"Bo": ["Anna 08:00"], "Eva": ["Anna.dressing 08:30", "Olle 11:00"]})
    assert starts(problem, plan)["Anna.dressing"] == clock("09:30")


def test_groups_stay_together_and_preferred_hours_are_kept() -> None:
    pair = [a_visit("Anna.1", "07:00-10:00"), a_visit("Anna.2", "07:00-10:00")]
    liked = a_visit("Kim", ["07:00-08:00 +5", "08:00-12:00"])
    problem = a_problem(
        *pair, liked, a_visit("Olle", "11:00-11:30"), a_visit("Per", "11:00-11:30"), a_shift("Bo"), a_shift("Eva"),
        a_shift("Cia"), groups=[["Anna.1", "Anna.2"]],
    )  # fmt: skip
    plan = a_plan({"Bo": ["Anna.1 07:00", "Olle 11:00"], "Eva": ["Anna.2 07:00"], "Cia": ["Kim 07:00", "Per 11:00"]})
    moved = starts(problem, plan)
    assert moved["Anna.1"] == moved["Anna.2"] == clock("07:00")
    assert moved["Kim"] == clock("08:00")


def test_two_visits_of_one_client_are_not_pushed_into_each_other() -> None:
    morning, wash = a_visit("Anna", "07:00-12:00"), a_visit("Anna.wash", "09:00-12:00")
    problem = a_problem(morning, wash, a_visit("Olle", "09:40-11:00"), a_shift("Bo"), a_shift("Eva"))
    plan = a_plan({"Bo": ["Anna 07:00", "Olle 09:40"], "Eva": ["Anna.wash 09:00"]})
    assert starts(problem, plan)["Anna"] == clock("07:00")
