"""Signing in on the real database: counted failures, idle and absolute limits, suspended people and organisations."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.users import UserRow
from data.vocabulary import Role, UserStatus
from services.attempts import MOST_PER_ACCOUNT
from services.errors import NotAllowed
from services.passwords import hash_password
from services.signing_in import SigningIn
from tests.integration.conftest import Tenant

PASSWORD = "ett bra långt lösenord"


@pytest.fixture
def signing_in(database: Database) -> SigningIn:
    return SigningIn(database.door, b"k" * 32)


@pytest.fixture
def owner(owner_url: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """The database's owner, who may turn the clock."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("SET row_security = off")
        yield connection


@pytest.fixture
def planner(database: Database, own: Tenant) -> UserRow:
    """A fresh planner."""
    user_id = new_id()
    planner = UserRow(user_id, "Petra Planerare", f"{user_id}@example.test", Role.SCHEDULER, UserStatus.ACTIVE)
    with database.writing(own.acting()) as work:
        work.users.add(planner, hash_password(PASSWORD))
    return planner


def token_of(signing_in: SigningIn, user: UserRow) -> str:
    token = signing_in.redeem(signing_in.admit(user.email, PASSWORD, "10.0.0.1"))
    assert token is not None
    return token


def code(signing_in: SigningIn, email: str, password: str) -> str:
    with pytest.raises(NotAllowed) as refused:
        signing_in.admit(email, password, "10.0.0.1")
    return refused.value.code


def test_a_planner_signs_in_and_is_who_she_is(signing_in: SigningIn, planner: UserRow, own: Tenant) -> None:
    found = signing_in.resolve(token_of(signing_in, planner))
    assert found is not None
    assert (found.actor.organization_id, found.actor.user_id) == (own.organization_id, planner.id)
    assert found.actor.role is Role.SCHEDULER
    assert found.organization_name == "Solbacken"
    assert found.zone.key == "Europe/Stockholm"
    assert not found.actor.read_only


def test_five_failures_lock_the_account_for_a_quarter_of_an_hour(
    signing_in: SigningIn, planner: UserRow, owner: psycopg.Connection[tuple[object, ...]]
) -> None:
    for _ in range(MOST_PER_ACCOUNT):
        assert code(signing_in, planner.email, "fel") == "SIGN-001"
    assert code(signing_in, planner.email, PASSWORD) == "SIGN-002"
    owner.execute("UPDATE caire.login_attempts SET at = at - interval '16 min'")
    assert signing_in.admit(planner.email, PASSWORD, "10.0.0.1")


@pytest.mark.parametrize(
    "change",
    [
        "last_seen_at = now() - interval '31 min'",
        "expires_at = now() - interval '1 s'",
        "revoked_at = now()",
    ],
)
def test_an_idle_an_old_and_a_revoked_session_open_nothing(
    signing_in: SigningIn, planner: UserRow, owner: psycopg.Connection[tuple[object, ...]], change: str
) -> None:
    token = token_of(signing_in, planner)
    owner.execute(f"UPDATE caire.user_sessions SET {change} WHERE user_id = '{planner.id}'")
    assert signing_in.resolve(token) is None


def last_seen_min_ago(owner: psycopg.Connection[tuple[object, ...]], user_id: UUID) -> float:
    row = owner.execute(
        "SELECT extract(epoch FROM now() - last_seen_at)::float / 60 FROM caire.user_sessions WHERE user_id = %s",
        [user_id],
    ).fetchone()
    assert row is not None
    assert isinstance(row[0], float)
    return row[0]


def test_only_a_person_keeps_a_session_awake_and_a_ticking_page_does_not(
    signing_in: SigningIn, planner: UserRow, owner: psycopg.Connection[tuple[object, ...]]
) -> None:
    token = token_of(signing_in, planner)
    owner.execute("UPDATE caire.user_sessions SET last_seen_at = now() - interval '20 min'")
    assert signing_in.resolve(token, touch=False) is not None
    assert last_seen_min_ago(owner, planner.id) > 19
    assert signing_in.resolve(token, touch=True) is not None
    assert last_seen_min_ago(owner, planner.id) < 1


def test_a_suspended_user_is_out_at_once_and_stays_out(
    database: Database, own: Tenant, signing_in: SigningIn, planner: UserRow
) -> None:
    token = token_of(signing_in, planner)
    with database.writing(own.acting()) as work:
        work.users.set_status(planner.id, UserStatus.SUSPENDED)
    assert signing_in.resolve(token) is None
    assert code(signing_in, planner.email, PASSWORD) == "SIGN-001"


def test_a_new_password_ends_the_sessions_opened_with_the_old_one(
    database: Database, own: Tenant, signing_in: SigningIn, planner: UserRow
) -> None:
    token = token_of(signing_in, planner)
    with database.writing(own.acting()) as work:
        assert work.users.set_password(planner.id, hash_password("ett annat långt lösenord"))
    assert signing_in.resolve(token) is None


def test_a_suspended_organisation_is_closed_and_an_expired_trial_is_read_only(
    signing_in: SigningIn, planner: UserRow, own: Tenant, owner: psycopg.Connection[tuple[object, ...]]
) -> None:
    token = token_of(signing_in, planner)
    here = f"WHERE id = '{own.organization_id}'"
    owner.execute(f"UPDATE caire.organizations SET status = 'trial', trial_expiration_date = current_date - 2 {here}")
    found = signing_in.resolve(token)
    assert found is not None
    assert found.actor.read_only
    owner.execute(f"UPDATE caire.organizations SET status = 'suspended' {here}")
    assert signing_in.resolve(token) is None
    assert code(signing_in, planner.email, PASSWORD) == "SIGN-001"
    owner.execute(f"UPDATE caire.organizations SET status = 'active', trial_expiration_date = NULL {here}")
    assert signing_in.resolve(token) is not None
