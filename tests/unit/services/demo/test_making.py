"""A made organisation as a whole: the same every time, sound, possible, and never anybody real."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from services.constraints.scoring import score_sheet
from services.demo import DemoOrganization, DemoSize, make
from services.integrations.timefold.input_writer import write_input
from services.integrations.timefold.reader import read_input
from services.problem import Mode, Problem, Severity
from services.problem.columns import Columns, columns
from services.problem.timetable import timetable
from services.problem.validate import validate
from services.problem.windows import close_s
from services.solvers.reach import reach

MONDAY = date(2027, 2, 1)
FORWARD, BACK = date(2027, 3, 28), date(2027, 10, 31)
"""Sundays on which the clocks are changed."""

ZONE = ZoneInfo("Europe/Stockholm")
EVERY_KIND = [
    *((DemoSize.S, day) for day in (*(MONDAY + timedelta(days=i) for i in range(7)), FORWARD, BACK)),
    *((DemoSize.M, day) for day in (MONDAY, FORWARD - timedelta(days=6), BACK - timedelta(days=10))),
    (DemoSize.RURAL, MONDAY), (DemoSize.L, MONDAY),
]  # fmt: skip
"""Every weekday of the small one; whole fortnights with and without a change of the clocks; the country, a town."""

QUICK = (DemoSize.S, DemoSize.M, DemoSize.RURAL)
"""What is made in less than a second."""


@cache
def made(size: DemoSize, first_day: date, seed: int = 1) -> DemoOrganization:
    return make(size, first_day, seed)


@cache
def laid_out(size: DemoSize, first_day: date) -> Columns:
    return columns(made(size, first_day).problem)


@pytest.mark.parametrize("size", QUICK)
def test_the_same_seed_and_day_make_the_same_organisation(size: DemoSize) -> None:
    assert make(size, MONDAY) == make(size, MONDAY)


def test_another_seed_makes_other_people_in_other_places() -> None:
    one, other = made(DemoSize.M, MONDAY), made(DemoSize.M, MONDAY, seed=2)
    assert [c.name for c in one.clients] != [c.name for c in other.clients]
    assert one.problem.places != other.problem.places
    assert one.manual_plan != other.manual_plan


@pytest.mark.parametrize(("size", "first_day"), EVERY_KIND)
def test_nothing_is_wrong_with_the_problem(size: DemoSize, first_day: date) -> None:
    assert validate(made(size, first_day).problem) == ()


@pytest.mark.parametrize(("size", "first_day"), EVERY_KIND)
def test_every_visit_can_be_made_by_somebody(size: DemoSize, first_day: date) -> None:
    assert reach(laid_out(size, first_day)).unservable == ()


@pytest.mark.parametrize(("size", "first_day"), EVERY_KIND)
def test_the_plan_made_by_hand_breaks_no_hard_rule(size: DemoSize, first_day: date) -> None:
    c = laid_out(size, first_day)
    assert score_sheet(c, timetable(c, made(size, first_day).manual_plan)).score.hard == 0


@pytest.mark.parametrize(("first_day", "change"), [(FORWARD - timedelta(days=6), FORWARD), (BACK, BACK)])
def test_the_clock_on_the_wall_counts_on_the_day_it_is_changed(first_day: date, change: date) -> None:
    problem = made(DemoSize.M, first_day).problem
    starts = {
        datetime.fromtimestamp(shift.start_s, ZONE).time()
        for shift in problem.shifts if datetime.fromtimestamp(shift.start_s, ZONE).date() == change
    }  # fmt: skip
    usual = {
        datetime.fromtimestamp(shift.start_s, ZONE).time()
        for shift in problem.shifts
        if datetime.fromtimestamp(shift.start_s, ZONE).date()
        in {change - timedelta(days=1), change + timedelta(days=6)}
    }
    assert starts
    assert starts <= usual


def test_ids_are_pseudonyms_that_no_two_sizes_share() -> None:
    small, large = made(DemoSize.S, MONDAY), made(DemoSize.M, MONDAY)
    for organization in (small, large):
        assert all(re.fullmatch(r"K\d{3}", client.id) for client in organization.clients)
        assert all(re.fullmatch(r"E\d{3}", employee.id) for employee in organization.employees)
    assert {c.id for c in small.clients}.isdisjoint(c.id for c in large.clients)
    assert {e.id for e in small.employees}.isdisjoint(e.id for e in large.employees)


def test_the_planning_problem_knows_nobody_by_name() -> None:
    organization = made(DemoSize.S, MONDAY)
    written = repr(organization.problem)
    assert not [client.id for client in organization.clients if client.name.family in written]
    assert not [each.id for each in organization.employees if each.name.family in written]
    assert not [client.id for client in organization.clients if client.home.address in written]


def test_nobody_can_be_reached_at_an_address_or_number_that_is_somebodys() -> None:
    organization = made(DemoSize.M, MONDAY)
    assert all(each.email.endswith("@demo.example") for each in organization.employees)
    assert len({each.email for each in organization.employees}) == len(organization.employees)
    assert all(each.phone.startswith("070-174 06 ") for each in organization.employees)
    assert all(client.phone.startswith("08-465 004 ") for client in organization.clients)


def test_every_feature_of_a_problem_is_in_the_fortnight() -> None:
    problem = made(DemoSize.M, MONDAY).problem
    features = {
        "skills": any(visit.skills for visit in problem.visits),
        "pools": any(visit.pool for visit in problem.visits),
        "preferred carers": any(visit.preferred for visit in problem.visits),
        "declined carers": any(visit.prohibited for visit in problem.visits),
        "a contact for all": all(visit.contact for visit in problem.visits),
        "pairs": bool(problem.groups),
        "delays": any(visit.after for visit in problem.visits),
        "several days": any(_days(visit.windows[0].start_s) != _days(visit.windows[-1].start_s)
                            for visit in problem.visits),
        "preferred times": any(window.preference > 0 for visit in problem.visits for window in visit.windows),
        "optional visits": any(visit.is_optional for visit in problem.visits),
        "appointments": any(visit.pin for visit in problem.visits),
        "soft ends": any(shift.soft_end_s for shift in problem.shifts),
        "floating breaks": any(not rest.is_fixed for shift in problem.shifts for rest in shift.breaks),
        "fixed breaks": any(rest.is_fixed for shift in problem.shifts for rest in shift.breaks),
        "paid breaks": any(rest.is_paid for shift in problem.shifts for rest in shift.breaks),
        "three ways to travel": {shift.mode for shift in problem.shifts} == {Mode.CAR, Mode.BIKE, Mode.WALK},
        "old faces": bool(problem.met),
        "priorities": len({visit.priority for visit in problem.visits}) >= 5,
    }  # fmt: skip
    assert [name for name, is_there in features.items() if not is_there] == []


def test_lunch_comes_well_after_breakfast_and_showers_lie_apart() -> None:
    problem = made(DemoSize.M, MONDAY).problem
    by_id = {visit.id: visit for visit in problem.visits}
    delays: dict[tuple[str, str], set[int]] = {}
    for visit in problem.visits:
        for after in visit.after:
            delays.setdefault((by_id[after.visit_id].title, visit.title), set()).add(after.delay_s)
    assert max(delays["Morgonhjälp", "Lunch"]) == 3.5 * 3600
    assert min(delays["Dusch", "Dusch"]) >= 36 * 3600


def test_a_delegation_that_has_run_out_is_no_skill_of_the_shift() -> None:
    organization = made(DemoSize.M, MONDAY)
    shifts = {shift.id: shift for shift in organization.problem.shifts}
    for duty in organization.rota:
        valid = {each.skill for each in duty.employee.delegations if each.valid_from <= duty.day <= each.valid_to}
        assert {skill.name for skill in shifts[duty.id].skills} == valid
    last_day = MONDAY + timedelta(days=13)
    ends = [each.valid_to for employee in organization.employees for each in employee.delegations]
    assert any(end < last_day for end in ends)


def test_the_carers_a_client_has_met_are_people_who_may_come() -> None:
    organization = made(DemoSize.M, MONDAY)
    declined = {(client.id, carer) for client in organization.clients for carer in client.declined}
    assert not organization.problem.met & declined
    assert {client for client, _ in organization.problem.met} == {client.id for client in organization.clients}


def _days(moment_s: int) -> date:
    return datetime.fromtimestamp(moment_s, ZONE).date()


def allowed_starts(problem: Problem) -> dict[str, list[tuple[int, int]]]:
    """First and last start of every window; a wish for one of them has no place in the format."""
    return {v.id: [(w.start_s, close_s(w, v.duration_s)) for w in v.windows] for v in problem.visits}


def positions(problem: Problem) -> list[tuple[float, float]]:
    return [(place.lat, place.lon) for place in problem.places]


@pytest.mark.parametrize("size", DemoSize)
def test_the_town_lies_in_sweden_and_no_two_places_are_one(size: DemoSize) -> None:
    at = positions(made(size, MONDAY).problem)
    assert all(55.3 < lat < 69.1 and 10.9 < lon < 24.2 for lat, lon in at)
    assert len(set(at)) == len(at)


@pytest.mark.parametrize("size", QUICK)
def test_an_exchange_file_written_of_it_is_read_again_without_a_fault(size: DemoSize) -> None:
    problem = made(size, MONDAY).problem
    read = read_input(json.dumps(write_input(problem)).encode())
    assert [issue for issue in read.issues if issue.severity is Severity.ERROR] == []
    assert read.problem is not None
    assert allowed_starts(read.problem) == allowed_starts(problem)
    assert {visit.id: visit.after for visit in read.problem.visits} == {v.id: v.after for v in problem.visits}
    assert {shift.id: shift.skills for shift in read.problem.shifts} == {s.id: s.skills for s in problem.shifts}
    assert len(read.problem.groups) == len(problem.groups)
