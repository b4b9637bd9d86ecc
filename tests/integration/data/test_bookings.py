"""Nobody and no vehicle is in two places at once, whoever writes, in whatever order, at whatever moment."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import select, update

from data.connect import Database
from data.ids import new_id
from data.models import EmployeeBooking, EmployeeShift, Vehicle, VehicleBooking
from data.repositories.absences import EmployeeAbsenceRow, VehicleAbsenceRow
from data.repositories.people import EmployeeRow, EmployeeSecrets
from data.repositories.places import PlaceRow
from data.repositories.shifts import ShiftRow
from data.repositories.vehicles import VehicleRow
from data.work import Conflict
from tests.integration.conftest import Tenant

EVENING = datetime(2027, 1, 31, 22, tzinfo=UTC)  # a shift from here crosses into another month's partition
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Depot:
    """Two carers, two vehicles, a place to start from."""

    carers: tuple[UUID, UUID]
    cars: tuple[UUID, UUID]
    office: UUID

    def shift(self, carer: int, start: datetime = EVENING, hours: int = 8, car: int | None = None) -> ShiftRow:
        vehicle = None if car is None else self.cars[car]
        place = (self.office, self.office)
        return ShiftRow(
            new_id(), start.date(), self.carers[carer], start, start + hours * HOUR, *place, vehicle_id=vehicle
        )


@pytest.fixture
def depot(database: Database, own: Tenant) -> Depot:
    made = Depot((new_id(), new_id()), (new_id(), new_id()), new_id())
    with database.writing(own.acting()) as work:
        work.places.add([PlaceRow(made.office, 59.3, 18.1)])
        work.people.add_employees((EmployeeRow(each, str(each)), EmployeeSecrets("Eva Ek")) for each in made.carers)
        work.vehicles.add(
            VehicleRow(each, str(each), "car", capacity) for each, capacity in zip(made.cars, (1, 2), strict=True)
        )
    return made


def add(database: Database, tenant: Tenant, *shifts: ShiftRow) -> None:
    with database.writing(tenant.acting()) as work:
        work.shifts.add(shifts)


def change(database: Database, tenant: Tenant, *changes: tuple[ShiftRow, dict[str, Any]]) -> None:
    with database.writing(tenant.acting()) as work:
        for shift, values in changes:
            work.connection.execute(update(EmployeeShift).where(EmployeeShift.id == shift.id).values(**values))


def booked(database: Database, tenant: Tenant, depot: Depot) -> tuple[int, dict[UUID, int]]:
    """How many spans the carers are booked for, and for how many carers each vehicle is."""
    with database.reading(tenant.acting()) as work:
        people = work.connection.execute(
            select(EmployeeBooking.shift_id).where(EmployeeBooking.employee_id.in_(depot.carers))
        ).all()
        cars = work.connection.execute(
            select(VehicleBooking.vehicle_id, VehicleBooking.carers).where(VehicleBooking.vehicle_id.in_(depot.cars))
        ).all()
    return len(people), {row.vehicle_id: row.carers for row in cars}


def test_a_carer_is_not_booked_twice_not_even_over_the_turn_of_the_month(
    database: Database, own: Tenant, depot: Depot
) -> None:
    add(database, own, depot.shift(0))
    with pytest.raises(Conflict, match="employee_bookings_once"):
        add(database, own, depot.shift(0, EVENING + 3 * HOUR))
    add(database, own, depot.shift(0, EVENING + 8 * HOUR), depot.shift(1))
    assert booked(database, own, depot)[0] == 3


def test_a_vehicle_is_booked_for_one_span_and_for_as_many_as_it_carries(
    database: Database, own: Tenant, depot: Depot
) -> None:
    add(database, own, depot.shift(0, car=0))
    with pytest.raises(Conflict, match="vehicle_bookings_capacity"):
        add(database, own, depot.shift(1, car=0))
    with pytest.raises(Conflict, match="vehicle_bookings_once"):
        add(database, own, depot.shift(1, EVENING + HOUR, car=0))
    add(database, own, depot.shift(0, EVENING + 10 * HOUR, car=1), depot.shift(1, EVENING + 10 * HOUR, car=1))
    assert booked(database, own, depot) == (3, {depot.cars[0]: 1, depot.cars[1]: 2})
    with pytest.raises(Conflict, match="vehicle_bookings_capacity"), database.writing(own.acting()) as work:
        work.connection.execute(update(Vehicle).where(Vehicle.id == depot.cars[1]).values(capacity=1))


def test_two_shifts_may_change_places_in_one_transaction(database: Database, own: Tenant, depot: Depot) -> None:
    first, second = depot.shift(0, car=0), depot.shift(1, car=1)
    add(database, own, first, second)
    change(
        database,
        own,
        (first, {"employee_id": depot.carers[1], "vehicle_id": None}),
        (second, {"employee_id": depot.carers[0], "vehicle_id": depot.cars[0]}),
        (first, {"vehicle_id": depot.cars[1]}),
    )
    assert booked(database, own, depot) == (2, {depot.cars[0]: 1, depot.cars[1]: 1})


def test_what_is_removed_is_free_again(database: Database, own: Tenant, depot: Depot) -> None:
    shift = depot.shift(0, EVENING + timedelta(days=40), car=1)
    add(database, own, shift, replace(shift, id=new_id(), employee_id=depot.carers[1]))
    with database.writing(own.acting()) as work:
        assert work.shifts.remove_between(shift.day, shift.day) == 2
    assert booked(database, own, depot) == (0, {})
    add(database, own, depot.shift(0, EVENING + timedelta(days=40), car=1))


def test_a_file_of_another_system_is_taken_as_it_is(database: Database, own: Tenant, depot: Depot) -> None:
    twice = [replace(depot.shift(0), external_ref=f"{new_id()}") for _ in range(2)]
    add(database, own, *twice)
    assert booked(database, own, depot) == (0, {})


def test_of_two_planners_at_the_same_moment_one_gets_the_vehicle(database: Database, own: Tenant, depot: Depot) -> None:
    outcomes: list[str] = []
    ready = threading.Barrier(2)

    def book(carer: int) -> None:
        try:
            with database.writing(own.acting()) as work:
                ready.wait(10)
                work.shifts.add([depot.shift(carer, EVENING + carer * HOUR, car=0)])
            outcomes.append("booked")
        except Conflict as refused:
            outcomes.append(str(refused))

    planners = [threading.Thread(target=book, args=(carer,)) for carer in (0, 1)]
    for each in planners:
        each.start()
    for each in planners:
        each.join()
    assert sorted(outcomes) in (["booked", "vehicle_bookings_once"], ["at_the_same_moment", "booked"])
    assert booked(database, own, depot) == (1, {depot.cars[0]: 1})


def test_nobody_writes_bookings_by_hand(database: Database, own: Tenant, owner_url: str) -> None:
    with psycopg.connect(owner_url) as owner:
        rows = owner.execute(
            "SELECT table_name, grantee, privilege_type FROM information_schema.table_privileges"
            " WHERE table_name LIKE '%%_bookings' AND grantee IN ('caire_app', 'caire_field', 'caire_worker')"
            " AND privilege_type <> 'SELECT'"
        ).fetchall()
    assert rows == []


def test_nobody_and_no_vehicle_is_away_twice_at_once(database: Database, own: Tenant, depot: Depot) -> None:
    def away(start: datetime) -> None:
        with database.writing(own.acting()) as work:
            work.absences.add_of_employees([EmployeeAbsenceRow(new_id(), depot.carers[0], start, start + 8 * HOUR)])

    def in_the_shop(start: datetime) -> None:
        with database.writing(own.acting()) as work:
            work.absences.add_of_vehicles([VehicleAbsenceRow(new_id(), depot.cars[0], start, start + 8 * HOUR)])

    for absent, rule in ((away, "employee_absences_once"), (in_the_shop, "vehicle_absences_once")):
        absent(EVENING)
        absent(EVENING + 8 * HOUR)
        with pytest.raises(Conflict, match=rule):
            absent(EVENING + 4 * HOUR)
