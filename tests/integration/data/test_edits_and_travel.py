"""Edits of plans, ways between places, absences, and writes that are done once."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.absences import AvailabilityRow, EmployeeAbsenceRow, VehicleAbsenceRow
from data.repositories.idempotency import OtherRequest
from data.repositories.people import EmployeeRow, EmployeeSecrets
from data.repositories.places import PlaceRow
from data.repositories.solutions import NewSolution
from data.repositories.travel import Leg
from data.repositories.vehicles import VehicleRow
from data.vocabulary import AvailabilityKind, PlanEditKind, PlanKind, Transport
from data.work import Conflict
from tests.integration.conftest import Tenant

NOON = datetime(2027, 2, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def plan(database: Database, own: Tenant) -> UUID:
    stored = NewSolution(new_id(), PlanKind.MANUAL, date(2027, 2, 1), date(2027, 2, 1), {})
    with database.writing(own.acting()) as work:
        work.solutions.store(stored, {}, {})
    return stored.id


def test_edits_come_back_in_order_and_are_undone_once(database: Database, own: Tenant, plan: UUID) -> None:
    visit = str(new_id())
    with database.writing(own.acting()) as work:
        before, after = {"start": NOON.isoformat()}, {"start": (NOON + DAY).isoformat(), "visits": [visit]}
        assert work.edits.add(plan, PlanEditKind.MOVE, before, after, own.admin_id, "Karl är hos läkaren") == 1
        assert work.edits.add(plan, PlanEditKind.PIN, {}, {"visit": visit}, own.admin_id) == 2
        assert work.edits.undo(plan, 1)
        assert not work.edits.undo(plan, 1)
    with database.reading(own.acting()) as work:
        first, second = work.edits.of(plan)
    assert (first.kind, first.change, first.reason) == (
        PlanEditKind.MOVE, {"before": before, "after": after}, "Karl är hos läkaren",
    )  # fmt: skip
    assert (first.undone_at is None, second.undone_at, second.reason) == (False, None, None)


@pytest.mark.parametrize("change", [{"name": "Karl Kvist"}, {"visits": [{"note": "Ring på, dörren är öppen"}]}])
def test_an_edit_carries_no_sentence(database: Database, own: Tenant, plan: UUID, change: dict[str, Any]) -> None:
    with pytest.raises(Conflict, match="plan_edits_change_shape"), database.writing(own.acting()) as work:
        work.edits.add(plan, PlanEditKind.MOVE, {}, change, own.admin_id)


def test_ways_are_kept_told_again_and_forgotten(database: Database, own: Tenant) -> None:
    here, there = new_id(), new_id()
    with database.writing(own.acting()) as work:
        work.places.add([PlaceRow(here, 59.3, 18.1), PlaceRow(there, 59.4, 18.1)])
        work.travel.keep({(here, there): Leg(600, 9000), (there, here): Leg(660, 9100)}, Transport.CAR, "osrm")
        work.travel.keep({(here, there): Leg(610, 9000)}, Transport.CAR, "osrm")
        assert work.travel.among([here, there], Transport.CAR, "osrm") == {
            (here, there): Leg(610, 9000),
            (there, here): Leg(660, 9100),
        }
        assert work.travel.among([here, there], Transport.BIKE, "osrm") == {}
        assert work.travel.among([here], Transport.CAR, "osrm") == {}
        assert work.travel.forget_before(datetime.now(UTC) + DAY) == 2


def test_a_write_that_comes_twice_is_done_once(database: Database, own: Tenant, other: Tenant) -> None:
    first, second = b"\1" * 32, b"\2" * 32
    with database.writing(own.acting()) as work:
        assert work.idempotency.claim("imports", "k-1", first)
        work.idempotency.settle("imports", "k-1", {"rows": 3})
    with database.writing(own.acting()) as work:
        assert not work.idempotency.claim("imports", "k-1", first)
        assert work.idempotency.result("imports", "k-1") == {"rows": 3}
        with pytest.raises(OtherRequest):
            work.idempotency.claim("imports", "k-1", second)
        assert work.idempotency.claim("solves", "k-1", second)
    with database.writing(other.acting()) as work:
        assert work.idempotency.claim("imports", "k-1", second)
        assert work.idempotency.forget_before(datetime.now(UTC) + DAY) == 1


def test_absences_are_found_by_the_span_they_touch(database: Database, own: Tenant) -> None:
    employee, car = new_id(), new_id()
    sick = EmployeeAbsenceRow(new_id(), employee, NOON, NOON + DAY)
    broken = VehicleAbsenceRow(new_id(), car, NOON, NOON + DAY)
    early = AvailabilityRow(new_id(), employee, AvailabilityKind.PREFERRED, time(7), time(12), weekday=1)
    away = AvailabilityRow(new_id(), employee, AvailabilityKind.UNAVAILABLE, time(0), time(0), day=NOON.date())
    with database.writing(own.acting()) as work:
        work.people.add_employees([(EmployeeRow(employee, f"{employee}"), EmployeeSecrets("Eva Ek"))])
        work.vehicles.add([VehicleRow(car, f"{car}", "car")])
        work.absences.add_of_employees([sick])
        work.absences.add_of_vehicles([broken])
        work.absences.set_availability(employee, [early])
        work.absences.set_availability(employee, [early, away])
    with database.writing(own.acting()) as work:
        assert work.absences.of_employees(NOON - DAY, NOON) == []
        assert work.absences.of_employees(NOON - DAY, NOON + timedelta(minutes=1)) == [sick]
        assert work.absences.of_vehicles(NOON + DAY / 2, NOON + 2 * DAY) == [broken]
        assert work.absences.availability(employee) == [early, away]
        assert work.absences.end(sick.id, NOON + DAY / 2)
        assert work.absences.of_employees(NOON + DAY / 2, NOON + DAY) == []
        assert work.absences.remove(sick.id)
        assert work.absences.remove(broken.id)
        assert not work.absences.remove(broken.id)
