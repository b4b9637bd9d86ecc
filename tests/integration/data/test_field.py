"""Employees see their own shifts and visits and the clients they visit within 14 days; clients see themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from sqlalchemy.exc import ProgrammingError

from data.connect import Database
from data.ids import new_id
from data.repositories.absences import EmployeeAbsenceRow
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets
from data.repositories.places import PlaceRow
from data.repositories.shifts import ShiftRow
from data.repositories.visits import VisitRow, WindowRow
from data.vocabulary import Role
from data.work import Context, Work
from tests.integration.conftest import Tenant

OFFSETS = (-15, -14, 0, 14, 15)
"""Days from today on which each carer visits a client of its own."""
NEAR = {-14, 0, 14}


@dataclass(frozen=True)
class Beat:
    """A carer, and whom and where it visits on which day."""

    employee: UUID
    client_on: dict[int, UUID]
    place_on: dict[int, UUID]
    visit_on: dict[int, UUID]


@pytest.fixture(scope="module")
def beats(database: Database, own: Tenant) -> tuple[Beat, Beat]:
    """Two carers with clients of their own on each of the days."""
    with database.writing(own.acting()) as work:
        today: date = work.connection.exec_driver_sql("SELECT current_date").scalar_one()
        return _beat(work, "A", today), _beat(work, "B", today)


def _beat(work: Work, letter: str, today: date) -> Beat:
    employee, office = new_id(), new_id()
    beat = Beat(employee, *({offset: new_id() for offset in OFFSETS} for _ in range(3)))
    work.places.add([PlaceRow(place, 59.3, 18.1) for place in (office, *beat.place_on.values())])
    work.people.add_employees([(EmployeeRow(employee, f"M-{letter}"), EmployeeSecrets("Eva Ek"))])
    work.people.add_clients(
        (ClientRow(client, f"K-{letter}{offset}", place_id=beat.place_on[offset]), ClientSecrets("Karl Kvist"))
        for offset, client in beat.client_on.items()
    )
    for offset in OFFSETS:
        day = today + timedelta(days=offset)
        eight = datetime.combine(day, time(8), UTC)
        end = eight + timedelta(hours=8)
        work.shifts.add([ShiftRow(new_id(), day, employee, eight, end, office, office)])
        window = WindowRow(eight, eight + timedelta(hours=1), eight + timedelta(hours=2))
        visit = (beat.visit_on[offset], day, beat.client_on[offset], beat.place_on[offset])
        work.visits.add([VisitRow(*visit, 600, (window,), employee_id=employee)])
        work.absences.add_of_employees([EmployeeAbsenceRow(new_id(), employee, end, end + timedelta(hours=1))])
    return beat


def seen(database: Database, tenant: Tenant, role: Role, subject: UUID, table: str) -> set[UUID]:
    """The ids of every row of the table that this user reads."""
    context = Context(tenant.organization_id, new_id(), role, subject, "caire_field")
    with database.reading(context) as work:
        return set(work.connection.exec_driver_sql(f"SELECT id FROM caire.{table}").scalars())


def test_a_carer_sees_the_clients_of_fourteen_days_and_not_of_fifteen(
    database: Database, own: Tenant, beats: tuple[Beat, Beat]
) -> None:
    for beat in beats:
        clients = seen(database, own, Role.EMPLOYEE, beat.employee, "clients")
        places = seen(database, own, Role.EMPLOYEE, beat.employee, "places")
        assert clients == {client for offset, client in beat.client_on.items() if offset in NEAR}
        assert places == {place for offset, place in beat.place_on.items() if offset in NEAR}


def test_a_carer_sees_the_own_row_shifts_visits_and_absences_only(
    database: Database, own: Tenant, beats: tuple[Beat, Beat]
) -> None:
    for beat in beats:
        assert seen(database, own, Role.EMPLOYEE, beat.employee, "employees") == {beat.employee}
        assert seen(database, own, Role.EMPLOYEE, beat.employee, "visits") == set(beat.visit_on.values())
    shifts, absences = (
        [seen(database, own, Role.EMPLOYEE, beat.employee, table) for beat in beats]
        for table in ("employee_shifts", "employee_absences")
    )
    assert [len(each) for each in (*shifts, *absences)] == [len(OFFSETS)] * 4
    assert not shifts[0] & shifts[1]
    assert not absences[0] & absences[1]


def test_a_client_sees_itself_and_its_own_visits_only(
    database: Database, own: Tenant, beats: tuple[Beat, Beat]
) -> None:
    beat = beats[0]
    for offset, client in beat.client_on.items():
        tables = {table: seen(database, own, Role.CLIENT, client, table) for table in
                  ("clients", "places", "visits", "employees", "employee_shifts", "employee_absences")}  # fmt: skip
        assert tables == {
            "clients": {client},
            "places": {beat.place_on[offset]},
            "visits": {beat.visit_on[offset]},
            "employees": set(),
            "employee_shifts": set(),
            "employee_absences": set(),
        }


def test_who_is_nobodys_subject_sees_nothing(database: Database, own: Tenant, beats: tuple[Beat, Beat]) -> None:
    crossed = (
        (Role.EMPLOYEE, beats[0].client_on[0]),
        (Role.CLIENT, beats[0].employee),
        (Role.ADMIN, beats[0].employee),
    )
    for role, subject in crossed:
        for table in ("clients", "places", "visits", "employees", "employee_shifts", "visit_requirements"):
            assert seen(database, own, role, subject, table) == set(), (role, table)


@pytest.mark.parametrize("table", ["vehicles", "schedule_solutions", "constraint_values", "imports", "plan_edits"])
def test_planners_tables_are_closed_to_carers(
    database: Database, own: Tenant, beats: tuple[Beat, Beat], table: str
) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        seen(database, own, Role.EMPLOYEE, beats[0].employee, table)


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.CLIENT])
@pytest.mark.parametrize("statement", ["UPDATE caire.visits SET title = ''", "DELETE FROM caire.visits"])
def test_carers_and_clients_change_nothing(
    database: Database, own: Tenant, beats: tuple[Beat, Beat], role: Role, statement: str
) -> None:
    context = Context(own.organization_id, new_id(), role, beats[0].employee, "caire_field")
    with pytest.raises(ProgrammingError, match="permission denied"), database.writing(context) as work:
        work.connection.exec_driver_sql(statement)
