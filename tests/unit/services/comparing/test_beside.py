"""Plans beside each other: over what they share, judged alike, with who wins and who loses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.comparing.beside import Comparison, beside
from services.comparing.difference import Change
from services.comparing.effects import carers, clients, disruption, moved
from services.comparing.sharing import common_days, projected, restricted, share
from services.constraints.kind import DEFAULT_WEIGHTS, Weights
from services.constraints.scoring import score_sheet
from services.planning.views import OpenPlan
from services.problem.timetable import timetable
from tests.builders import a_plan, a_problem, a_shift, a_visit, clock
from tests.fakes_planning import an_open_plan
from tests.unit.services.comparing.test_accepting import two_plans

MONDAY, TUESDAY, WEDNESDAY = date(2027, 2, 1), date(2027, 2, 2), date(2027, 2, 3)
DAYS = (MONDAY, TUESDAY)
PROBLEM = a_problem(
    a_visit("Anna", km=5), a_visit("Anna.evening", km=5), a_visit("Olle", km=3), a_visit("Siv", "08:00+1-12:00+1"),
    a_shift("Bo", "07:00-20:00"), a_shift("Eva", "07:00-20:00"), a_shift("Eva.tuesday", "07:00+1-20:00+1"),
)  # fmt: skip
BY_HAND = an_open_plan(
    PROBLEM,
    a_plan({"Bo": ["Anna 08:00", "Olle 09:00"], "Eva": ["Anna.evening 17:00"], "Eva.tuesday": ["Siv 08:00+1"]}),
)
BETTER = an_open_plan(
    PROBLEM,
    a_plan({"Bo": ["Anna 08:00", "Anna.evening 17:45"], "Eva": ["Olle 09:00"], "Eva.tuesday": ["Siv 08:20+1"]}),
    number=2,
)


def compared(*opened: OpenPlan, days: tuple[date, date] = DAYS, weights: Weights = DEFAULT_WEIGHTS) -> Comparison:
    return beside(opened, days, weights)


def test_plans_of_the_same_visits_are_compared_whole_and_scored_as_any_plan_is() -> None:
    found = compared(BY_HAND, BETTER)
    assert found.shared.is_whole
    assert [each.sheet.score for each in found.plans] == [BY_HAND.sheet.score, BETTER.sheet.score]
    assert [each.figures["continuity_all"] for each in found.plans] == [pytest.approx(4 / 3), 1.0]


def test_all_plans_are_weighed_with_the_same_weights_and_rows_add_up() -> None:
    weights = Weights(organization={"soft.travel.minutes": 77}, carer={}, client={})
    found = compared(BY_HAND, BETTER, weights=weights)
    travel = next(line for line in found.rules if line.rule.id == "soft.travel.minutes")
    assert travel.weight == 77
    for number, plan in enumerate(found.plans):
        soft = sum(line.costs[number] for line in found.rules if line.rule.level == "SOFT")
        assert soft == plan.sheet.score.soft == score_sheet(plan.columns, plan.timetable, weights).score.soft


def test_only_plans_that_nobody_beats_are_on_the_front() -> None:
    far = an_open_plan(
        PROBLEM, a_plan({"Bo": ["Anna 08:00"], "Eva": ["Anna.evening 17:00", "Olle 18:00"]}), number=3
    )  # fmt: skip
    found = compared(BY_HAND, BETTER, far)
    values = [(each.figures["travel_hours"], each.figures["continuity_all"]) for each in found.plans]
    for number, mine in enumerate(values):
        is_beaten = any(a <= mine[0] and b <= mine[1] and (a, b) != mine for a, b in values)  # type: ignore[operator]
        assert is_beaten == (number not in found.front)


def test_plans_of_different_visits_are_compared_over_those_both_have() -> None:
    more = a_problem(*PROBLEM.visits, a_visit("Ny", km=9), *PROBLEM.shifts)
    other = an_open_plan(more, a_plan({"Bo": ["Anna 08:00", "Ny 10:00"]}), number=2)
    found = compared(BY_HAND, other)
    assert found.shared.left_out == (0, 1)
    assert found.plans[1].plan.served() == {"Anna"}
    assert found.plans[1].figures["assigned_visits"] == 1


def test_only_the_days_all_plans_have_are_compared() -> None:
    assert common_days([(MONDAY, WEDNESDAY), (TUESDAY, WEDNESDAY)]) == (TUESDAY, WEDNESDAY)
    assert common_days([(MONDAY, MONDAY), (TUESDAY, WEDNESDAY)]) is None
    found = compared(BY_HAND, BETTER, days=(TUESDAY, TUESDAY))
    assert found.plans[0].plan.served() == {"Siv"}
    assert {shift.id for shift in found.plans[0].problem.shifts} == {"Eva.tuesday"}


def test_visits_that_changed_since_are_counted() -> None:
    visits = tuple(replace(v, duration_s=60) if v.id == "Olle" else v for v in PROBLEM.visits)
    assert share([PROBLEM, replace(PROBLEM, visits=visits)], DAYS).changed == 1


@given(st.integers(0, 2**32), st.integers(0, 2**14))
def test_less_of_any_problem_is_a_problem_again(seed: int, mask: int) -> None:
    problem, plan, _, _ = two_plans(seed)
    kept = frozenset(v.id for i, v in enumerate(problem.visits) if mask >> i & 1)
    days = (date(2027, 1, 1), date(2028, 1, 1))
    shared = replace(share([problem], days), visits=kept)
    less, laid = restricted(problem, plan, shared)
    opened = an_open_plan(less, laid)
    assert {visit.id for visit in less.visits} == kept
    assert laid.served() == plan.served() & kept
    assert opened.timetable.shift_of.shape == (len(kept),)


@given(st.integers(0, 2**32))
def test_a_plan_told_in_its_own_shifts_is_itself(seed: int) -> None:
    problem, plan, _, _ = two_plans(seed)
    told = projected(problem, problem, plan)
    assert not told.unknown
    assert sorted(told.plan.visit_stops(), key=str) == sorted(plan.visit_stops(), key=str)


def test_a_shift_made_anew_is_the_same_carers_at_that_time() -> None:
    anew = a_problem(*PROBLEM.visits, a_shift("Bo.new", "07:30-19:00"), a_shift("Ida"))
    told = projected(anew, PROBLEM, BY_HAND.plan)
    assert [(shift, stop.id) for shift, stop in told.plan.visit_stops()] == [("Bo.new", "Anna"), ("Bo.new", "Olle")]
    assert told.unknown == {"Anna.evening", "Siv"}


def test_visits_that_move_are_told_from_whom_to_whom() -> None:
    mine, theirs = compared(BY_HAND, BETTER).plans
    lines = {line.visit_id: line for line in moved(mine, theirs)}
    assert {i: (line.change, line.was_carer, line.becomes_carer) for i, line in lines.items()} == {
        "Anna.evening": (Change.CARER, "Eva", "Bo"), "Olle": (Change.CARER, "Bo", "Eva"),
        "Siv": (Change.TIME, "Eva", "Eva"),
    }  # fmt: skip
    assert lines["Siv"].becomes is not None
    assert lines["Siv"].becomes.start_s == clock("08:20+1")


def test_disruption_counts_other_carers_and_starts_more_than_half_an_hour_off() -> None:
    mine, theirs = compared(BY_HAND, BETTER).plans
    found = disruption(mine, theirs)
    assert (found.both, found.other_carer, found.moved) == (4, 2, 1)
    assert disruption(mine, mine).carer_share == 0
    empty = compared(an_open_plan(PROBLEM, a_plan({})), BETTER).plans
    assert disruption(*empty).carer_share is None


def test_a_client_wins_by_more_minutes_else_by_fewer_faces() -> None:
    mine, theirs = compared(BY_HAND, BETTER).plans
    lines = {line.id: line for line in clients(mine, theirs)}
    assert (len(lines["Anna"].was.faces), len(lines["Anna"].becomes.faces), lines["Anna"].gain) == (2, 1, 1)
    assert lines["Olle"].gain == 0
    assert next(line for line in clients(theirs, mine)).id == "Anna"  # who loses stands first


def test_a_carer_wins_by_less_travel() -> None:
    mine, theirs = compared(BY_HAND, BETTER).plans
    for line in carers(mine, theirs):
        assert line.gain == line.was.travel_s - line.becomes.travel_s
    total = sum(line.becomes.travel_s for line in carers(mine, theirs))
    assert total == int(timetable(theirs.columns, theirs.plan).travel_s.sum())
