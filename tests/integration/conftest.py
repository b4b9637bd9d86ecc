"""A real PostgreSQL for every integration test: one server, one migrated template, a fresh copy per module."""

from __future__ import annotations

import itertools
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from data import migrating
from data.connect import Database
from data.embedded import EmbeddedPostgres
from data.ids import new_id
from data.owner import is_superuser
from data.repositories.users import UserRow
from data.urls import as_role, plain
from data.vault import KeyRing
from data.vocabulary import Role, UserStatus
from data.work import Context
from tests.integration.data.unruled import show_everything

LOGIN_PASSWORD = "only for the tests"
MASTER_KEY = b"a master key of the tests, 32 b."
# Nothing here outlives the tests, so nothing needs to reach the disk.
UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

_RUN = secrets.token_hex(3)
_numbers = itertools.count()


@dataclass(frozen=True, slots=True)
class Tenant:
    """An organisation with an administrator, and how to act in it."""

    organization_id: UUID
    admin_id: UUID

    def acting(self, role: str = Role.ADMIN) -> Context:
        return Context(self.organization_id, self.admin_id, role)

    def working(self) -> Context:
        return Context(self.organization_id, None, Role.ADMIN, database_role="caire_worker")


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """The owner's address of a server of the tests: the one `DATABASE_URL` named, else one of our own."""
    if given := os.environ.get("CAIRE_TEST_SERVER"):
        make_ours(plain(given))
        yield plain(given)
        return
    home = Path(tempfile.mkdtemp(prefix="caire-tests-"))
    home.chmod(0o711)  # an unprivileged account must be able to walk to it
    server = EmbeddedPostgres(home, settings=UNSAFE)
    yield server.start()
    server.stop()
    shutil.rmtree(home)


@pytest.fixture(scope="session")
def template_url(server_url: str) -> Iterator[str]:
    """A database with every migration, copied and never used itself."""
    # Roles belong to the whole server, and other processes of this run may be making them there too.
    with a_database(server_url) as url, psycopg.connect(server_url, autocommit=True) as owner:
        owner.execute("SELECT pg_advisory_lock(1)")
        migrating.upgrade(url)
        migrating.prepare_login(url, LOGIN_PASSWORD)
        may_enter(owner)
        owner.execute("SELECT pg_advisory_unlock(1)")
        yield url


@pytest.fixture(scope="module")
def owner_url(server_url: str, template_url: str) -> Iterator[str]:
    """The owner's address of a fresh copy, in which the owner sees every row as a superuser does."""
    with a_database(server_url, template_url.rpartition("/")[2].partition("?")[0]) as url:
        with psycopg.connect(url) as owner:
            show_everything(owner)
        yield url


@pytest.fixture(scope="module")
def login_url(owner_url: str) -> str:
    """The application's address of the same copy."""
    return as_role(owner_url, migrating.LOGIN_ROLE, LOGIN_PASSWORD)


@pytest.fixture(scope="module")
def database(login_url: str) -> Iterator[Database]:
    """The application's door to the same copy."""
    opened = Database(login_url, KeyRing.of(MASTER_KEY), pool_size=4)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def own(database: Database) -> Tenant:
    """An organisation."""
    return make_tenant(database, "Solbacken")


@pytest.fixture(scope="module")
def other(database: Database) -> Tenant:
    """Another organisation, which must never be seen from the first."""
    return make_tenant(database, "Björkhagen")


def make_tenant(database: Database, name: str) -> Tenant:
    """A new organisation with an administrator."""
    organization_id, admin_id = new_id(), new_id()
    with database.writing(Context(organization_id, None, Role.SUPER_ADMIN)) as work:
        work.organizations.make_own(name)
        admin = UserRow(admin_id, "Ada Admin", f"{admin_id}@example.test", Role.ADMIN, UserStatus.ACTIVE)
        work.users.add(admin, password_hash="not a hash")
    return Tenant(organization_id, admin_id)


@contextmanager
def a_database(server_url: str, template: str = "template0") -> Iterator[str]:
    """The owner's address of a new database with a name nobody else has, gone afterwards."""
    name = f"caire_test_{_RUN}_{next(_numbers)}"
    with psycopg.connect(server_url, autocommit=True) as owner:
        owner.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server_url, autocommit=True) as owner:
            owner.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def make_ours(server_url: str) -> None:
    """Mark a server as one of tests by the password of its sign-in role; one that serves planners is refused."""
    with psycopg.connect(server_url, autocommit=True) as owner:
        owner.execute("SELECT pg_advisory_lock(1)")
        if owner.execute("SELECT 1 FROM pg_roles WHERE rolname = 'caire_login'").fetchone() is None:
            owner.execute(sql.SQL("CREATE ROLE caire_login LOGIN NOINHERIT PASSWORD {}").format(LOGIN_PASSWORD))
    try:
        psycopg.connect(as_role(server_url, migrating.LOGIN_ROLE, LOGIN_PASSWORD)).close()
    except psycopg.OperationalError as refused:
        if "password authentication failed" in str(refused):
            raise pytest.UsageError("DATABASE_URL names a server that is in use; give the tests their own.") from None


def may_enter(owner: psycopg.Connection[tuple[object, ...]]) -> None:
    """An owner who is no superuser lets himself become the roles he made, as every test of the walls does."""
    if not is_superuser(owner):
        owner.execute(
            "DO $$ DECLARE r regrole; BEGIN FOR r IN SELECT 'caire_login'::regrole UNION"
            " SELECT roleid FROM pg_auth_members WHERE member = 'caire_login'::regrole LOOP"
            " EXECUTE format('GRANT %s TO %I WITH INHERIT FALSE, SET TRUE', r, current_user); END LOOP; END $$"
        )
