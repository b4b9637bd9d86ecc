"""Hours, homes and utilisation on a real database; what a carer would like reaches the planning problem."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets, HeldSkill
from data.repositories.places import PlaceRow
from data.repositories.shifts import ShiftRow
from data.repositories.visits import VisitRow, WindowRow
from data.vocabulary import AvailabilityKind, Role
from services.access import Actor
from services.errors import BadInput, Conflict, NotAllowed
from services.planning.problems import load_problem
from services.staffing import Home, Hours, Settling, Staffing
from tests.integration.conftest import Tenant, make_tenant

ZONE = ZoneInfo("Europe/Stockholm")
MONDAY = date(2027, 2, 1)
TUESDAY, SUNDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=6)
LIKES = Hours(AvailabilityKind.PREFERRED, time(6), time(17), (1, 2, 3))
ONCE = Hours(AvailabilityKind.UNAVAILABLE, time(0), time(0), day=TUESDAY)


@dataclass(frozen=True)
class House:
    """Eva with two shifts, and a visit on the second day that takes the delegation she has only on the first."""

    actor: Actor
    tenant: Tenant
    eva: EmployeeRow
    north: UUID


def at(clock: str, day: date) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZONE)


@pytest.fixture
def house(database: Database) -> House:
    tenant = make_tenant(database, "Solbacken")
    office = new_id()
    eva = EmployeeRow(
        new_id(), "M1", contract_minutes_week=7 * 60, skills=(HeldSkill("insulin", valid_to=MONDAY),)
    )  # fmt: skip
    karl = ClientRow(new_id(), "K1", place_id=office)
    start = at("08:00", TUESDAY)
    window = WindowRow(start, start, start + timedelta(minutes=30))
    with database.writing(tenant.acting()) as work:
        north = work.people.add_districts(["Norr"])["Norr"]
        work.places.add([PlaceRow(office, 59.3, 18.1)])
        work.people.add_employees([(eva, EmployeeSecrets("Eva Ek"))])
        work.people.add_clients([(karl, ClientSecrets("Karl Kvist"))])
        work.shifts.add(
            ShiftRow(new_id(), day, eva.id, at("07:00", day), at("11:00", day), office, office)
            for day in (MONDAY, TUESDAY)
        )
        work.visits.add([VisitRow(new_id(), TUESDAY, karl.id, office, 1800, (window,), skills=(("insulin", 1),))])
    return House(Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN), tenant, eva, north)


def test_hours_are_kept_as_told_and_become_wishes_of_the_plan(database: Database, house: House) -> None:
    staffing = Staffing(database)
    staffing.set_hours(house.actor, house.eva.id, [LIKES, ONCE])
    assert sorted(staffing.hours(house.actor, house.eva.id), key=lambda each: each.kind) == [LIKES, ONCE]
    with database.reading(house.tenant.acting()) as work:
        problem = load_problem(work, MONDAY, SUNDAY)
    assert [shift.wish for shift in sorted(problem.shifts, key=lambda shift: shift.start_s)] == [1, -1]
    staffing.set_hours(house.actor, house.eva.id, [])
    assert staffing.hours(house.actor, house.eva.id) == []


def test_a_home_is_placed_and_moved_and_a_district_changes_without_it(database: Database, house: House) -> None:
    staffing = Staffing(database)
    assert staffing.homes(house.actor) == [Home(house.eva.id, "M1", None, is_placed=False)]
    staffing.settle(house.actor, [Settling(house.eva.id, house.north, (59.31, 18.05))])
    assert _where(database, house) == (59.31, 18.05)
    staffing.settle(house.actor, [Settling(house.eva.id, None)])
    assert staffing.homes(house.actor) == [Home(house.eva.id, "M1", None, is_placed=True, version=3)]
    assert _where(database, house) == (59.31, 18.05)
    staffing.settle(house.actor, [Settling(house.eva.id, house.north, (59.4, 18.1))])
    assert _where(database, house) == (59.4, 18.1)


def _where(database: Database, house: House) -> tuple[float, float]:
    with database.reading(house.tenant.acting()) as work:
        (row,) = work.people.employees()
        (place,) = work.places.all([row.home_place_id] if row.home_place_id else []).values()
    return place.lat, place.lon


def test_of_two_planners_who_read_the_same_the_later_is_refused(database: Database, house: House) -> None:
    staffing = Staffing(database)
    (home,), hours = staffing.homes(house.actor), staffing.hours(house.actor, house.eva.id)
    staffing.settle(house.actor, [Settling(home.employee_id, house.north, version=home.version)])
    staffing.set_hours(house.actor, house.eva.id, [LIKES], seen=hours)
    with pytest.raises(Conflict, match="STAFF-006"):
        staffing.settle(house.actor, [Settling(home.employee_id, None, version=home.version)])
    with pytest.raises(Conflict, match="STAFF-006"):
        staffing.set_hours(house.actor, house.eva.id, [ONCE], seen=hours)
    assert staffing.homes(house.actor)[0].district_id == house.north
    assert staffing.hours(house.actor, house.eva.id) == [LIKES]
    staffing.set_hours(house.actor, house.eva.id, [ONCE], seen=[LIKES])
    assert staffing.hours(house.actor, house.eva.id) == [ONCE]


def test_a_home_outside_the_country_or_of_nobody_is_refused(database: Database, house: House) -> None:
    staffing = Staffing(database)
    with pytest.raises(BadInput, match="STAFF-005"):
        staffing.settle(house.actor, [Settling(house.eva.id, None, (0.0, 0.0))])
    with pytest.raises(Conflict, match="STAFF-006"):
        staffing.settle(house.actor, [Settling(new_id(), None)])


def test_utilisation_and_what_is_endangered_are_read_of_a_period(database: Database, house: House) -> None:
    staffing = Staffing(database)
    (used,) = staffing.utilisation(house.actor, MONDAY, SUNDAY)
    assert (used.shifts, used.booked_s, used.contract_s) == (2, 8 * 3600, 7 * 3600)
    (found,) = staffing.endangered(house.actor, MONDAY, SUNDAY)
    assert (found.skill, found.last_day, len(found.theirs), len(found.nobodys)) == ("insulin", MONDAY, 0, 1)
    assert list(staffing.client_names(house.actor).values()) == ["K1"]
    assert staffing.endangered(house.actor, TUESDAY, SUNDAY) == []
    with pytest.raises(BadInput, match="STAFF-004"):
        staffing.utilisation(house.actor, SUNDAY, MONDAY)


def test_who_may_not_edit_is_refused(database: Database, house: House) -> None:
    guest = replace(house.actor, role=Role.CLIENT)
    with pytest.raises(NotAllowed):
        Staffing(database).set_hours(guest, house.eva.id, [LIKES])
    with pytest.raises(NotAllowed):
        Staffing(database).homes(guest)
