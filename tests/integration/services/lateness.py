"""A carer who was never early: six days of ways that each took a third longer than predicted."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from data.connect import Database
from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets
from data.repositories.places import PlaceRow
from data.repositories.shifts import ShiftRow
from data.repositories.visits import VisitRow, WindowRow
from data.vocabulary import Transport, VisitStatus
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.services.care import MONDAY, at

LATE = 1.3
"""How much longer ways took."""
DAYS, VISITS = 6, 9
LEG_S = 133.2 + 0.1197 * 2_001.5  # two kilometres by car, by the product's own model


def late_days(database: Database) -> Tenant:
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
    day: date, carer: UUID, clients: tuple[UUID, UUID], ends: tuple[UUID, UUID], *, is_done: bool
) -> list[VisitRow]:
    """Visits planned without time for the ways, so that the carer is ever later; after the fourth she waits."""
    rows, planned, actual = [], at(8, day=day), at(8, day=day)
    for i in range(VISITS):
        length = timedelta(minutes=20)
        rest = timedelta(hours=2) if i == 4 else timedelta()
        planned += rest
        actual = max(actual, planned)
        rows.append(VisitRow(
            new_id(), day, clients[i % 2], ends[i % 2], 1200, (WindowRow(planned, planned, planned + length),),
            status=VisitStatus.DONE if is_done else VisitStatus.PLANNED, employee_id=carer,
            planned_start=planned, planned_end=planned + length, actual_start=actual if is_done else None,
            actual_end=actual + length if is_done else None,
        ))  # fmt: skip
        planned += length
        actual += length + timedelta(seconds=LATE * LEG_S)
    return rows
