"""The scorer of home-care days agrees with what is worked out on paper, term by term and rule by rule."""

from __future__ import annotations

import pytest

from tests.benchmarks.families.care import ANY, Carer, Pair, Stop
from tests.benchmarks.families.care_score import score
from tests.unit.benchmarks.families.days import a_day, a_service, at

ANNA, OLLE = a_service("Anna", 1, (10.0, 40.0)), a_service("Olle", 3, (60.0, 70.0))
DAY = a_day(ANNA, OLLE)
IN_TIME = {"Bo": (at(DAY, 0, 20.0), at(DAY, 1, 62.0))}
"""Leaves at 10, is with Anna 20–40, at Olle's door at 60, with him 62–82, home at 112."""


@pytest.mark.parametrize(
    ("term", "units"),
    [
        ("travel_time", 10 + 20 + 30),
        ("total_tardiness", 0),
        ("total_waiting_time", 2),
        ("total_extra_time", 0),
        ("max_idle_time", 200),  # Eva's whole day
        ("missed_lunch_break", 0),
        ("workload_balance", 50 + 50),  # Bo works 100 minutes, Eva none
    ],
)
def test_a_route_in_time_is_counted_term_by_term(term: str, units: float) -> None:
    verdict = score(DAY, IN_TIME)
    assert (verdict.terms[term], verdict.faults) == (units, ())


def test_the_objective_is_the_sum_of_weighted_terms() -> None:
    weighed = a_day(ANNA, OLLE, weights={"travel_time": 2.0, "total_waiting_time": 5.0})
    assert score(weighed, IN_TIME).objective == 2 * 60 + 5 * 2


def test_tardiness_is_counted_from_the_end_of_the_last_window_that_has_opened() -> None:
    twice = a_day(a_service("Anna", 1, (10.0, 40.0), (90.0, 100.0)))
    assert score(twice, {"Bo": (at(twice, 0, 85.0),)}).terms["total_tardiness"] == 45
    assert score(twice, {"Bo": (at(twice, 0, 110.0),)}).terms["total_tardiness"] == 10


def test_a_window_may_limit_the_end_of_the_service() -> None:
    ends = a_day(ANNA, is_met_at_end=True)
    assert score(ends, {"Bo": (at(ends, 0, 30.0),)}).terms["highest_tardiness"] == 10


def test_what_must_be_zero_is_a_fault_when_it_is_not() -> None:
    strict = a_day(ANNA, weights={"total_tardiness": 1.0}, hard=frozenset({"total_tardiness"}))
    assert score(strict, {"Bo": (at(strict, 0, 43.0),)}).faults == ("total_tardiness must be 0, is 3",)


def test_carers_who_leave_at_the_start_of_their_shift_wait_for_the_first_visit() -> None:
    early = a_day(ANNA, leaves_at_start=True)
    assert score(early, {"Bo": (at(early, 0, 25.0),)}).terms["total_waiting_time"] == 15


def test_being_home_late_is_extra_time() -> None:
    assert score(DAY, {"Bo": (at(DAY, 0, 20.0), at(DAY, 1, 160.0))}).terms["total_extra_time"] == 10


def test_an_unserved_optional_patient_costs_and_breaks_nothing() -> None:
    optional = a_day(a_service("Anna", 1, (10.0, 40.0), is_optional=True), OLLE)
    verdict = score(optional, {"Bo": (at(optional, 1, 62.0),)})
    assert (verdict.terms["optional_patients"], verdict.faults) == (1, ())


def test_a_service_by_somebody_not_wished_for_counts_one() -> None:
    wishing = a_day(a_service("Anna", 1, (10.0, 40.0), preferred=frozenset({"Eva"})))
    assert score(wishing, {"Bo": (at(wishing, 0, 20.0),)}).terms["caregiver_preferences"] == 1
    assert score(wishing, {"Eva": (at(wishing, 0, 20.0),)}).terms["caregiver_preferences"] == 0


@pytest.mark.parametrize(("start", "end", "missed"), [(45, 75, 0), (45, 70, 1), (39, 69, 1), (60, 90, 0)])
def test_lunch_is_had_when_it_begins_in_time_and_is_long_enough(start: float, end: float, missed: int) -> None:
    hungry = a_day(ANNA, carers=(Carer("Bo", 0, 0, 0.0, 200.0, has_lunch=True),), lunch=(40.0, 60.0, 30.0))
    verdict = score(hungry, {"Bo": (at(hungry, 0, 10.0), Stop(None, 1, start, end))})
    assert (verdict.terms["missed_lunch_break"], verdict.faults) == (missed, ())


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ({}, "Anna is not served whole"),
        ({"Bo": ((0, 20.0), (1, 55.0))}, "Bo reaches Olle/s too late: 60 for 55"),
        ({"Bo": ((0, 5.0), (1, 62.0))}, "Anna/s starts at 5, before its window"),
        ({"Cia": ((0, 20.0),), "Bo": ((1, 62.0),)}, "Cia cannot or may not make Anna/s"),
        ({"Eva": ((0, 20.0),), "Bo": ((0, 20.0), (1, 62.0))}, "Anna/s is made twice"),
    ],
)
def test_every_broken_rule_is_named(plan: dict[str, tuple[tuple[int, float], ...]], said: str) -> None:
    day = a_day(ANNA, OLLE, carers=tuple(Carer(name, 0, 0, 0.0, 200.0) for name in ("Bo", "Cia", "Eva")))
    stops = {who: tuple(at(day, row, start) for row, start in made) for who, made in plan.items()}
    assert said in score(day, stops).faults


@pytest.mark.parametrize(
    ("least", "most", "second", "doer", "faults"),
    [
        (0, 0, 20.0, "Eva", 0),
        (0, 0, 21.0, "Eva", 1),
        (10, 15, 30.0, "Eva", 0),
        (10, 15, 36.0, "Eva", 1),
        (-ANY, ANY, 90.0, "Eva", 0),
        (-ANY, ANY, 90.0, "Bo", 1),
    ],
)
def test_two_services_of_a_patient_keep_their_gap_and_have_two_carers(
    least: float, most: float, second: float, doer: str, faults: int
) -> None:
    day = a_day(ANNA, a_service("Anna", 1, (10.0, 40.0), name="t"), pairs=(Pair(0, 1, least, most),))
    plan = {"Bo": [at(day, 0, 20.0)], "Eva": []}
    plan[doer].append(at(day, 1, second))
    assert len(score(day, {who: tuple(stops) for who, stops in plan.items()}).faults) == faults
