"""Ways as they were against ways as predicted: measured where nobody waited, used from the next run on, on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets
from data.repositories.places import PlaceRow
from data.repositories.shifts import ShiftRow
from data.repositories.visits import VisitRow, WindowRow
from data.vocabulary import Role, Transport, TravelWhy, VisitStatus
from services.access import Actor
from services.errors import CareError, NotAllowed
from services.planning.runs import RunId, Runs
from services.planning.use_case import Planning
from services.planning.views import SolveRequest
from services.problem import Mode
from services.travel.use_case import TravelTimes
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.services.care import MONDAY, at

LATE = 1.3
"""How much longer ways took."""
DAYS, VISITS = 6, 9
LEG_S = 133.2 + 0.1197 * 2_001.5  # two kilometres by car, by the product's own model


@pytest.fixture
def tenant(database: Database) -> Tenant:
    """Six days of a carer who was never early, each way a third longer than predicted, and a lunch that was none."""
    made = make_tenant(database, "Mätvården")
    with database.writing(made.acting()) as work:
        ends = new_id(), new_id()
        work.places.add([PlaceRow(ends[0], 59.300, 18.05), PlaceRow(ends[1], 59.318, 18.05)])
        carer, clients = new_id(), (new_id(), new_id())
        work.people.add_employees([(EmployeeRow(carer, "M1", transport=Transport.CAR), EmployeeSecrets())])
        work.people.add_clients(
            [(ClientRow(each, f"K{i}", place_id=ends[i]), ClientSecrets()) for i, each in enumerate(clients)]
        )
        for number in range(DAYS + 1):
            day = MONDAY - timedelta(days=number)
            begin = at(7, day=day)
            work.shifts.add([ShiftRow(new_id(), day, carer, begin, at(16, day=day), ends[0], ends[0])])
            work.visits.add(_day(day, carer, clients, ends, is_done=number > 0))
    return made


def _day(
    day: date, carer: object, clients: tuple[object, ...], ends: tuple[object, ...], *, is_done: bool
) -> list[VisitRow]:
    """Visits planned without time for the ways, so that the carer is ever later; after the fourth she waits."""
    rows, planned, actual = [], at(8, day=day), at(8, day=day)
    for i in range(VISITS):
        length = timedelta(minutes=20)
        rest = timedelta(hours=2) if i == 4 else timedelta()
        planned += rest
        actual = max(actual, planned)
        rows.append(VisitRow(
            new_id(), day, clients[i % 2], ends[i % 2], 1200, (WindowRow(planned, planned, planned + length),),  # type: ignore[arg-type]
            status=VisitStatus.DONE if is_done else VisitStatus.PLANNED, employee_id=carer,  # type: ignore[arg-type]
            planned_start=planned, planned_end=planned + length, actual_start=actual if is_done else None,
            actual_end=actual + length if is_done else None,
        ))  # fmt: skip
        planned += length
        actual += length + timedelta(seconds=LATE * LEG_S)
    return rows


def admin(tenant: Tenant) -> Actor:
    return Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)


def measure(database: Database, tenant: Tenant) -> float | None:
    found = TravelTimes(database).measured(admin(tenant), MONDAY - timedelta(days=DAYS), MONDAY)
    return found.by_mode[Mode.CAR].factor


def test_ways_are_measured_where_nobody_can_have_waited(database: Database, tenant: Tenant) -> None:
    found = TravelTimes(database).measured(admin(tenant), MONDAY - timedelta(days=DAYS), MONDAY)
    car = found.by_mode[Mode.CAR]
    assert car.factor == pytest.approx(LATE, rel=0.01)
    assert car.count == DAYS * (VISITS - 2), "the way before which she waited says nothing"
    assert sum(each.count for each in found.by_hour.values()) == car.count
    assert found.factors == {Mode.CAR: car.factor}


def test_the_measured_factor_holds_for_later_runs_only_and_then_nothing_differs(
    database: Database, tenant: Tenant
) -> None:
    times, planning, runs = TravelTimes(database), Planning(database), Runs(database)
    request = SolveRequest(MONDAY, MONDAY, seconds=5)
    before = planning.start_run(admin(tenant), request)
    found = times.measured(admin(tenant), MONDAY - timedelta(days=DAYS), MONDAY)
    assert times.use_measured(admin(tenant), found) == 1
    after = planning.start_run(admin(tenant), request)
    models = [runs.open(RunId(tenant.organization_id, run)).problem.models[Mode.CAR] for run in (before, after)]
    assert [round(model.factor, 2) for model in models] == [1.0, LATE]
    assert measure(database, tenant) == pytest.approx(1.0, rel=0.01)
    (version,) = times.held(admin(tenant)).history
    assert version.why is TravelWhy.CALIBRATION


def test_what_was_measured_against_other_settings_is_not_used(database: Database, tenant: Tenant) -> None:
    times = TravelTimes(database)
    found = times.measured(admin(tenant), MONDAY - timedelta(days=DAYS), MONDAY)
    times.use_measured(admin(tenant), found)
    with pytest.raises(CareError, match="TRAVEL-101"):
        times.use_measured(admin(tenant), found)


def test_planners_see_what_was_measured_and_change_nothing(database: Database, tenant: Tenant) -> None:
    planner = replace(admin(tenant), role=Role.SCHEDULER)
    found = TravelTimes(database).measured(planner, MONDAY - timedelta(days=DAYS), MONDAY)
    with pytest.raises(NotAllowed):
        TravelTimes(database).use_measured(planner, found)
