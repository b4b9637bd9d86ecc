"""The plan made by hand: believable beside what groups really reach, and with room to do better."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from statistics import mean

import pytest

from services.demo import DemoOrganization, DemoSize, make
from services.problem import StopKind

MONDAY = date(2027, 2, 1)


def carers_met(organization: DemoOrganization) -> dict[str, set[str]]:
    carer = {shift.id: shift.carer_id for shift in organization.problem.shifts}
    client = {visit.id: visit.client_id for visit in organization.problem.visits}
    met: dict[str, set[str]] = defaultdict(set)
    for shift_id, stop in organization.manual_plan.visit_stops():
        met[client[stop.id]].add(carer[shift_id])
    return met


def test_who_is_visited_twice_a_day_meets_about_fifteen_carers_in_the_fortnight(fortnight: DemoOrganization) -> None:
    met = carers_met(fortnight)
    daily = [c.id for c in fortnight.clients if sum(need.rhythm.per_day == 1 for need in c.needs) >= 2]
    assert mean(len(met[client_id]) for client_id in daily) == pytest.approx(15, abs=1.5)


def test_somewhat_more_than_half_of_the_paid_time_is_with_the_clients(fortnight: DemoOrganization) -> None:
    served = fortnight.manual_plan.served()
    visits_min = sum(visit.duration_s for visit in fortnight.problem.visits if visit.id in served) / 60
    paid_min = sum(duty.template.paid_min for duty in fortnight.rota)
    assert visits_min / paid_min == pytest.approx(0.58, rel=0.06)


def test_a_few_visits_are_left_for_somebody_to_find_a_carer_for(fortnight: DemoOrganization) -> None:
    left = len(fortnight.problem.visits) - len(fortnight.manual_plan.served())
    assert 0 < left < 0.02 * len(fortnight.problem.visits)


@pytest.mark.parametrize("days_later", range(7))
def test_in_one_day_too_something_is_left_to_be_planned(days_later: int) -> None:
    organization = make(DemoSize.S, MONDAY + timedelta(days=days_later))
    left = len(organization.problem.visits) - len(organization.manual_plan.served())
    assert 0 < left <= 4


def test_most_clients_are_visited_by_their_own_district(fortnight: DemoOrganization) -> None:
    district = {each.id: each.district for each in fortnight.employees}
    own = [
        district[carer] == client.home.district
        for client in fortnight.clients
        for carer in carers_met(fortnight)[client.id]
    ]
    assert mean(own) > 0.5


def test_an_appointment_stays_where_the_planner_wrote_it(fortnight: DemoOrganization) -> None:
    written = {stop.id: (shift_id, stop.start_s) for shift_id, stop in fortnight.manual_plan.visit_stops()}
    pinned = [visit for visit in fortnight.problem.visits if visit.pin is not None]
    assert pinned
    assert all(visit.pin and written[visit.id] == (visit.pin.shift_id, visit.pin.start_s) for visit in pinned)


def test_everybody_on_the_rota_has_visits_and_every_break(fortnight: DemoOrganization) -> None:
    routes = {route.shift_id: route for route in fortnight.manual_plan.routes}
    assert len(routes) >= 0.95 * len(fortnight.rota)
    for shift in fortnight.problem.shifts:
        if shift.id in routes:
            rests = [stop.id for stop in routes[shift.id].stops if stop.kind is StopKind.BREAK]
            assert rests == [rest.id for rest in shift.breaks]
