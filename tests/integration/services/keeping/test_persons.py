"""One person gets everything that is held about them, and once erased nothing tells any more who it was."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.rows import tuple_row
from sqlalchemy import select

from data.connect import Database
from data.ids import new_id
from data.models import Base
from data.repositories.places import PlaceRow
from data.vocabulary import ArchiveFamily, AuditAction, PersonKind, Role
from services.access import Actor
from services.errors import NotAllowed, NotFound
from services.keeping.archiving import Archiving
from services.keeping.keys import keeping
from services.keeping.persons import Persons
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.data.seeding import fill

CARED = (PersonKind.CLIENT, PersonKind.EMPLOYEE)
NAMES = {PersonKind.CLIENT: "Karl Kvist", PersonKind.EMPLOYEE: "Eva Ek"}


@pytest.fixture
def archiving(database: Database, tmp_path: Path) -> Archiving:
    return Archiving(database, tmp_path / "archives")


@pytest.fixture
def persons(database: Database, archiving: Archiving) -> Persons:
    return Persons(database, archiving)


@pytest.fixture
def tenant(database: Database) -> Tenant:
    made = make_tenant(database, "Ekudden")
    fill(database, made)
    with database.writing(keeping(made.organization_id)) as work:
        work.archives.forget([row.id for row in work.archives.all()])  # a row without a file, for the matrix
    return made


def actor(tenant: Tenant, role: Role = Role.ADMIN, *, read_only: bool = False) -> Actor:
    return Actor(tenant.organization_id, tenant.admin_id, role, read_only=read_only)


def person_of(database: Database, tenant: Tenant, kind: PersonKind) -> UUID:
    """The one with a name; others of the kind only fill tables."""
    with database.writing(tenant.acting()) as work:
        if kind is PersonKind.CLIENT:
            told = work.people.reveal_clients([row.id for row in work.people.clients()], "a test")
        else:
            told = work.people.reveal_employees([row.id for row in work.people.employees()], "a test")  # type: ignore[assignment]
    return next(row for row, secrets in told.items() if secrets.name == NAMES[kind])


def everything_in_clear(database: Database, tenant: Tenant, owner_url: str) -> str:
    """Every row of the organisation, every sealed field opened, as one text."""
    told: list[str] = []
    with psycopg.connect(owner_url, row_factory=tuple_row) as owner:
        for table in Base.metadata.tables.values():
            if "organization_id" in table.c:
                query = f"SELECT t::text FROM caire.{table.name} t WHERE organization_id = %s"
                told += [row[0] for row in owner.execute(query.encode(), [tenant.organization_id])]
    with database.writing(keeping(tenant.organization_id)) as work:
        for table in Base.metadata.tables.values():
            for column in table.c:
                if column.name.endswith("_enc") and f"{table.name}.{column.name}" not in {
                    "import_rows.raw_enc", "users.mfa_secret_enc",
                }:  # fmt: skip
                    query2 = select(table.c.id, column).where(table.c.organization_id == tenant.organization_id)
                    for row in work.connection.execute(query2.where(column.is_not(None))):
                        told.append(work.vault.open(table.name, column.name, row[0], row[1]))
    return "\n".join(told)


def make_known(database: Database, tenant: Tenant, kind: PersonKind, person_id: UUID) -> None:
    """Things that tell who the person is, in every place that holds one."""
    with database.writing(keeping(tenant.organization_id)) as work:
        sql = work.connection.exec_driver_sql
        if kind is PersonKind.CLIENT:
            sql("UPDATE caire.clients SET external_ref = 'TELLS-1', traits = '{TELLS-2}', wishes = '{TELLS-3}'")
            sql("UPDATE caire.visits SET title = 'TELLS-4', external_ref = 'TELLS-5' || id")
            sql("UPDATE caire.visit_requirements SET external_ref = 'TELLS-6' || id, slinga = 'TELLS-7'")
        else:
            sql("UPDATE caire.employees SET external_ref = 'TELLS-1' || id, traits = '{TELLS-2}', avoids = '{TELLS-3}'")
            sql("UPDATE caire.employee_shifts SET external_ref = 'TELLS-5' || id")
        document = {
            "clients": [{"id": str(person_id), "label": "TELLS-8", "wishes": ["TELLS-9"]}],
            "carers": [{"id": str(person_id), "label": "TELLS-8", "avoids": ["TELLS-9"]}],
            "visits": [{"id": "v", "client_id": str(person_id), "title": "TELLS-10"}],
        }
        if kind is PersonKind.EMPLOYEE:
            document["visits"] = []
            document["clients"] = []
        else:
            document["carers"] = []
        sql("UPDATE caire.schedule_solutions SET input_data = %s", (json.dumps(document),))


@pytest.mark.parametrize("kind", CARED)
def test_an_export_holds_everything_in_clear_and_is_on_record(
    database: Database, persons: Persons, tenant: Tenant, kind: PersonKind
) -> None:
    person_id = person_of(database, tenant, kind)
    told: dict[str, Any] = json.loads(persons.export(actor(tenant), kind, person_id))
    own = "clients" if kind is PersonKind.CLIENT else "employees"
    assert told[own][0]["name"] == NAMES[kind]
    expected = {"client_carers", "visits", "places", "visit_requirements"} if own == "clients" else {
        "employee_skills", "employee_shifts", "employee_absences", "visits", "places",
    }  # fmt: skip
    assert expected <= told.keys()
    assert [each["why"] for each in told["looked_at"]] == ["a test"]
    assert "hash" not in json.dumps(told)
    assert not [key for rows in told.values() for row in rows for key in row if key.endswith(("_enc", "_bidx"))]
    now = datetime.now(UTC)
    with database.reading(tenant.acting()) as work:
        [note] = work.audit.entries(now - timedelta(hours=1), now, action=AuditAction.EXPORT)
    assert (note.row_id, note.user_id) == (str(person_id), tenant.admin_id)


@pytest.mark.parametrize("kind", CARED)
def test_nothing_tells_who_an_erased_person_was(
    database: Database, persons: Persons, tenant: Tenant, owner_url: str, kind: PersonKind
) -> None:
    person_id = person_of(database, tenant, kind)
    make_known(database, tenant, kind, person_id)
    before = everything_in_clear(database, tenant, owner_url)
    assert NAMES[kind] in before
    assert "TELLS-" in before
    assert persons.erase(actor(tenant), kind, person_id) > 5
    after = everything_in_clear(database, tenant, owner_url)
    assert NAMES[kind] not in after
    own_lines = [line for line in after.split("\n") if "TELLS-" in line and str(person_id) in line]
    assert own_lines == []
    # What was done stays, for a row that names nobody.
    assert f"Raderad {person_id.hex[-8:]}" in after


def test_an_exact_home_becomes_a_rounded_one_unless_somebody_else_lives_there(
    database: Database, persons: Persons, tenant: Tenant
) -> None:
    client = person_of(database, tenant, PersonKind.CLIENT)
    with database.reading(tenant.acting()) as work:
        row = next(each for each in work.people.clients() if each.id == client)
        assert row.place_id is not None
        shared = work.places.all([row.place_id])[row.place_id]
    persons.erase(actor(tenant), PersonKind.CLIENT, client)
    with database.reading(tenant.acting()) as work:
        assert work.places.all([row.place_id])[row.place_id] == shared  # the carer lives there too
    carer = person_of(database, tenant, PersonKind.EMPLOYEE)
    with database.writing(keeping(tenant.organization_id)) as work:
        home = new_id()
        work.places.add([PlaceRow(home, 59.21345, 18.34567)])
        work.connection.exec_driver_sql("UPDATE caire.employees SET home_place_id = %s WHERE id = %s", (home, carer))
    persons.erase(actor(tenant), PersonKind.EMPLOYEE, carer)
    with database.reading(tenant.acting()) as work:
        coarse = work.places.all([home])[home]
    assert (coarse.lat, coarse.lon) == (59.21, 18.35)


@pytest.mark.parametrize("kind", CARED)
def test_archives_are_written_anew_without_the_person(
    database: Database, persons: Persons, archiving: Archiving, tenant: Tenant, owner_url: str, kind: PersonKind
) -> None:
    person_id = person_of(database, tenant, kind)
    make_known(database, tenant, kind, person_id)
    for family in ArchiveFamily:
        archiving.take_out(tenant.organization_id, family, date(2100, 1, 1))
    assert "TELLS-" in persons.export(actor(tenant), kind, person_id).decode()
    persons.erase(actor(tenant), kind, person_id)
    for row in sorted(archiving.all(tenant.organization_id), key=lambda row: row.family != ArchiveFamily.SHIFTS):
        archiving.put_back(tenant.organization_id, row.id)
    after = everything_in_clear(database, tenant, owner_url)
    assert not [line for line in after.split("\n") if "TELLS-" in line and str(person_id) in line]
    assert len(archiving.all(tenant.organization_id)) >= 3


@pytest.mark.parametrize("kind", CARED)
def test_only_administrators_do_it_also_when_the_trial_has_ended(
    database: Database, persons: Persons, tenant: Tenant, other: Tenant, kind: PersonKind
) -> None:
    person_id = person_of(database, tenant, kind)
    for role in (Role.SCHEDULER, Role.EMPLOYEE, Role.CLIENT, Role.SUPER_ADMIN):
        with pytest.raises(NotAllowed):
            persons.export(actor(tenant, role), kind, person_id)
        with pytest.raises(NotAllowed):
            persons.erase(actor(tenant, role), kind, person_id)
    for stranger, someone in ((actor(other), person_id), (actor(tenant), new_id())):
        with pytest.raises(NotFound, match="KEEP-004"):
            persons.export(stranger, kind, someone)
        with pytest.raises(NotFound, match="KEEP-004"):
            persons.erase(stranger, kind, someone)
    assert NAMES[kind] in persons.export(actor(tenant, read_only=True), kind, person_id).decode()
