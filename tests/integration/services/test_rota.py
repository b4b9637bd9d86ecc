"""Rota, fleet and register on a real database: made once, refused with the reason, nobody's change lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.absences import EmployeeAbsenceRow, VehicleAbsenceRow
from data.repositories.patterns import PatternRow
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets, HeldSkill
from data.repositories.places import PlaceRow
from data.repositories.shifts import ShiftRow, TemplateRow
from data.repositories.vehicles import VehicleRow
from data.vocabulary import AvailabilityKind, Role
from services.access import Actor
from services.errors import BadInput, Conflict, NotAllowed
from services.fleet import Fleet
from services.recurrence import Frequency, Kind
from services.register import Register
from services.register.use_case import ChangedMeanwhile
from services.rota import Rota
from services.staffing import Hours, Staffing
from tests.integration.conftest import Tenant, make_tenant

ZONE = ZoneInfo("Europe/Stockholm")
MONDAY = date(2027, 2, 1)
SUNDAY = MONDAY + timedelta(days=6)
PAUSE = [{"start": "10:00", "end": "13:00", "required": True, "duration_min": 30, "paid": False}]


@dataclass(frozen=True)
class House:
    """An organisation with two carers, one kind of shift and two cars, and its planner."""

    actor: Actor
    office: UUID
    eva: EmployeeRow
    bo: EmployeeRow
    day: TemplateRow
    car: VehicleRow
    spare: VehicleRow


@pytest.fixture
def tenant(database: Database) -> Tenant:
    return make_tenant(database, "Solbacken")


@pytest.fixture
def house(database: Database, tenant: Tenant) -> House:
    actor = Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)
    office = new_id()
    licence = (HeldSkill("B-körkort", valid_to=MONDAY + timedelta(days=3)),)
    eva, bo = EmployeeRow(new_id(), "M1", skills=licence), EmployeeRow(new_id(), "M2")
    day = TemplateRow(new_id(), "Dag", time(7), time(16), PAUSE)
    car = VehicleRow(new_id(), "Bil 1", "car", capacity=1, licences=("B-körkort",))
    spare = VehicleRow(new_id(), "Cykel", "bike", capacity=1)
    with database.writing(tenant.acting()) as work:
        work.places.add([PlaceRow(office, 59.3, 18.1)])
        work.people.add_employees([(eva, EmployeeSecrets("Eva Ek")), (bo, EmployeeSecrets("Bo Berg"))])
        work.vehicles.add([car, spare])
    Rota(database).save(actor, new_templates=[day])
    return House(actor, office, eva, bo, day, car, spare)


def a_pattern(house: House, who: EmployeeRow, days: tuple[int, ...] = (1, 2)) -> PatternRow:
    rule = Frequency(Kind.WEEKLY, days).to_json()
    return PatternRow(new_id(), who.id, house.day.id, rule, MONDAY, house.office, house.office)


def made(database: Database, house: House, *patterns: PatternRow) -> list[ShiftRow]:
    rota = Rota(database)
    rota.save(house.actor, new_patterns=patterns)
    rota.make(house.actor, MONDAY, SUNDAY)
    return rota.shifts(house.actor, MONDAY, SUNDAY)


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE)


def test_shifts_are_made_from_patterns_once(database: Database, house: House) -> None:
    rota = Rota(database)
    shifts = made(database, house, a_pattern(house, house.eva), a_pattern(house, house.bo))
    assert len(shifts) == 4
    again = rota.make(house.actor, MONDAY, SUNDAY)
    assert (again.new, again.unchanged) == ([], 4)
    assert rota.shifts(house.actor, MONDAY, SUNDAY) == shifts


def test_somebody_away_gets_no_shift_and_the_planner_is_told(database: Database, house: House) -> None:
    rota = Rota(database)
    absence = EmployeeAbsenceRow(new_id(), house.eva.id, at(MONDAY, 0), at(MONDAY, 23))
    rota.report_absent(house.actor, absence)
    assert [shift.day for shift in made(database, house, a_pattern(house, house.eva))] == [MONDAY + timedelta(days=1)]
    (told,) = rota.look_ahead(house.actor, MONDAY, SUNDAY).conflicts
    assert (told.code, told.day) == ("ROTA-001", MONDAY)
    with pytest.raises(Conflict, match="ROTA-022"):
        rota.report_absent(house.actor, replace(absence, id=new_id()))
    rota.forget_absence(house.actor, absence.id)
    assert rota.look_ahead(house.actor, MONDAY, SUNDAY).conflicts == []


def test_a_vehicle_without_its_licence_in_repair_or_taken_is_refused_and_a_free_one_named(
    database: Database, house: House
) -> None:
    fleet = Fleet(database)
    evas, bos = made(database, house, a_pattern(house, house.eva, (1,)), a_pattern(house, house.bo, (1,)))
    if evas.employee_id == house.bo.id:
        evas, bos = bos, evas
    with pytest.raises(Conflict, match=r"FLEET-004.*B-körkort.*Free: Cykel"):
        fleet.book(house.actor, MONDAY, bos.id, house.car.id)
    fleet.book(house.actor, MONDAY, evas.id, house.car.id)
    repair = VehicleAbsenceRow(new_id(), house.spare.id, at(MONDAY, 6), at(MONDAY, 9))
    fleet.send_to_repair(house.actor, repair)
    with pytest.raises(Conflict, match=r"ROTA-004.*No other vehicle"):
        fleet.book(house.actor, MONDAY, bos.id, house.spare.id)
    fleet.back_from_repair(house.actor, repair.id)
    fleet.book(house.actor, MONDAY, bos.id, house.spare.id)
    fleet.book(house.actor, MONDAY, bos.id, None)


def test_two_carers_of_one_span_do_not_fit_into_a_car_for_one(database: Database, house: House) -> None:
    fleet = Fleet(database)
    one, other = made(database, house, a_pattern(house, house.eva, (1,)), a_pattern(house, house.bo, (1,)))
    fleet.book(house.actor, MONDAY, one.id, house.spare.id)
    with pytest.raises(Conflict, match="ROTA-005"):
        fleet.book(house.actor, MONDAY, other.id, house.spare.id)


def test_a_template_and_a_vehicle_changed_by_two_stay_as_the_first_left_them(database: Database, house: House) -> None:
    rota, fleet = Rota(database), Fleet(database)
    rota.save(house.actor, templates=[replace(house.day, end_time=time(15))])
    with pytest.raises(Conflict, match="ROTA-021"):
        rota.save(house.actor, templates=[replace(house.day, end_time=time(14))])
    assert rota.templates(house.actor)[0].end_time == time(15)
    fleet.save(house.actor, changed=[replace(house.car, name="Bil A")])
    with pytest.raises(Conflict, match="FLEET-001"):
        fleet.save(house.actor, new=[VehicleRow(new_id(), "Ny", "car")], changed=[replace(house.car, name="Bil B")])
    assert [car.name for car in fleet.vehicles(house.actor)] == ["Bil A", "Cykel"]
    with pytest.raises(Conflict, match="FLEET-002"):
        fleet.save(house.actor, new=[VehicleRow(new_id(), "Cykel", "bike")])


def test_a_kind_of_shift_is_removed_only_while_nothing_was_made_from_it(database: Database, house: House) -> None:
    rota, spare = Rota(database), TemplateRow(new_id(), "Kväll", time(16), time(22))
    rota.save(house.actor, new_templates=[spare], new_patterns=[a_pattern(house, house.eva)])
    rota.save(house.actor, gone_templates=[spare.id])
    assert [row.name for row in rota.templates(house.actor)] == ["Dag"]
    with pytest.raises(Conflict, match="ROTA-025"):
        rota.save(house.actor, gone_templates=[house.day.id])
    with pytest.raises(BadInput, match="ROTA-023"):
        rota.save(house.actor, templates=[replace(house.day, end_time=time(12))])


def test_rest_is_warned_of_before_the_shifts_are_made_with_both_days_named(database: Database, house: House) -> None:
    rota = Rota(database)
    evening = TemplateRow(new_id(), "Kväll", time(16, 30), time(22))
    late = replace(a_pattern(house, house.eva, (1,)), shift_template_id=evening.id)
    rota.save(house.actor, new_templates=[evening], new_patterns=[a_pattern(house, house.eva, (2,)), late])
    ahead = rota.look_ahead(house.actor, MONDAY, SUNDAY)
    assert rota.warnings(house.actor, MONDAY, SUNDAY) == []
    (told,) = rota.warnings(house.actor, MONDAY, SUNDAY, beside=ahead.new)
    assert (
        told.cause.en == "The daily rest between Monday 1 February and Tuesday 2 February is 9.0 h, shorter than 11 h."
    )


def test_a_shift_its_carer_cannot_work_is_made_and_warned_of(database: Database, house: House) -> None:
    hours = Hours(AvailabilityKind.AVAILABLE, time(6), time(17), (1,))
    Staffing(database).set_hours(house.actor, house.eva.id, [hours])
    Rota(database).save(house.actor, new_patterns=[a_pattern(house, house.eva)])
    ahead = Rota(database).look_ahead(house.actor, MONDAY, SUNDAY)
    assert len(ahead.new) == 2
    assert [(told.code, told.day) for told in ahead.conflicts] == [("ROTA-014", MONDAY + timedelta(days=1))]


def test_people_changed_by_two_show_both_versions(database: Database, house: House) -> None:
    register = Register(database)
    client = ClientRow(new_id(), "K1", wishes=("kvinna",))
    register.add(house.actor, clients=[(client, ClientSecrets("Karl Kvist"))])
    register.change(house.actor, clients=[replace(client, granted_minutes_month=600)])
    changed = replace(house.eva, contract_minutes_week=1800, skills=(HeldSkill("Insulin"),), avoids=("katt",))
    with pytest.raises(ChangedMeanwhile) as met:
        register.change(house.actor, clients=[replace(client, granted_minutes_month=500)], employees=[changed])
    assert met.value.theirs[client.id].row_version == 2
    assert register.employees(house.actor)[0] == house.eva
    register.change(house.actor, employees=[changed])
    assert register.employees(house.actor)[0] == replace(changed, row_version=2)
    (kept,) = register.clients(house.actor)
    assert (kept.granted_minutes_month, kept.wishes) == (600, ("kvinna",))


def test_a_client_is_placed_in_the_country_or_not_at_all(database: Database, house: House) -> None:
    register = Register(database)
    client = ClientRow(new_id(), "K1")
    register.add(house.actor, clients=[(client, ClientSecrets("Karl Kvist", "Storgatan 1"))])
    assert register.unplaced(house.actor) == register.clients(house.actor)
    for lat, lon in ((0.0, 0.0), (18.1, 59.3)):
        with pytest.raises(BadInput, match="REG-003"):
            register.place(house.actor, client.id, lat, lon)
    register.place(house.actor, client.id, 59.31, 18.07)
    assert register.unplaced(house.actor) == []


def test_who_may_not_edit_is_refused(database: Database, house: House) -> None:
    reader = replace(house.actor, read_only=True)
    with pytest.raises(NotAllowed):
        Rota(database).make(reader, MONDAY, SUNDAY)
    with pytest.raises(NotAllowed):
        Fleet(database).save(reader)
    with pytest.raises(NotAllowed):
        Register(database).change(reader)
