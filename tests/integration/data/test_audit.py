"""Everything critical is on record, nothing of a person is copied there, and nobody alters it unseen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from sqlalchemy.exc import ProgrammingError

from data.connect import Database
from data.ids import new_id
from data.repositories.audit import AuditEntry
from data.repositories.seals import Head, SealCheck, Tampering
from data.vocabulary import AuditAction, Role
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.data.seeding import fill
from tests.integration.data.unruled import tampering


def entries(database: Database, tenant: Tenant, role: str = Role.ADMIN, **asked: object) -> list[AuditEntry]:
    now = datetime.now(UTC)
    with database.reading(tenant.acting(role)) as work:
        return work.audit.entries(now - timedelta(days=1), now + timedelta(days=1), most=100_000, **asked)  # type: ignore[arg-type]


def seal(database: Database, tenant: Tenant) -> Head | None:
    with database.writing(tenant.working()) as work:
        return work.seals.seal()


def check(database: Database, tenant: Tenant, kept: Head | None = None) -> SealCheck:
    with database.writing(tenant.working()) as work:
        return work.seals.check(kept)


def rename(database: Database, tenant: Tenant, name: str) -> UUID:
    with database.writing(tenant.acting()) as work:
        return work.skills.ensure([name])[name]


# Tables without an entry for every change, and why.
UNTOLD = {
    "employee_bookings": "follows shifts",
    "vehicle_bookings": "follows shifts",
    "shift_skills": "follows shifts",
    "visit_skills": "follows visits",
    "visit_carers": "follows visits",
    "visit_dependencies": "follows visits",
    "schedule_metrics": "follows solutions",
    "solution_progress": "follows solutions",
    "constraint_changes": "is a journal itself",
    "login_attempts": "is a journal itself",
    "import_rows": "is an import's own report",
    "import_images": "is how an import is undone",
    "travel_cache": "is measured, of no one",
    "idempotency_keys": "holds results already told",
    "webhook_deliveries": "is a journal itself",
}


@pytest.fixture
def tenant(database: Database) -> Tenant:
    """An organisation whose audit a test may spoil."""
    made = make_tenant(database, "Ekudden")
    rename(database, made, "insulin")
    return made


@pytest.fixture
def superuser(owner_url: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Somebody who may do anything, and switches the triggers off."""
    with tampering(owner_url) as connection:
        yield connection


def test_a_row_that_is_made_changed_and_removed_is_told_with_its_changed_columns(
    database: Database, own: Tenant, owner_url: str
) -> None:
    skill = rename(database, own, "lyft")
    with psycopg.connect(owner_url) as owner:
        owner.execute("UPDATE caire.skills SET name = 'förflyttning' WHERE id = %s", [skill])
        owner.execute("DELETE FROM caire.skills WHERE id = %s", [skill])
    told = entries(database, own, table="skills", row=str(skill))[::-1]
    assert [entry.action for entry in told] == [AuditAction.INSERT, AuditAction.UPDATE, AuditAction.DELETE]
    assert (told[0].user_id, told[0].role, told[0].db_user) == (own.admin_id, "admin", "caire_app")
    assert (told[1].was, told[1].became) == ({"name": "lyft"}, {"name": "förflyttning"})
    assert told[1].user_id is None
    assert told[1].db_user not in {"caire_app", "caire_login"}
    assert (told[2].was is None, told[2].became) == (False, None)


def test_every_table_is_on_record_or_named_with_a_reason(owner_url: str) -> None:
    with psycopg.connect(owner_url) as owner:
        untold = owner.execute(
            "SELECT relname FROM pg_class c WHERE relnamespace = 'caire'::regnamespace AND relkind IN ('r', 'p')"
            " AND NOT relispartition AND (SELECT count(*) FROM pg_trigger WHERE tgrelid = c.oid AND tgname IN"
            "  ('z_audit_insert', 'z_audit_update', 'z_audit_delete') AND tgenabled = 'O') < 3"
        ).fetchall()
    assert {row[0] for row in untold} == UNTOLD.keys()


def test_writing_what_stands_already_is_no_entry(database: Database, own: Tenant, owner_url: str) -> None:
    skill = rename(database, own, "sond")
    with psycopg.connect(owner_url) as owner:
        owner.execute("UPDATE caire.skills SET name = name, updated_at = now() WHERE id = %s", [skill])
    assert len(entries(database, own, table="skills", row=str(skill))) == 1


