"""The platform's staff read care data only while support access is open, never change it, and never unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.exc import DBAPIError

from data.connect import Database
from data.ids import PLATFORM_ORGANIZATION_ID, new_id
from data.repositories.users import UserRow
from data.vocabulary import Role, UserStatus
from data.work import Conflict, Context, ReadingWork
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.data.isolation import Connection, enter
from tests.integration.data.seeding import fill
from tests.integration.data.unruled import only_walls

REASON = "Kartan ritas inte för Norr"
CARE = ("employees", "clients", "visits", "employee_shifts", "places", "schedule_solutions", "plan_edits", "imports")


@pytest.fixture(scope="module")
def staff(database: Database) -> tuple[UUID, UUID]:
    """Two super admins of the platform."""
    ids = (new_id(), new_id())
    with database.writing(Context(PLATFORM_ORGANIZATION_ID, None, Role.SUPER_ADMIN)) as work:
        work.organizations.make_own("Caire")
        for each in ids:
            work.users.add(UserRow(each, "Sam", f"{each}@example.test", Role.SUPER_ADMIN, UserStatus.ACTIVE), "hash")
    return ids


@pytest.fixture
def tenant(database: Database) -> Tenant:
    made = make_tenant(database, "Tallbacken")
    fill(database, made)
    return made


@pytest.fixture
def owner(owner_url: str) -> Iterator[Connection]:
    with psycopg.connect(owner_url) as connection:
        yield connection
        connection.rollback()


def as_staff(tenant: Tenant, who: UUID) -> Context:
    return Context(tenant.organization_id, who, Role.SUPER_ADMIN)


def seen(database: Database, context: Context) -> dict[str, bool]:
    with database.reading(context) as work:
        return {table: _some(work, table) for table in CARE}


def _some(work: ReadingWork, table: str) -> bool:
    return bool(work.connection.exec_driver_sql(f"SELECT count(*) FROM caire.{table}").scalar_one())


ALL, NONE = dict.fromkeys(CARE, True), dict.fromkeys(CARE, False)


def test_whoever_looks_in_sees_care_data_alone_and_until_it_is_closed(
    database: Database, tenant: Tenant, staff: tuple[UUID, UUID]
) -> None:
    first, second = staff
    assert seen(database, as_staff(tenant, first)) == NONE
    with database.writing(as_staff(tenant, first)) as work:
        until = work.support.look_in(REASON, 60)
    assert seen(database, as_staff(tenant, first)) == ALL
    assert seen(database, as_staff(tenant, second)) == NONE
    with database.writing(tenant.acting()) as work:  # the organisation sees who, why and until when, and may end it
        opening = work.support.all()[0]
        assert (opening.staff_name, opening.reason, opening.expires_at) == ("Sam", REASON, until)
        assert work.support.close(opening.id, tenant.admin_id)
        assert not work.support.close(opening.id, tenant.admin_id)
    assert seen(database, as_staff(tenant, first)) == NONE


def test_an_organisation_that_asks_for_help_is_helped_by_anybody_of_the_platform(
    database: Database, tenant: Tenant, staff: tuple[UUID, UUID]
) -> None:
    with database.writing(tenant.acting()) as work:
        opening = work.support.ask_for_help(tenant.admin_id, REASON, 60)
    assert [seen(database, as_staff(tenant, each)) for each in staff] == [ALL, ALL]
    with database.writing(as_staff(tenant, staff[1])) as work:
        assert work.support.close(opening, staff[1])
    assert [seen(database, as_staff(tenant, each)) for each in staff] == [NONE, NONE]


def test_it_ends_by_itself(database: Database, tenant: Tenant, staff: tuple[UUID, UUID], owner: Connection) -> None:
    with database.writing(as_staff(tenant, staff[0])) as work:
        work.support.look_in(REASON, 60)
    owner.execute(
        "UPDATE caire.support_access SET created_at = created_at - interval '61 min',"
        " expires_at = expires_at - interval '61 min' WHERE organization_id = %s",
        [tenant.organization_id],
    )
    owner.commit()
    assert seen(database, as_staff(tenant, staff[0])) == NONE


def test_it_opens_one_organisation_only(database: Database, tenant: Tenant, staff: tuple[UUID, UUID]) -> None:
    neighbour = make_tenant(database, "Furulund")
    fill(database, neighbour)
    with database.writing(as_staff(tenant, staff[0])) as work:
        work.support.look_in(REASON, 60)
    assert seen(database, as_staff(neighbour, staff[0])) == NONE


def test_it_never_changes_anything(
    database: Database, tenant: Tenant, staff: tuple[UUID, UUID], owner: Connection
) -> None:
    with database.writing(as_staff(tenant, staff[0])) as work:
        work.support.look_in(REASON, 60)
    tables = owner.execute("SELECT tablename FROM pg_policies WHERE policyname = 'support_read' ORDER BY 1").fetchall()
    assert len(tables) >= 30
    only_walls(owner)
    enter(owner, "caire_app", Role.SUPER_ADMIN, str(tenant.organization_id), staff[0])
    owner.execute("SELECT set_config('app.user_id', %s, true)", [str(staff[0])])
    for (table,) in tables:
        for verb in ("UPDATE {} SET organization_id = organization_id", "DELETE FROM {}"):
            statement = sql.SQL(verb).format(sql.Identifier("caire", table))
            try:
                with owner.transaction():
                    touched = owner.execute(statement).rowcount
            except psycopg.errors.InsufficientPrivilege:
                continue
            assert touched == 0, (table, verb)


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SCHEDULER, Role.EMPLOYEE])
def test_only_the_platforms_staff_open_it_for_themselves(database: Database, tenant: Tenant, role: Role) -> None:
    with pytest.raises(DBAPIError, match="only the platform's staff"), database.writing(tenant.acting(role)) as work:
        work.support.look_in(REASON, 60)


def test_who_only_says_to_be_staff_opens_nothing(database: Database, tenant: Tenant) -> None:
    pretender = as_staff(tenant, tenant.admin_id)
    with pytest.raises(DBAPIError, match="only the platform's staff"), database.writing(pretender) as work:
        work.support.look_in(REASON, 60)


@pytest.mark.parametrize(
    ("reason", "minutes", "rule"),
    [
        ("hm", 60, "support_access_reason_says_something"),
        (" " * 20, 60, "support_access_reason_says_something"),
        (REASON, 0, "support_access_lasts"),
        (REASON, 7 * 24 * 60 + 1, "support_access_lasts"),
    ],
)
def test_it_needs_a_reason_and_an_end(
    database: Database, tenant: Tenant, staff: tuple[UUID, UUID], reason: str, minutes: int, rule: str
) -> None:
    ways: tuple[Callable[[], object], ...] = (
        lambda: _do(database, as_staff(tenant, staff[0]), reason, minutes),
        lambda: _do(database, tenant.acting(), reason, minutes),
    )
    for way in ways:
        with pytest.raises(Conflict, match=rule):
            way()


def _do(database: Database, context: Context, reason: str, minutes: int) -> None:
    with database.writing(context) as work:
        if context.role == Role.SUPER_ADMIN:
            work.support.look_in(reason, minutes)
        else:
            assert context.user_id is not None
            work.support.ask_for_help(context.user_id, reason, minutes)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE caire.support_access SET expires_at = expires_at + interval '1 day'",
        "UPDATE caire.support_access SET reason = 'Något helt annat'",
        "DELETE FROM caire.support_access",
        "INSERT INTO caire.support_access (organization_id, id, opened_by, reason, expires_at, staff_id, staff_name)"
        " SELECT organization_id, gen_random_uuid(), opened_by, reason, expires_at, opened_by, 'Sam'"
        " FROM caire.support_access",
    ],
)
@pytest.mark.parametrize("role", [Role.ADMIN, Role.SUPER_ADMIN])
def test_what_was_opened_is_not_rewritten(
    database: Database, tenant: Tenant, staff: tuple[UUID, UUID], role: Role, statement: str
) -> None:
    context = tenant.acting() if role is Role.ADMIN else as_staff(tenant, staff[0])
    with pytest.raises(DBAPIError, match="permission denied"), database.writing(context) as work:
        work.connection.exec_driver_sql(statement)


def test_what_was_closed_is_not_opened_again(database: Database, tenant: Tenant) -> None:
    with database.writing(tenant.acting()) as work:
        opening = work.support.ask_for_help(tenant.admin_id, REASON, 60)
        work.support.close(opening, tenant.admin_id)
    with database.writing(tenant.acting()) as work:
        again = work.connection.exec_driver_sql("UPDATE caire.support_access SET closed_at = NULL, closed_by = NULL")
        assert again.rowcount == 0


def test_every_table_planners_keep_is_covered(owner: Connection) -> None:
    uncovered = owner.execute(
        "SELECT tablename FROM pg_policies p WHERE policyname = 'planner_all' AND NOT EXISTS"
        " (SELECT 1 FROM pg_policies s WHERE s.tablename = p.tablename AND s.policyname = 'support_read'"
        "  AND s.cmd = 'SELECT')"
    ).fetchall()
    assert uncovered == []
