"""An organisation's rows become the problem they mean, and its snapshot says nothing of where people live."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.absences import VehicleAbsenceRow
from data.repositories.people import EmployeeRow, EmployeeSecrets, HeldSkill, Relation
from data.repositories.shifts import ShiftRow
from data.repositories.vehicles import VehicleRow
from data.repositories.visits import AfterRow, VisitRow, WindowRow
from data.vocabulary import CarerRelation, PaymentModel, VisitStatus
from services.planning import snapshot
from services.planning.problems import load_problem
from services.planning.readable import with_readable_ids
from services.problem import Problem
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.services.care import MONDAY, Care, acting, at, seed_care

TUESDAY, WEDNESDAY, THURSDAY, SUNDAY = (MONDAY + timedelta(days=n) for n in (1, 2, 3, 6))


@pytest.fixture(scope="module")
def care(database: Database, own: Tenant) -> Care:
    return seed_care(database, own, clients=4, carers=2)


@pytest.fixture
def problem_of(database: Database, care: Care) -> Callable[[date, date], Problem]:
    def load(first: date, last: date) -> Problem:
        with database.reading(acting(care)) as work:
            return load_problem(work, first, last)

    return load


@pytest.fixture(scope="module")
def home(database: Database, care: Care) -> UUID:
    """Where the first client lives."""
    with database.reading(acting(care)) as work:
        (place_id,) = [row.place_id for row in work.people.clients() if row.id == care.clients[0]]
    assert place_id is not None
    return place_id


@pytest.fixture
def a_visit(care: Care, home: UUID) -> Callable[..., VisitRow]:
    """A visit to the first client at nine."""

    def make(day: date, **fields: object) -> VisitRow:
        window = WindowRow(at(9, day=day), at(10, day=day), at(11, day=day))
        visit = VisitRow(new_id(), day, care.clients[0], home, duration_s=600, windows=(window,))
        return replace(visit, **fields)  # type: ignore[arg-type]

    return make


def test_a_day_has_its_visits_shifts_places_and_pseudonyms(
    care: Care, problem_of: Callable[[date, date], Problem]
) -> None:
    problem = problem_of(MONDAY, MONDAY)
    assert {visit.id for visit in problem.visits} == {str(visit) for visit in care.visits}
    assert {shift.carer_id for shift in problem.shifts} == {str(carer) for carer in care.carers}
    assert len(problem.places) == 5
    assert all(client.label.startswith("K") for client in problem.clients)
    first = next(visit for visit in problem.visits if visit.client_id == str(care.clients[0]))
    assert first.preferred == (str(care.carers[0]),)


def test_an_employee_comes_with_what_is_agreed_and_a_shift_with_its_car(
    database: Database, care: Care, problem_of: Callable[[date, date], Problem]
) -> None:
    car, employee = VehicleRow(new_id(), "Bil 1", "Bil", capacity=2), new_id()
    in_workshop = at(11, day=SUNDAY), at(20, day=SUNDAY)
    with database.writing(acting(care)) as work:
        (district_id,) = work.people.add_districts(["Norr"]).values()
        agreed = EmployeeRow(employee, "M-agreed", district_id=district_id, contract_minutes_week=2280,
                             hourly_rate_sek=Decimal(174), payment_model=PaymentModel.MONTHLY)  # fmt: skip
        work.people.add_employees([(agreed, EmployeeSecrets())])
        work.vehicles.add([car])
        work.absences.add_of_vehicles([VehicleAbsenceRow(new_id(), car.id, *in_workshop)])
        office = work.shifts.between(MONDAY, MONDAY)[0].start_place_id
        hours = at(7, day=SUNDAY), at(12, day=SUNDAY)
        work.shifts.add([ShiftRow(new_id(), SUNDAY, employee, *hours, office, office, vehicle_id=car.id)])
    problem = problem_of(SUNDAY, SUNDAY)
    (carer,), (vehicle,), (shift,) = problem.carers, problem.vehicles, problem.shifts
    assert (carer.contract_min_week, carer.rate_ore_min, carer.is_monthly) == (2280, 290, True)
    assert carer.district == str(district_id)
    assert shift.vehicle_id == vehicle.id == str(car.id)
    assert vehicle.capacity == 2
    assert vehicle.closed == (tuple(int(moment.timestamp()) for moment in in_workshop),)


def test_what_is_cancelled_is_not_planned(
    database: Database, care: Care, problem_of: Callable[[date, date], Problem], a_visit: Callable[..., VisitRow]
) -> None:
    with database.writing(acting(care)) as work:
        work.visits.add([a_visit(TUESDAY), a_visit(TUESDAY, status=VisitStatus.CANCELLED)])
    assert len(problem_of(TUESDAY, TUESDAY).visits) == 1


def test_a_visit_of_several_days_belongs_to_every_day_of_its_windows(
    database: Database, care: Care, problem_of: Callable[[date, date], Problem], a_visit: Callable[..., VisitRow]
) -> None:
    windows = tuple(WindowRow(at(9, day=day), at(10, day=day), at(11, day=day)) for day in (WEDNESDAY, THURSDAY))
    visit = a_visit(WEDNESDAY, windows=windows)
    with database.writing(acting(care)) as work:
        work.visits.add([visit])
    for day in (WEDNESDAY, THURSDAY):
        assert str(visit.id) in {each.id for each in problem_of(day, day).visits}


def test_who_served_the_client_lately_is_no_new_face(
    database: Database, care: Care, problem_of: Callable[[date, date], Problem], a_visit: Callable[..., VisitRow]
) -> None:
    day = MONDAY - timedelta(days=3)
    visit = a_visit(
        day, status=VisitStatus.DONE, employee_id=care.carers[1], planned_start=at(9, day=day),
        planned_end=at(9, 10, day=day),
    )  # fmt: skip
    with database.writing(acting(care)) as work:
        work.visits.add([visit])
    met = (str(care.clients[0]), str(care.carers[1]))
    assert met in problem_of(MONDAY, MONDAY).met
    assert met not in problem_of(MONDAY + timedelta(days=30), MONDAY + timedelta(days=30)).met


def test_links_to_visits_outside_the_days_are_left_out(
    database: Database, care: Care, problem_of: Callable[[date, date], Problem], a_visit: Callable[..., VisitRow]
) -> None:
    friday, saturday = MONDAY + timedelta(days=4), MONDAY + timedelta(days=5)
    group = new_id()
    first = a_visit(friday, group_id=group)
    second = a_visit(saturday, group_id=group, after=(AfterRow(first.id, friday, 60),))
    with database.writing(acting(care)) as work:
        work.visits.add([first, second])
    (alone,) = problem_of(saturday, saturday).visits
    assert alone.after == ()
    assert alone.group_id is None
    both = {visit.id: visit for visit in problem_of(friday, saturday).visits}
    assert both[str(second.id)].after[0].visit_id == str(first.id)
    assert both[str(second.id)].group_id == str(group)


def test_a_delegation_counts_only_while_it_is_valid(
    database: Database, care: Care, problem_of: Callable[[date, date], Problem], home: UUID
) -> None:
    days = MONDAY + timedelta(days=9), MONDAY + timedelta(days=10)
    nurse = new_id()
    with database.writing(acting(care)) as work:
        held = HeldSkill("insulin", 2, valid_to=days[0])
        work.people.add_employees([(EmployeeRow(nurse, "M-nurse", skills=(held,)), EmployeeSecrets())])
        work.shifts.add([ShiftRow(new_id(), day, nurse, at(7, day=day), at(16, day=day), home, home) for day in days])
    first, second = sorted(problem_of(*days).shifts, key=lambda shift: shift.start_s)
    assert [skill.name for skill in first.skills] == ["insulin"]
    assert second.skills == ()


def test_a_carer_the_client_avoids_is_prohibited(
    database: Database, care: Care, problem_of: Callable[[date, date], Problem]
) -> None:
    with database.writing(acting(care)) as work:
        work.people.add_relations([Relation(care.clients[1], care.carers[1], CarerRelation.AVOIDED)])
    theirs = [visit for visit in problem_of(MONDAY, MONDAY).visits if visit.client_id == str(care.clients[1])]
    assert theirs
    assert all(visit.prohibited == (str(care.carers[1]),) for visit in theirs)


def test_a_snapshot_opens_to_the_same_problem_and_holds_no_position_and_no_name(
    problem_of: Callable[[date, date], Problem],
) -> None:
    problem = problem_of(MONDAY, MONDAY + timedelta(days=6))
    written = json.dumps(snapshot.to_json(problem))
    positions = {place.id: (place.lat, place.lon) for place in problem.places}
    assert snapshot.from_json(json.loads(written), positions) == problem
    assert "59." not in written
    assert "18.0" not in written
    assert "Kvist" not in written


def test_a_snapshot_without_its_positions_does_not_open(problem_of: Callable[[date, date], Problem]) -> None:
    document = snapshot.to_json(problem_of(MONDAY, MONDAY))
    with pytest.raises(snapshot.MissingPlace):
        snapshot.from_json(document, {})


def test_readable_ids_are_unique_and_say_who_and_when(problem_of: Callable[[date, date], Problem]) -> None:
    problem = with_readable_ids(problem_of(MONDAY, MONDAY))
    names = [visit.id for visit in problem.visits]
    assert len(set(names)) == len(names)
    assert any("Lunch 2027-02-01 11:00" in name for name in names)
    assert all("2027-02-01 07:00" in shift.id for shift in problem.shifts)


def test_wishes_traits_and_licences_reach_the_problem(database: Database) -> None:
    tenant = make_tenant(database, "Ekbacken")
    care = seed_care(database, tenant)
    with database.writing(tenant.acting()) as work:
        client = next(row for row in work.people.clients() if row.id == care.clients[0])
        carer = next(row for row in work.people.employees() if row.id == care.carers[0])
        work.people.change_client(replace(client, wishes=("språk:fi",), traits=("katt",)))
        work.people.change_employee(replace(carer, traits=("språk:fi",), avoids=("katt",)))
        car = VehicleRow(new_id(), "Bil 1", "car", licences=("B-körkort",))
        work.vehicles.add([car])
        shift = next(row for row in work.shifts.between(MONDAY, MONDAY) if row.employee_id == carer.id)
        work.shifts.book_vehicle(MONDAY, shift.id, car.id)
    with database.reading(tenant.acting()) as work:
        problem = load_problem(work, MONDAY, MONDAY)
    assert next(c for c in problem.clients if c.id == str(client.id)).wishes == ("språk:fi",)
    assert next(c for c in problem.carers if c.id == str(carer.id)).avoids == ("katt",)
    assert problem.vehicles[0].licences == ("B-körkort",)
