"""Single shifts on a real database: changed, given away, added, taken away and worked, or refused with the reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.absences import EmployeeAbsenceRow, VehicleAbsenceRow
from data.repositories.people import EmployeeRow, EmployeeSecrets, HeldSkill
from data.repositories.places import PlaceRow
from data.repositories.shifts import ShiftRow, TemplateRow
from data.repositories.vehicles import VehicleRow
from data.vocabulary import Role, ShiftStatus
from services.access import Actor
from services.errors import BadInput, Conflict, NotAllowed
from services.fleet import Fleet
from services.roster import NewShift, Roster, Wanted
from services.rota import Rota
from tests.integration.conftest import make_tenant

ZONE = ZoneInfo("Europe/Stockholm")
MONDAY = date(2027, 2, 1)
TUESDAY = MONDAY + timedelta(days=1)
SEVEN, FOUR = time(7), time(16)


def at(clock: str, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZONE)


@dataclass(frozen=True)
class House:
    """Eva with a day shift on Monday in the only car she may drive; Bo without a licence."""

    database: Database
    actor: Actor
    office: UUID
    eva: EmployeeRow
    bo: EmployeeRow
    day: TemplateRow
    car: VehicleRow

    def shifts(self) -> list[ShiftRow]:
        return Rota(self.database).shifts(self.actor, MONDAY, TUESDAY)

    def save(self, *wanted: tuple[ShiftRow, Wanted], new: tuple[NewShift, ...] = (), gone: tuple[ShiftRow, ...] = (),
             place: bool = True) -> None:  # fmt: skip
        Roster(self.database).save(self.actor, wanted, new, gone, self.office if place else None)


@pytest.fixture
def house(database: Database) -> House:
    tenant = make_tenant(database, "Solbacken")
    office = new_id()
    eva = EmployeeRow(new_id(), "M1", skills=(HeldSkill("B-körkort"),))
    bo = EmployeeRow(new_id(), "M2")
    day = TemplateRow(new_id(), "Dag", SEVEN, FOUR)
    car = VehicleRow(new_id(), "Bil 1", "car", capacity=1, licences=("B-körkort",))
    with database.writing(tenant.acting()) as work:
        work.places.add([PlaceRow(office, 59.3, 18.1)])
        work.people.add_employees([(eva, EmployeeSecrets("Eva Ek")), (bo, EmployeeSecrets("Bo Berg"))])
        work.vehicles.add([car])
        work.shifts.add_templates([day])
        work.shifts.add([ShiftRow(new_id(), MONDAY, eva.id, at("07:00"), at("16:00"), office, office,
                                  vehicle_id=car.id)])  # fmt: skip
    return House(database, Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN), office, eva, bo, day, car)


def test_hours_are_changed_and_what_was_worked_is_written(house: House) -> None:
    (was,) = house.shifts()
    house.save((was, Wanted(house.eva.id, SEVEN, time(15), time(6, 50), time(15, 30))))
    (row,) = house.shifts()
    assert (row.planned_end, row.actual_start, row.actual_end) == (at("15:00"), at("06:50"), at("15:30"))
    assert row.status is ShiftStatus.COMPLETED
    house.save((row, Wanted(house.eva.id, SEVEN, time(15))))
    assert house.shifts()[0].status is ShiftStatus.PLANNED


def test_a_shift_changed_by_two_stays_as_the_first_left_it(house: House) -> None:
    (was,) = house.shifts()
    house.save((was, Wanted(house.eva.id, SEVEN, time(15))))
    with pytest.raises(Conflict, match="ROSTER-001"):
        house.save((was, Wanted(house.eva.id, SEVEN, time(14))))
    assert house.shifts()[0].planned_end == at("15:00")


def test_a_shift_given_to_whoever_may_not_drive_its_car_is_refused_by_name(house: House) -> None:
    (was,) = house.shifts()
    with pytest.raises(Conflict, match=r"FLEET-004: M2, Monday 1 February: The carer lacks B-körkort"):
        house.save((was, Wanted(house.bo.id, SEVEN, FOUR)))
    Fleet(house.database).book(house.actor, MONDAY, was.id, None)
    (free,) = house.shifts()
    house.save((free, Wanted(house.bo.id, SEVEN, FOUR)))
    assert house.shifts()[0].employee_id == house.bo.id


def test_shifts_are_added_and_taken_away_in_one_act(house: House) -> None:
    (was,) = house.shifts()
    house.save(new=(NewShift(TUESDAY, house.bo.id, house.day.id), NewShift(MONDAY, house.eva.id, None, SEVEN, FOUR)),
               gone=(was,))  # fmt: skip
    assert [(row.day, row.employee_id) for row in house.shifts()] == [(MONDAY, house.eva.id), (TUESDAY, house.bo.id)]


def test_two_carers_change_shifts_with_one_another_in_one_act(house: House) -> None:
    Fleet(house.database).book(house.actor, MONDAY, house.shifts()[0].id, None)
    house.save(new=(NewShift(MONDAY, house.bo.id, None, time(9), time(18)),))
    evas, bos = house.shifts()
    house.save((evas, Wanted(house.bo.id, SEVEN, FOUR)), (bos, Wanted(house.eva.id, time(9), time(18))))
    assert [row.employee_id for row in house.shifts()] == [house.bo.id, house.eva.id]


def test_what_forbids_a_shift_when_it_is_made_forbids_it_here_and_nothing_is_written(house: House) -> None:
    Rota(house.database).report_absent(
        house.actor, EmployeeAbsenceRow(new_id(), house.bo.id, at("00:00", TUESDAY), at("23:00", TUESDAY))
    )
    good = NewShift(MONDAY, house.bo.id, house.day.id)
    with pytest.raises(Conflict, match=r"ROTA-001: M2, Tuesday 2 February"):
        house.save(new=(good, NewShift(TUESDAY, house.bo.id, house.day.id)))
    with pytest.raises(Conflict, match="ROTA-002"):
        house.save(new=(good, good))
    assert len(house.shifts()) == 1


@pytest.mark.parametrize(
    ("worked", "code"),
    [((time(8), time(7)), "ROSTER-003"), ((None, time(16)), "ROSTER-003")],
)
def test_worked_times_that_cannot_be_are_refused(
    house: House, worked: tuple[time | None, time | None], code: str
) -> None:
    (was,) = house.shifts()
    with pytest.raises(BadInput, match=code):
        house.save((was, Wanted(house.eva.id, SEVEN, FOUR, *worked)))


def test_a_shift_that_has_begun_is_not_taken_away_and_a_new_one_needs_hours_and_a_place(house: House) -> None:
    (was,) = house.shifts()
    house.save((was, Wanted(house.eva.id, SEVEN, FOUR, SEVEN)))
    with pytest.raises(Conflict, match="ROSTER-005"):
        house.save(gone=(house.shifts()[0],))
    with pytest.raises(BadInput, match="ROSTER-002"):
        house.save(new=(NewShift(TUESDAY, house.bo.id),))
    with pytest.raises(BadInput, match="ROSTER-006"):
        house.save(new=(NewShift(TUESDAY, house.bo.id, house.day.id),), place=False)
    with pytest.raises(NotAllowed):
        Roster(house.database).save(replace(house.actor, role=Role.CLIENT), gone=house.shifts())


def test_shifts_whose_car_is_sent_to_repair_are_named_with_what_is_free(house: House) -> None:
    fleet = Fleet(house.database)
    assert fleet.stranded(house.actor, MONDAY, TUESDAY) == []
    spare = VehicleRow(new_id(), "Bil 2", "car", location=(18.05, 59.31))
    fleet.save(house.actor, [spare])
    fleet.send_to_repair(house.actor, VehicleAbsenceRow(new_id(), house.car.id, at("06:00"), at("09:00")))
    ((shift, booking),) = fleet.stranded(house.actor, MONDAY, TUESDAY)
    assert (shift.employee_id, booking.code, booking.free) == (house.eva.id, "ROTA-004", (spare,))
    assert sorted(fleet.known_spots(house.actor)) == [("", 59.3, 18.1), ("Bil 2", 59.31, 18.05)]


def test_a_full_car_is_not_proposed(house: House) -> None:
    house.save(new=(NewShift(MONDAY, house.bo.id, house.day.id),))
    bos = next(row for row in house.shifts() if row.employee_id == house.bo.id)
    asked = Fleet(house.database).may_book(house.actor, MONDAY, bos.id, house.car.id)
    assert (asked.code, asked.free) == ("ROTA-005", ())
