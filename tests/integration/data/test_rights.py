"""Who reads which sensitive column, and who may call what: the whole lists, so that a right given by mistake shows."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from data.connect import Database
from data.ids import new_id
from data.vocabulary import Role
from tests.integration.conftest import Tenant
from tests.integration.data.isolation import Connection, Row, enter
from tests.integration.data.readers import ALSO_SENSITIVE, AS, READERS
from tests.integration.data.seeding import fill
from tests.integration.data.unruled import only_walls

OPEN = (
    "INSERT INTO caire.support_access (organization_id, id, opened_by, reason, expires_at)"
    " VALUES (%s, %s, %s, 'En karta som inte ritas', now() + interval '1 hour')"
)


@pytest.fixture(scope="module")
def subject(database: Database, own: Tenant) -> UUID:
    """The employee of the filled organisation."""
    return fill(database, own)


@pytest.fixture
def owner(owner_url: str) -> Iterator[Connection]:
    """The owner's connection; whatever a test does on it is undone."""
    with psycopg.connect(owner_url) as connection:
        yield connection
        connection.rollback()


def sensitive(owner: Connection) -> list[tuple[str, str]]:
    """`(table.column, its type)` of every sensitive column there is."""
    rows = owner.execute(
        "SELECT c.relname || '.' || a.attname, format_type(a.atttypid, NULL) FROM pg_class c"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
        " WHERE c.relnamespace = 'caire'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
        " AND (a.attname ~ '_(enc|bidx|hmac)$' OR c.relname || '.' || a.attname = ANY (%s)) ORDER BY 1",
        [list(ALSO_SENSITIVE)],
    )
    return [(name, kind) for name, kind in rows]


def fill_gaps(owner: Connection, columns: list[tuple[str, str]]) -> None:
    """A value wherever one is missing, so that an empty column does not look like a closed one."""
    only_walls(owner)
    for name, kind in columns:
        table, column = name.split(".")
        values = {"bytea": b"\1", "integer": 60, "numeric": 200}
        if kind in values:
            owner.execute(
                sql.SQL("UPDATE caire.{} SET {} = {} WHERE {} IS NULL").format(
                    sql.Identifier(table), sql.Identifier(column), values[kind], sql.Identifier(column)
                )
            )


def readers_of(owner: Connection, tenant: Tenant, subjects: dict[Role, UUID], name: str) -> set[str]:
    """Everybody who reads a value of the column, each as the application enters the database."""
    table, column = (sql.Identifier(part) for part in name.split("."))
    found: set[str] = set()
    for reader, (role, user_role) in AS.items():
        who = subjects.get(user_role) if user_role else None
        with owner.transaction(force_rollback=True):
            if reader == "support":
                owner.execute(OPEN, [tenant.organization_id, new_id(), tenant.admin_id])
            enter(owner, role, user_role, str(tenant.organization_id), who or tenant.admin_id)
            try:
                with owner.transaction():
                    seen = owner.execute(sql.SQL("SELECT count({}) FROM caire.{}").format(column, table)).fetchone()
            except psycopg.errors.InsufficientPrivilege:
                continue
            if seen and seen[0]:
                found.add(reader)
    return found


def test_sensitive_columns_are_read_by_these_only(
    database: Database, owner: Connection, own: Tenant, subject: UUID
) -> None:
    with database.reading(own.acting()) as work:
        subjects = {Role.EMPLOYEE: subject, Role.CLIENT: work.people.clients()[0].id}
    columns = sensitive(owner)
    fill_gaps(owner, columns)
    granted = {name: readers_of(owner, own, subjects, name) for name, _ in columns}
    assert granted == {name: set(readers.split()) for name, readers in READERS.items()}


def test_a_right_given_by_mistake_shows(database: Database, owner: Connection, own: Tenant, subject: UUID) -> None:
    before = readers_of(owner, own, {}, "users.password_hash")
    owner.execute("GRANT SELECT (password_hash) ON caire.users TO caire_app")
    assert before == set()
    assert readers_of(owner, own, {}, "users.password_hash") == {"admin", "scheduler", "super_admin", "support"}


def test_no_function_of_ours_may_be_called_by_everybody(owner: Connection) -> None:
    rows: list[Row] = owner.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " JOIN pg_language l ON l.oid = p.prolang AND l.lanname <> 'internal'"  # what makes a range is the server's own
        " WHERE n.nspname IN ('caire', 'sec', 'setup', 'rpt', 'audit')"
        " AND EXISTS (SELECT 1 FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) WHERE grantee = 0)"
    ).fetchall()
    assert rows == []
