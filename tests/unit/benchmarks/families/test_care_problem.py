"""A family's day as a problem of ours: what we can say costs exactly what the family's scorer says."""

from __future__ import annotations

import pytest

from services.constraints.scoring import ScoreSheet, score_sheet
from services.problem import Plan, Route, Stop, StopKind
from services.problem.columns import columns
from services.problem.timetable import timetable
from tests.benchmarks.families.care import ANY, Carer, Instance, Pair
from tests.benchmarks.families.care import Stop as TheirStop
from tests.benchmarks.families.care_problem import MIDNIGHT_S, MINUTE_S, Case, as_plan, as_problem, orders
from tests.benchmarks.families.care_score import score
from tests.unit.benchmarks.families.days import a_day, a_service

TWO = (a_service("Anna", 1, (10.0, 40.0)), a_service("Olle", 3, (60.0, 70.0)))
SHORT = (Carer("Bo", 0, 0, 0.0, 100.0), Carer("Eva", 0, 0, 0.0, 100.0))
LATE = {"total_tardiness": 5.0, "travel_time": 2.0}


def planned(routes: dict[str, list[tuple[str, float]]]) -> Plan:
    """`{"Bo": [("0", 20)]}`: rows of services, and `lunch`, with their minutes."""
    return Plan(tuple(
        Route(who, tuple(
            Stop(StopKind.VISIT if name.isdigit() else StopKind.BREAK, name if name.isdigit() else f"{who} {name}",
                 MIDNIGHT_S + round(start * MINUTE_S))
            for name, start in stops
        ))
        for who, stops in routes.items()
    ))  # fmt: skip


def sheet(case: Case, plan: Plan) -> ScoreSheet:
    c = columns(case.problem)
    return score_sheet(c, timetable(c, plan), case.weights)


@pytest.mark.parametrize("second", [62.0, 70.0, 85.5])
def test_travel_and_tardiness_cost_what_the_family_says(second: float) -> None:
    case = as_problem(a_day(*TWO, weights=LATE))
    plan = planned({"Bo": [("0", 20.0), ("1", second)]})
    verdict = score(case.instance, as_plan(case, plan))
    assert sheet(case, plan).score.soft == verdict.objective * MINUTE_S
    assert verdict.faults == ()


def test_waiting_overtime_and_wishes_cost_what_the_family_says() -> None:
    weights = {"total_waiting_time": 3.0, "total_extra_time": 7.0, "caregiver_preferences": 11.0}
    wishing = a_service("Anna", 1, (10.0, 150.0), preferred=frozenset({"Eva"}))
    case = as_problem(a_day(wishing, weights=weights, leaves_at_start=True, carers=SHORT))
    plan = planned({"Bo": [("0", 90.0)]})
    assert sheet(case, plan).score.soft == score(case.instance, as_plan(case, plan)).objective * MINUTE_S


def test_an_optional_patient_with_two_services_costs_once() -> None:
    both = [a_service("Anna", 1, (10.0, 40.0), name=name, is_optional=True) for name in "st"]
    case = as_problem(a_day(*both, pairs=(Pair(0, 1, 0, 0),), weights={"optional_patients": 120.0}))
    assert sheet(case, Plan()).score.soft == 120 * MINUTE_S


def test_a_hard_window_is_a_window_and_a_soft_one_has_an_open_end() -> None:
    hard = as_problem(a_day(*TWO, weights=LATE, hard=frozenset({"total_tardiness"})))
    plan = planned({"Bo": [("0", 20.0), ("1", 75.0)]})
    assert sheet(hard, plan).score.hard == 5
    assert sheet(as_problem(a_day(*TWO, weights=LATE)), plan).score.hard == 0


@pytest.mark.parametrize(("least", "most", "second", "hard"), [(0, 0, 30.0, 10), (5, 15, 30.0, 0), (5, 8, 30.0, 2)])
def test_pairs_keep_their_gap(least: float, most: float, second: float, hard: int) -> None:
    one, other = (a_service("Anna", 1, (10.0, 40.0), name=who, able=frozenset({who})) for who in ("Bo", "Eva"))
    case = as_problem(a_day(one, other, pairs=(Pair(0, 1, least, most),), weights=LATE))
    assert sheet(case, planned({"Bo": [("0", 20.0)], "Eva": [("1", second)]})).score.hard == hard


def test_who_could_make_both_services_at_any_time_may_make_one() -> None:
    twin = a_service("Anna", 1, (10.0, 40.0), name="t")
    case = as_problem(a_day(TWO[0], twin, pairs=(Pair(0, 1, -ANY, ANY),), weights=LATE))
    assert [visit.pool for visit in case.problem.visits] == [("Eva",), ("Bo",)]


def test_an_optional_patient_served_by_half_is_left_out() -> None:
    both = [a_service("Anna", 1, (10.0, 40.0), name=name, is_optional=True) for name in "st"]
    case = as_problem(a_day(*both, TWO[1], pairs=(Pair(0, 1, 5, 15),), weights={"optional_patients": 1.0}))
    assert as_plan(case, planned({"Bo": [("0", 20.0), ("2", 62.0)]}))["Bo"][0].service == 2


@pytest.mark.parametrize(
    ("lunch", "second", "had"),
    [
        (32.0, 95.0, TheirStop(None, 3, 65.0, 95.0)),  # before the ride: as good at Olle's, where there is time
        (50.0, 82.0, TheirStop(None, 1, 40.0, 70.0)),  # too little time behind the ride: at Anna's
    ],
)
def test_a_lunch_is_had_at_a_clients(lunch: float, second: float, had: TheirStop) -> None:
    day = a_day(
        a_service("Anna", 1, (10.0, 40.0)), a_service("Olle", 3, (60.0, 170.0)),
        carers=(Carer("Bo", 0, 0, 0.0, 200.0, has_lunch=True), SHORT[1]), lunch=(40.0, 120.0, 30.0), weights=LATE,
    )  # fmt: skip
    case = as_problem(day)
    stops = as_plan(case, planned({"Bo": [("0", 20.0), ("lunch", lunch), ("1", second)]}))["Bo"]
    assert [stop for stop in stops if stop.service is None] == [had]


def test_orders_are_the_services_in_turn() -> None:
    day: Instance = a_day(*TWO, weights=LATE)
    assert orders(as_problem(day), planned({"Bo": [("1", 62.0), ("0", 100.0)]})) == {"Bo": [1, 0]}