def test_a_visit_moved_to_another_month_is_one_change(database: Database, tenant: Tenant, owner_url: str) -> None:
    own = tenant
    fill(database, own)
    with psycopg.connect(owner_url) as owner:
        owner.execute("DELETE FROM caire.visit_dependencies")
        owner.execute("DELETE FROM caire.visit_reports")  # what has begun stays on its day
        row = owner.execute(
            "UPDATE caire.visits SET visit_date = visit_date + 40 WHERE (organization_id, id) ="
            " (SELECT organization_id, id FROM caire.visits WHERE organization_id = %s LIMIT 1)"
            " RETURNING id, visit_date::text",
            [own.organization_id],
        ).fetchone()
        assert row is not None
    moved = entries(database, own, table="visits", row=str(row[0]))[0]
    assert moved.action == AuditAction.UPDATE
    assert (moved.became or {})["visit_date"] == row[1]


def test_nothing_of_a_person_is_copied(database: Database, own: Tenant, owner_url: str) -> None:
    """Every table is filled, then every hidden column is looked for in every entry."""
    fill(database, own)
    told = entries(database, own)
    assert {"clients", "employees", "users", "visits", "employee_absences", "data_keys"} <= {e.table_name for e in told}
    shown = {
        (entry.table_name, column)
        for entry in told
        for row in (entry.was, entry.became)
        for column, value in (row or {}).items()
        if value not in ("[hidden]", None)
    }
    secret = {(table, column) for table, column in shown if column.endswith(("_enc", "_bidx", "_hmac", "_sha256"))}
    assert secret == set()
    assert not shown & {
        ("users", "name"), ("users", "email"), ("users", "password_hash"), ("data_keys", "wrapped_key"),
        ("clients", "granted_minutes_month"), ("clients", "protected_identity"), ("employees", "hourly_rate_sek"),
        ("employee_absences", "kind"), ("places", "lat_rounded"), ("visits", "title"),
        ("schedule_solutions", "input_data"),
    }  # fmt: skip


def test_only_the_administrator_reads_the_audit_of_the_own_organisation(
    database: Database, own: Tenant, other: Tenant
) -> None:
    assert entries(database, own, Role.SCHEDULER) == []
    assert entries(database, own, Role.SUPER_ADMIN) == []
    rename(database, own, "lyft")
    mine, theirs = entries(database, own), entries(database, other)
    assert mine
    assert theirs
    assert not {entry.id for entry in mine} & {entry.id for entry in theirs}


def test_a_shown_name_leaves_a_note_with_who_and_why(database: Database, own: Tenant) -> None:
    client = new_id()
    with database.writing(own.acting(Role.SCHEDULER)) as work:
        work.audit.note(AuditAction.READ, "clients", [client], "phoned about the key")
    [note] = entries(database, own, action=AuditAction.READ)
    assert (note.client_id, note.user_id, note.reason) == (client, own.admin_id, "phoned about the key")


@pytest.mark.parametrize("action", ["INSERT", "UPDATE", "DELETE"])
def test_nobody_notes_a_change_that_did_not_happen(database: Database, own: Tenant, action: str) -> None:
    with pytest.raises(ProgrammingError, match="an act of its own"), database.writing(own.acting()) as work:
        work.audit.note(AuditAction(action), "clients", ["1"], "forged")


