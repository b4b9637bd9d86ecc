"""A real PostgreSQL for every integration test: one server, one migrated template, a fresh copy per module."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from data import migrating
from data.connect import Database
from data.embedded import EmbeddedPostgres
from data.ids import new_id
from data.repositories.users import UserRow
from data.urls import as_role
from data.vault import KeyRing
from data.vocabulary import Role, UserStatus
from data.work import Context

LOGIN_PASSWORD = "only for the tests"
MASTER_KEY = b"a master key of the tests, 32 b."
TEMPLATE = "caire_template"
# Nothing here outlives the tests, so nothing needs to reach the disk.
UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

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
    """The owner's address of a server of the tests."""
    home = Path(tempfile.mkdtemp(prefix="caire-tests-"))
    home.chmod(0o711)  # an unprivileged account must be able to walk to it
    server = EmbeddedPostgres(home, settings=UNSAFE)
    yield server.start()
    server.stop()
    shutil.rmtree(home)


@pytest.fixture(scope="session")
def template_url(server_url: str) -> str:
    """A database with every migration, copied and never used itself."""
    url = _database(server_url, TEMPLATE, "template0")
    migrating.upgrade(url)
    migrating.prepare_login(url, LOGIN_PASSWORD)
    return url


@pytest.fixture(scope="module")
def owner_url(server_url: str, template_url: str) -> Iterator[str]:
    """The owner's address of a fresh copy."""
    name = f"caire_test_{next(_numbers)}"
    yield _database(server_url, name, TEMPLATE)
    with psycopg.connect(server_url, autocommit=True) as owner:
        owner.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


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


def _database(server_url: str, name: str, template: str) -> str:
    with psycopg.connect(server_url, autocommit=True) as owner:
        owner.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
    return server_url.rsplit("/", 1)[0] + f"/{name}"
