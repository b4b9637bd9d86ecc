"""One person gets everything that is held about them, and once erased nothing tells any more who it was."""

from __future__ import annotations

import io
import json
import os
import zipfile
from dataclasses import replace
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
from data.repositories.people import ClientSecrets
from data.repositories.places import PlaceRow
from data.repositories.syncs import LetterRow
from data.repositories.users import UserRow
from data.vocabulary import ArchiveFamily, AuditAction, LetterKind, PersonKind, Role, UserStatus
from data.work import Context
from services.access import Actor
from services.errors import Conflict, NotAllowed, NotFound
from services.keeping.archiving import Archiving
from services.keeping.fates import Fate
from services.keeping.keys import keeping
from services.keeping.persons import Persons
from services.words import Language
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.data.seeding import fill

WORDS = {"sv": "Väntar", "en": "Waits"}
CARED = (PersonKind.CLIENT, PersonKind.EMPLOYEE)
NAMES = {PersonKind.CLIENT: "Karl Kvist", PersonKind.EMPLOYEE: "Eva Ek"}
WISHES = {PersonKind.CLIENT: "Hon är bra", PersonKind.EMPLOYEE: "Bröllop"}


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
                if column.name.endswith("_enc") and f"{table.name}.{column.name}" != "import_rows.raw_enc":
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
    assert [each["note"] for each in told["wishes"]] == [WISHES[kind]]
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
    assert "wishes" not in json.loads(persons.export(actor(tenant), kind, person_id))
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


def test_what_waits_from_the_care_system_goes_with_the_person(
    database: Database, persons: Persons, tenant: Tenant
) -> None:
    client, carer = (person_of(database, tenant, kind) for kind in CARED)
    with database.writing(tenant.acting()) as work:
        sync = work.syncs.newest()[0]
        known = LetterRow(LetterKind.TASK, "T-1", "ECARE-020", WORDS, client_id=client, employee_id=carer)
        before = LetterRow(LetterKind.TASK, "T-2", "ECARE-020", WORDS)  # kept when it was not noted whom it is about
        strange = LetterRow(LetterKind.TASK, "T-3", "ECARE-020", WORDS)
        work.syncs.write_letters(sync.id, [known, before, strange])
        work.connection.exec_driver_sql(
            "UPDATE caire.visits SET external_ref = 'T-2' WHERE ctid = (SELECT min(ctid) FROM caire.visits"
            " WHERE client_id = %s)", (client,),
        )  # fmt: skip
    told = json.loads(persons.export(actor(tenant), PersonKind.CLIENT, client))
    assert {row["ref"] for row in told["care_dead_letters"]} == {"T-1", "T-2"}
    persons.erase(actor(tenant), PersonKind.CLIENT, client)
    with database.reading(tenant.acting()) as work:
        assert {letter.ref for letter in work.syncs.letters()} == {"T-3", "90211"}


def a_user(database: Database, tenant: Tenant, role: Role = Role.SCHEDULER) -> UUID:
    """A user who is neither a carer nor a client."""
    row = UserRow(new_id(), "Petra Planerare", f"petra-{new_id()}@example.test", role, UserStatus.ACTIVE)
    with database.writing(tenant.acting()) as work:
        work.users.add(row, "not a hash")
    with database.door() as door:
        door.start_session(tenant.organization_id, row.id, os.urandom(32), 1, 3600)
    return row.id


def test_a_user_gets_what_is_held_and_what_was_done_and_is_closed_when_erased(
    database: Database, persons: Persons, tenant: Tenant, owner_url: str
) -> None:
    petra = a_user(database, tenant)
    with database.writing(Context(tenant.organization_id, petra, Role.SCHEDULER)) as work:
        work.people.add_districts(["Petras"])
    told = json.loads(persons.export(actor(tenant), PersonKind.USER, petra))
    assert told["users"][0]["name"] == "Petra Planerare"
    assert [act["table"] for act in told["acts"]] == ["districts"]
    assert "hash" not in json.dumps(told)
    assert {line.table: line.fate for line in persons.preview(actor(tenant), PersonKind.USER, petra)} == {
        "user_sessions": Fate.GOES, "users": Fate.NAMELESS,
    }  # fmt: skip
    persons.erase(actor(tenant), PersonKind.USER, petra)
    assert "Petra Planerare" not in everything_in_clear(database, tenant, owner_url)
    (row,) = (each for each in persons.all(actor(tenant)) if each.id == petra)
    assert (row.label, row.is_erased) == ("Raderad", True)


def test_nobody_erases_themselves_or_the_last_administrator(
    database: Database, persons: Persons, tenant: Tenant
) -> None:
    second = a_user(database, tenant, Role.ADMIN)
    with pytest.raises(Conflict, match="KEEP-007"):
        persons.erase(actor(tenant), PersonKind.USER, tenant.admin_id)
    persons.erase(replace(actor(tenant), user_id=second), PersonKind.USER, tenant.admin_id)
    with pytest.raises(Conflict, match="KEEP-007"):
        persons.erase(actor(tenant), PersonKind.USER, second)


@pytest.mark.parametrize("kind", CARED)
def test_a_preview_tells_what_goes_and_why_the_rest_stays_and_changes_nothing(
    database: Database, persons: Persons, tenant: Tenant, kind: PersonKind
) -> None:
    person_id = person_of(database, tenant, kind)
    lines = persons.preview(actor(tenant), kind, person_id)
    assert {line.fate for line in lines} >= {Fate.GOES, Fate.NAMELESS}
    assert all(line.rows > 0 and line.why.sv and line.why.en for line in lines)
    assert persons.preview(actor(tenant), kind, person_id) == lines
    assert persons.requests(actor(tenant))[0].rows_touched == 1  # the one of `fill`, none of ours


def test_what_is_taken_out_can_be_read_and_harms_no_browser(
    database: Database, persons: Persons, tenant: Tenant
) -> None:
    client = person_of(database, tenant, PersonKind.CLIENT)
    with database.writing(tenant.acting()) as work:
        work.people.seal_client(client, ClientSecrets("Karl <script>", "Storgatan 1", None))
    with zipfile.ZipFile(io.BytesIO(persons.take_out(actor(tenant), PersonKind.CLIENT, client, Language.SV))) as bundle:
        page = bundle.read("uppgifter.html").decode()
        told = json.loads(bundle.read("uppgifter.json"))
    assert "Karl &lt;script&gt;" in page
    assert "<script>" not in page
    assert "Ekudden" in page
    assert "<th>Pseudonym</th>" in page
    assert "<th>Skyddade personuppgifter</th><td>nej</td>" in page
    assert told["clients"][0]["name"] == "Karl <script>"