@pytest.mark.parametrize("statement", ["UPDATE {} SET lineage = 1", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("table", ["audit.log", "audit.seal"])
def test_not_even_the_owner_changes_the_audit_in_passing(
    database: Database, own: Tenant, owner_url: str, table: str, statement: str
) -> None:
    seal(database, own)
    with (
        psycopg.connect(owner_url) as owner,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="only added to"),
    ):
        owner.execute(statement.format(table).encode())


def test_sealing_covers_every_entry_once_and_new_ones_go_on_the_chain(database: Database, tenant: Tenant) -> None:
    first = seal(database, tenant)
    assert seal(database, tenant) is None
    rename(database, tenant, "dusch")
    second = seal(database, tenant)
    assert [head and head.n for head in (first, second)] == [1, 2]
    checked = check(database, tenant, second)
    assert (checked.fault, checked.seals, checked.unsealed) == (None, 2, 0)
    assert checked.entries == len(entries(database, tenant))


def test_an_entry_of_a_running_transaction_waits_for_the_next_seal(database: Database, tenant: Tenant) -> None:
    with database.writing(tenant.acting()) as running:
        running.skills.ensure(["mat"])
        rename(database, tenant, "tvätt")
        seal(database, tenant)
    head = seal(database, tenant)
    checked = check(database, tenant, head)
    assert (checked.fault, checked.unsealed) == (None, 0)
    assert checked.entries == len(entries(database, tenant))


def test_the_job_is_told_which_organisations_wait(database: Database, tenant: Tenant) -> None:
    with database.housekeeping() as everywhere:
        assert tenant.organization_id in everywhere.unsealed()
    seal(database, tenant)
    with database.housekeeping() as everywhere:
        assert tenant.organization_id not in everywhere.unsealed()
        assert tenant.organization_id in everywhere.audited()


TAMPERINGS = {
    "an altered entry": ("UPDATE audit.log SET reason = 'x' WHERE id = {entry}", Tampering.ENTRIES),
    "an entry given to somebody else": (
        "UPDATE audit.log SET app_user = {stranger} WHERE id = {entry}",
        Tampering.ENTRIES,
    ),
    "an entry of another moment": (
        "UPDATE audit.log SET at = at + interval '1 second' WHERE id = {entry}",
        Tampering.ENTRIES,
    ),
    "a removed entry": ("DELETE FROM audit.log WHERE id = {entry}", Tampering.ENTRIES),
    "an entry moved to another organisation": (
        "UPDATE audit.log SET organization_id = {stranger} WHERE id = {entry}",
        Tampering.ENTRIES,
    ),
    "an entry slipped into the past": (
        "INSERT INTO audit.log (organization_id, lineage, txid, action) SELECT organization_id, lineage, txid, 'READ'"
        " FROM audit.log WHERE id = {entry}",
        Tampering.ENTRIES,
    ),
    "an entry altered together with the count": (
        "DELETE FROM audit.log WHERE id = {entry}; UPDATE audit.seal SET entries = entries - 1"
        " WHERE organization_id = {org} AND n = 1",
        Tampering.SEAL,
    ),
    "a forged digest": (
        "UPDATE audit.seal SET digest = sha256('x') WHERE organization_id = {org} AND n = 1",
        Tampering.SEAL,
    ),
    "a forged chain": (
        "UPDATE audit.seal SET mac = sha256(mac) WHERE organization_id = {org}",
        Tampering.SEAL,
    ),
    "a removed seal": ("DELETE FROM audit.seal WHERE organization_id = {org} AND n = 1", Tampering.MISSING),
    "the newest seal cut off with its entries": (
        "DELETE FROM audit.log WHERE organization_id = {org} AND txid >= (SELECT txid_from FROM audit.seal"
        " WHERE organization_id = {org} AND n = 2); DELETE FROM audit.seal WHERE organization_id = {org} AND n = 2",
        Tampering.MISSING,
    ),
    "everything emptied": (
        "DELETE FROM audit.log WHERE organization_id = {org}; DELETE FROM audit.seal WHERE organization_id = {org}",
        Tampering.MISSING,
    ),
    "another key": (
        "UPDATE caire.data_keys SET wrapped_key = sha256(wrapped_key) WHERE organization_id = {org}"
        " AND purpose = 'audit_seal'",
        Tampering.KEY,
    ),
    "no key": ("DELETE FROM caire.data_keys WHERE organization_id = {org} AND purpose = 'audit_seal'", Tampering.KEY),
    "the key of another organisation": (
        "UPDATE caire.data_keys k SET (id, wrapped_key) = (SELECT o.id, o.wrapped_key FROM caire.data_keys o"
        " WHERE o.organization_id = {stranger} AND o.purpose = 'audit_seal')"
        " WHERE k.organization_id = {org} AND k.purpose = 'audit_seal'",
        Tampering.KEY,
    ),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_what_a_superuser_does_to_the_audit_is_found(
    database: Database,
    tenant: Tenant,
    other: Tenant,
    superuser: psycopg.Connection[tuple[object, ...]],
    tampering: str,
) -> None:
    statement, fault = TAMPERINGS[tampering]
    seal(database, tenant)
    rename(database, tenant, "promenad")
    newest = seal(database, tenant)
    assert check(database, tenant, newest).fault is None
    entry = superuser.execute(
        "SELECT min(id) FROM audit.log WHERE organization_id = %s", [tenant.organization_id]
    ).fetchone()
    assert entry is not None
    names = {"org": f"'{tenant.organization_id}'", "stranger": f"'{other.organization_id}'", "entry": entry[0]}
    superuser.execute(statement.format(**names).encode())
    assert check(database, tenant, newest).fault == fault


def test_a_move_to_another_server_begins_a_new_lineage_and_the_chain_goes_on(
    database: Database, tenant: Tenant, superuser: psycopg.Connection[tuple[object, ...]]
) -> None:
    """Another server numbers its transactions anew; the rest of the first is sealed before the new entries."""
    seal(database, tenant)
    superuser.execute(
        "INSERT INTO audit.log (organization_id, lineage, txid, action)"
        " SELECT %s, 42, n, 'READ' FROM generate_series(5, 7) n",
        [tenant.organization_id],
    )
    superuser.execute(
        "UPDATE audit.log SET lineage = 42 WHERE organization_id = %s AND action <> 'READ'", [tenant.organization_id]
    )
    superuser.execute("DELETE FROM audit.seal WHERE organization_id = %s", [tenant.organization_id])
    rename(database, tenant, "handling")
    head = seal(database, tenant)
    checked = check(database, tenant, head)
    assert (checked.fault, checked.seals, checked.unsealed) == (None, 2, 0)
    rename(database, tenant, "städ")
    assert check(database, tenant, seal(database, tenant)).fault is None
