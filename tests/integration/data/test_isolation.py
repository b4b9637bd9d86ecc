"""No organisation reaches another: the matrix finds no breach, and finds every fault planted for it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest

from data.connect import Database
from data.owner import is_superuser
from tests.integration.conftest import Tenant
from tests.integration.data import isolation
from tests.integration.data.seeding import TODAY, fill

MONTH = TODAY.strftime("%Y_%m")

ONLY_A_SUPERUSER_CAN = "a role that passes row security"
# Each a way in which a wall has been breached somewhere: what is done, and the relation where it shows.
FAULTS = {
    "row security switched off": ("ALTER TABLE caire.clients DISABLE ROW LEVEL SECURITY", "caire.clients"),
    "the wall dropped": ("DROP POLICY tenant_wall ON caire.employees", "caire.employees"),
    "a wall open to those without an organisation": (
        "ALTER POLICY tenant_wall ON caire.vehicles"
        " USING (organization_id = (SELECT sec.org_id()) OR (SELECT sec.org_id()) IS NULL)",
        "caire.vehicles",
    ),
    "a new table without row security": (
        "CREATE TABLE caire.forgotten AS SELECT organization_id, id FROM caire.clients;"
        " GRANT SELECT ON caire.forgotten TO caire_app",
        "caire.forgotten",
    ),
    "a right on one month": (f"GRANT SELECT ON caire.visits_{MONTH} TO caire_app", f"caire.visits_{MONTH}"),
    "a view that looks with its owner's eyes": (
        "CREATE VIEW caire.glance AS SELECT organization_id, id FROM caire.clients;"
        " GRANT SELECT ON caire.glance TO caire_app",
        "caire.glance",
    ),
    ONLY_A_SUPERUSER_CAN: ("ALTER ROLE caire_app BYPASSRLS", "caire.visits"),
    "a wall that does not check what is written": (
        "ALTER POLICY tenant_wall ON caire.skills WITH CHECK (true)",
        "caire.skills",
    ),
    "the right to empty a table": ("GRANT TRUNCATE ON caire.client_carers TO caire_app", "caire.client_carers"),
}


@pytest.fixture(scope="module")
def subject(database: Database, own: Tenant, other: Tenant) -> UUID:
    """The first organisation's employee; both organisations are filled."""
    fill(database, other)
    return fill(database, own)


@pytest.fixture
def owner(owner_url: str) -> Iterator[psycopg.Connection[isolation.Row]]:
    """The owner's connection; whatever a test does on it is undone."""
    with psycopg.connect(owner_url) as connection:
        yield connection
        connection.rollback()


def test_every_table_holds_rows_of_both_organisations(
    owner: psycopg.Connection[isolation.Row], own: Tenant, other: Tenant, subject: UUID
) -> None:
    found = isolation.relations(owner, own.organization_id, other.organization_id)
    empty = [each.name for each in found if each.tenant and 0 in each.rows_of.values()]
    assert empty == []


def test_row_security_is_on_and_forced_on_every_table_and_month(template_url: str) -> None:
    with psycopg.connect(template_url) as owner:
        lax = owner.execute(
            "SELECT oid::regclass::text FROM pg_class WHERE relnamespace::regnamespace::text IN ('caire', 'audit')"
            " AND relkind IN ('r', 'p') AND NOT (relrowsecurity AND relforcerowsecurity)"
        ).fetchall()
    assert lax == []


def test_no_role_that_signs_in_passes_row_security(owner: psycopg.Connection[isolation.Row]) -> None:
    strong = owner.execute(
        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'caire%%' AND rolname <> 'caire_admin'"
        " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)"
    ).fetchall()
    assert strong == []


def test_every_table_has_the_wall_that_restricts_everybody(owner: psycopg.Connection[isolation.Row]) -> None:
    """Attempts to sign in are counted before anybody is known: nobody who signs in has any policy there at all."""
    open_to_some = owner.execute(
        "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relnamespace::regnamespace::text IN ('caire', 'audit')"
        " AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT EXISTS ("
        "  SELECT 1 FROM pg_policies w WHERE w.schemaname = c.relnamespace::regnamespace::text"
        "   AND w.tablename = c.relname"
        "   AND w.permissive = 'RESTRICTIVE' AND w.cmd = 'ALL' AND w.qual = w.with_check"
        "   AND w.qual LIKE '%sec.org_id()%'"
        "   AND w.roles @> ARRAY['caire_app', 'caire_field', 'caire_worker', 'caire_readonly', 'caire_owner']::name[])"
    ).fetchall()
    policies = owner.execute("SELECT roles::text FROM pg_policies WHERE tablename = 'login_attempts'").fetchall()
    assert open_to_some == [("caire.login_attempts",)]
    assert policies == [("{caire_definer}",)]


def test_no_month_has_a_policy_or_a_right_of_its_own(owner: psycopg.Connection[isolation.Row]) -> None:
    own_ways = owner.execute(
        "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relispartition AND c.relkind IN ('r', 'p')"
        " AND (EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)"
        "  OR EXISTS (SELECT 1 FROM aclexplode(c.relacl) WHERE grantee <> c.relowner))"
    ).fetchall()
    assert own_ways == []


def test_the_matrix_finds_no_breach(
    owner: psycopg.Connection[isolation.Row],
    own: Tenant,
    other: Tenant,
    subject: UUID,
    pytestconfig: pytest.Config,
    capsys: pytest.CaptureFixture[str],
) -> None:
    is_whole = bool(pytestconfig.getoption("--whole-campaigns"))
    begun = time.monotonic()
    outcome = isolation.run(owner, own.organization_id, other.organization_id, subject, is_whole=is_whole)
    if is_whole:
        told = f"{outcome.relations} relations, {outcome.cells} cells, {len(outcome.breaches)} breaches"
        with capsys.disabled():
            sys.stdout.write(f"\nisolation: {told}, {time.monotonic() - begun:.0f} s\n")
    assert (outcome.breaches, outcome.bare) == ([], [])
    assert outcome.cells > (200_000 if is_whole else 15_000)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(
    owner: psycopg.Connection[isolation.Row], own: Tenant, other: Tenant, subject: UUID, fault: str
) -> None:
    statements, relation = FAULTS[fault]
    before = isolation.run(owner, own.organization_id, other.organization_id, subject, only={relation})
    owner.rollback()
    if fault == ONLY_A_SUPERUSER_CAN and not is_superuser(owner):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            owner.execute(statements.encode())
        return
    owner.execute(statements.encode())
    after = isolation.run(owner, own.organization_id, other.organization_id, subject, only={relation})
    assert before.breaches == []
    assert after.breaches != []


def test_carers_see_themselves_and_clients_they_visit_and_clients_see_themselves(
    database: Database, own: Tenant, subject: UUID
) -> None:
    def count(role: str, seen_by: UUID | None, table: str) -> int:
        context = type(own.acting())(own.organization_id, own.admin_id, role, seen_by, database_role="caire_field")
        with database.reading(context) as work:
            return int(work.connection.exec_driver_sql(f"SELECT count(*) FROM caire.{table}").scalar_one())

    tables = ("employees", "employee_shifts", "visits", "clients", "places")
    assert [count("employee", subject, table) for table in tables] == [1, 1, 2, 1, 1]
    assert [count("employee", own.admin_id, table) for table in tables] == [0, 0, 0, 0, 0]
    with database.reading(own.acting()) as work:
        client = work.people.clients()[0].id
    assert [count("client", client, table) for table in tables] == [0, 0, 2, 1, 1]
    assert [count("client", subject, table) for table in tables] == [0, 0, 0, 0, 0]
