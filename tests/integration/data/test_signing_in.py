"""The door: who may sign in, how tries are counted, and which sessions still open."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data.connect import Database
from data.ids import PLATFORM_ORGANIZATION_ID, new_id
from data.repositories.users import UserRow
from data.vocabulary import OrganizationStatus, Role, UserStatus
from data.work import Conflict, Context
from tests.integration.conftest import Tenant

HOURS_8 = 8 * 3600


@pytest.fixture
def planner(database: Database, own: Tenant) -> UserRow:
    row = UserRow(new_id(), "Petra Plan", f"Petra.{new_id().hex}@Example.Test", Role.SCHEDULER, UserStatus.ACTIVE)
    with database.writing(own.acting()) as work:
        work.users.add(row, password_hash="the hash")
    return row


@pytest.fixture
def token(database: Database, own: Tenant, planner: UserRow) -> bytes:
    token = os.urandom(32)
    with database.door() as door:
        assert door.start_session(own.organization_id, planner.id, token, 1, HOURS_8)
    return token


def change(owner_url: str, statement: str, row_id: UUID | bytes) -> None:
    with psycopg.connect(owner_url) as owner:
        assert owner.execute(statement, [row_id]).rowcount == 1


def test_a_user_is_found_by_address_in_any_case(database: Database, own: Tenant, planner: UserRow) -> None:
    with database.door() as door:
        found = door.look_up(planner.email.upper())
    assert found is not None
    assert (found.organization_id, found.user_id, found.password_hash) == (own.organization_id, planner.id, "the hash")
    assert (found.role, found.user_status, found.organization_status) == ("scheduler", "active", "active")


def test_an_unknown_address_is_nobody(database: Database) -> None:
    with database.door() as door:
        assert door.look_up("nobody@example.test") is None


def test_an_address_belongs_to_one_user_everywhere(database: Database, other: Tenant, planner: UserRow) -> None:
    def again() -> None:
        with database.writing(other.acting()) as work:
            work.users.add(UserRow(new_id(), "X", planner.email, Role.ADMIN, UserStatus.ACTIVE), "hash")

    with pytest.raises(Conflict, match="users_email_key"):
        again()


def test_wrong_tries_count_until_the_account_succeeds(database: Database) -> None:
    account, address = os.urandom(32), os.urandom(32)
    with database.door() as door:
        for _ in range(3):
            door.note_attempt(account, address, ok=False)
        door.note_attempt(os.urandom(32), address, ok=False)
    with database.door() as door:
        assert door.failures(account, address) == (3, 4)
        door.note_attempt(account, address, ok=True)
    with database.door() as door:
        assert door.failures(account, address) == (0, 4)


def test_old_tries_are_forgotten(database: Database, owner_url: str) -> None:
    account, address = os.urandom(32), os.urandom(32)
    with database.door() as door:
        door.note_attempt(account, address, ok=False)
    change(owner_url, "UPDATE caire.login_attempts SET at = at - interval '16 min' WHERE email_hmac = %s", account)
    with database.door() as door:
        assert door.failures(account, address) == (0, 0)


def test_a_session_tells_who_it_is(database: Database, own: Tenant, planner: UserRow, token: bytes) -> None:
    with database.door() as door:
        row = door.resolve(token, touch=True)
    assert row is not None
    assert (row.organization_id, row.organization_name) == (own.organization_id, "Solbacken")
    assert (row.user_id, row.user_name, row.role) == (planner.id, "Petra Plan", "scheduler")
    assert (row.subject_id, row.read_only, row.is_demo, row.timezone) == (None, False, False, "Europe/Stockholm")


@pytest.mark.parametrize(
    "closing",
    [
        "UPDATE caire.users SET status = 'suspended' WHERE id = %s",
        "UPDATE caire.users SET role = 'admin' WHERE id = %s",
        "UPDATE caire.users SET password_hash = 'another' WHERE id = %s",
        "DELETE FROM caire.users WHERE id = %s",
        "UPDATE caire.user_sessions SET expires_at = now() WHERE user_id = %s",
        "UPDATE caire.user_sessions SET last_seen_at = now() - interval '31 min' WHERE user_id = %s",
    ],
)
def test_a_session_closes_at_once(
    database: Database, owner_url: str, planner: UserRow, token: bytes, closing: str
) -> None:
    change(owner_url, closing, planner.id)
    with database.door() as door:
        assert door.resolve(token, touch=True) is None


def test_an_ended_session_does_not_open(database: Database, token: bytes) -> None:
    with database.door() as door:
        door.end(token)
    with database.door() as door:
        assert door.resolve(token, touch=False) is None


def test_a_session_does_not_start_when_the_user_changed_meanwhile(
    database: Database, own: Tenant, owner_url: str, planner: UserRow
) -> None:
    change(owner_url, "UPDATE caire.users SET password_hash = 'another' WHERE id = %s", planner.id)
    with database.door() as door:
        assert not door.start_session(own.organization_id, planner.id, os.urandom(32), 1, HOURS_8)


def test_a_ticking_page_is_not_activity(database: Database, owner_url: str, planner: UserRow, token: bytes) -> None:
    change(
        owner_url,
        "UPDATE caire.user_sessions SET last_seen_at = now() - interval '20 min' WHERE user_id = %s",
        planner.id,
    )
    query = "SELECT now() - last_seen_at FROM caire.user_sessions WHERE user_id = %s"

    def idle() -> timedelta:
        with psycopg.connect(owner_url) as owner:
            row = owner.execute(query, [planner.id]).fetchone()
        assert row is not None
        assert isinstance(row[0], timedelta)
        return row[0]

    with database.door() as door:
        assert door.resolve(token, touch=False) is not None
    assert idle() > timedelta(minutes=19)
    with database.door() as door:
        assert door.resolve(token, touch=True) is not None
    assert idle() < timedelta(minutes=1)


def test_an_expired_trial_opens_read_only_and_a_suspended_organisation_not_at_all(
    database: Database, owner_url: str
) -> None:
    yesterday = (datetime.now(UTC) - timedelta(days=2)).date()
    organization_id, user_id, token = new_id(), new_id(), os.urandom(32)
    with database.writing(Context(organization_id, None, Role.SUPER_ADMIN)) as work:
        work.organizations.make_own("Provet", status=OrganizationStatus.TRIAL, trial_expiration_date=yesterday)
        work.users.add(UserRow(user_id, "T", f"{user_id}@example.test", Role.ADMIN, UserStatus.TRIAL), "hash")
    with database.door() as door:
        assert door.start_session(organization_id, user_id, token, 1, HOURS_8)
        row = door.resolve(token, touch=False)
    assert row is not None
    assert row.read_only
    change(owner_url, "UPDATE caire.organizations SET status = 'suspended' WHERE id = %s", organization_id)
    with database.door() as door:
        assert door.resolve(token, touch=False) is None


def test_a_password_is_set_by_its_user_or_an_administrator_only(
    database: Database, own: Tenant, other: Tenant, planner: UserRow
) -> None:
    herself = Context(own.organization_id, planner.id, Role.SCHEDULER)
    colleague = Context(own.organization_id, new_id(), Role.SCHEDULER)
    with database.writing(colleague) as work:
        assert not work.users.set_password(planner.id, "stolen")
    with database.writing(other.acting()) as work:
        assert not work.users.set_password(planner.id, "stolen")
    with database.writing(herself) as work:
        assert work.users.set_password(planner.id, "hers")
    with database.writing(own.acting()) as work:
        assert work.users.set_password(planner.id, "reset")
    with database.door() as door:
        found = door.look_up(planner.email)
    assert found is not None
    assert (found.password_hash, found.session_epoch) == ("reset", 3)


def test_password_hashes_are_unreadable_inside_the_wall(database: Database, own: Tenant) -> None:
    with database.reading(own.acting()) as work, pytest.raises(DBAPIError, match="permission denied"):
        work.connection.execute(text("SELECT password_hash FROM caire.users"))


def test_the_platform_is_one_organisation_and_holds_the_super_admins(database: Database, own: Tenant) -> None:
    with database.writing(Context(PLATFORM_ORGANIZATION_ID, None, Role.SUPER_ADMIN)) as work:
        work.organizations.make_own("Plattformen")
        work.users.add(UserRow(new_id(), "S", "s@example.test", Role.SUPER_ADMIN, UserStatus.ACTIVE), "hash")

    def climb() -> None:
        with database.writing(own.acting()) as work:
            work.users.add(UserRow(new_id(), "S", "s2@example.test", Role.SUPER_ADMIN, UserStatus.ACTIVE), "hash")

    with pytest.raises(Conflict, match="users_super_admins_on_platform"):
        climb()


def test_only_a_super_admin_makes_organisations(database: Database) -> None:
    def found() -> None:
        with database.writing(Context(new_id(), None, Role.ADMIN)) as work:
            work.organizations.make_own("Egen")

    with pytest.raises(DBAPIError, match="row-level security"):
        found()
