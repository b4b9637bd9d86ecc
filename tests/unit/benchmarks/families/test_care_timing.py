"""Orders are timed as early as travel, windows and gaps of pairs allow, whoever was listed first."""

from __future__ import annotations

from tests.benchmarks.families.care import Instance, Pair, Plan
from tests.benchmarks.families.care_timing import earliest
from tests.unit.benchmarks.families.days import a_day, a_service

ANNA, BERIT, OLLE = (a_service(name, place, (0.0, 300.0)) for name, place in (("Anna", 1), ("Berit", 2), ("Olle", 3)))


def starts(day: Instance, orders: dict[str, list[int]]) -> dict[int | None, float]:
    plan = earliest(day, orders)
    assert plan is not None
    return of(plan)


def of(plan: Plan) -> dict[int | None, float]:
    return {stop.service: stop.start for stops in plan.values() for stop in stops}


def test_a_route_is_made_without_waiting() -> None:
    assert starts(a_day(ANNA, OLLE), {"Bo": [0, 1]}) == {0: 10, 1: 50}


def test_a_service_waits_for_its_window_and_jumps_to_the_next() -> None:
    twice = a_service("Olle", 3, (0.0, 45.0), (90.0, 100.0))
    assert starts(a_day(ANNA, twice), {"Bo": [0, 1]}) == {0: 10, 1: 90}


def test_services_that_start_together_wait_for_the_later_carer() -> None:
    second = a_service("Anna", 1, (0.0, 300.0), name="t")
    day = a_day(ANNA, second, OLLE, pairs=(Pair(0, 1, 0, 0),))
    assert starts(day, {"Bo": [0], "Eva": [2, 1]}) == {0: 70, 1: 70, 2: 30}


def test_a_greatest_gap_pulls_the_first_service_later() -> None:
    second = a_service("Anna", 1, (100.0, 300.0), name="t")
    day = a_day(ANNA, second, BERIT, pairs=(Pair(0, 1, 5, 30),))
    assert starts(day, {"Bo": [0, 2], "Eva": [1]}) == {0: 70, 1: 100, 2: 100}


def test_carers_who_wait_for_each_other_have_no_times() -> None:
    twin, other = a_service("Anna", 1, (0.0, 300.0), name="t"), a_service("Olle", 3, (0.0, 300.0), name="t")
    day = a_day(ANNA, twin, OLLE, other, pairs=(Pair(0, 1, 0, 0), Pair(2, 3, 0, 0)))
    assert earliest(day, {"Bo": [0, 2], "Eva": [3, 1]}) is None
