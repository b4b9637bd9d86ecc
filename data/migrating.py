"""Brings a database to the newest migration, one machine at a time, and prepares the role the application uses.

Context      The embedded server and a `DATABASE_URL` both give us an *owner*: superuser, or a role with CREATEROLE that
             owns the database. The application must never be that role.
Decision     The owner migrates and sets the password of `caire_login`, derived from the master key, so every machine
             with the master key finds the same one and nothing else needs storing. The application connects as
             `caire_login` only. Where `DATABASE_URL` already names `caire_login`, somebody else has migrated and the
             application touches neither schema nor roles.
Consequence  `postgres://` and `postgresql://` both do; roles belong to the cluster, so two installations on one cluster
             share the roles and need the same master key.
Not chosen   A blocking advisory lock: it deadlocks with CREATE INDEX CONCURRENTLY. We poll.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from data import walls
from data.urls import as_role, for_sqlalchemy, plain

LOGIN_ROLE = "caire_login"
MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
_LOCK = 7_239_114_001
_OLDEST_SERVER = 160_000


class ServerTooOld(RuntimeError):
    """The server is older than PostgreSQL 16."""


def upgrade(owner_url: str, patience_s: float = 300.0) -> None:
    """Run every migration that is missing, and make the coming months; safe from several machines at once."""
    with psycopg.connect(plain(owner_url), autocommit=True) as owner:
        if owner.info.server_version < _OLDEST_SERVER:
            raise ServerTooOld(f"PostgreSQL 16 or newer is needed; this is {owner.info.server_version // 10_000}.")
        if current(owner) == newest() and walls.are_closed(owner):
            _prepare_months(owner)
            return
        with alone(owner, patience_s):
            if current(owner) != newest():
                _run_alembic(owner_url)
            walls.close(owner)  # left open by a backup that was killed
            _prepare_months(owner)


def newest() -> str:
    """The number of the last migration in the journal."""
    journal = json.loads((MIGRATIONS / "meta" / "_journal.json").read_text(encoding="utf-8"))
    return str(journal["entries"][-1]["tag"])[:4]


def current(owner: psycopg.Connection[tuple[object, ...]]) -> str | None:
    """The number of the last migration that was run, None on an empty database."""
    if owner.execute("SELECT to_regclass('public.alembic_version') IS NULL").fetchone() == (True,):
        return None
    row = owner.execute("SELECT version_num FROM public.alembic_version").fetchone()
    return None if row is None else str(row[0])


def login_password(master_key: bytes) -> str:
    """The password of the application's role, derived from the master key."""
    return hmac.new(master_key, b"caire_login password v1", hashlib.sha256).hexdigest()


def prepare_login(owner_url: str, password: str) -> str:
    """Give `caire_login` this password unless it has it, and return its address of the same database."""
    url = as_role(owner_url, LOGIN_ROLE, password)
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        with psycopg.connect(plain(owner_url), autocommit=True) as owner:
            # Hashed here: the server and its log never see the password itself.
            hashed = owner.pgconn.encrypt_password(password.encode(), LOGIN_ROLE.encode(), b"scram-sha-256").decode()
            owner.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(LOGIN_ROLE), sql.Literal(hashed)))
        psycopg.connect(url).close()
    return url


@contextmanager
def alone(owner: psycopg.Connection[tuple[object, ...]], patience_s: float = 300.0) -> Iterator[None]:
    """While inside, nobody else migrates, backs up or restores this database; `owner` is in autocommit."""
    deadline = time.monotonic() + patience_s
    while owner.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK]).fetchone() != (True,):
        if time.monotonic() > deadline:
            raise TimeoutError("Another machine has been migrating the database for too long.")
        time.sleep(0.2)
    try:
        yield
    finally:
        owner.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def sealed_by(owner_url: str) -> frozenset[str]:
    """Fingerprints of the master keys the data keys lie under; empty where the owner may not look over the walls."""
    with psycopg.connect(plain(owner_url)) as owner:
        may = owner.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user").fetchone()
        if may != (True,):
            return frozenset()
        found = owner.execute("SELECT DISTINCT kek_id FROM caire.data_keys WHERE wrapped_key IS NOT NULL")
        return frozenset(str(row[0]) for row in found)


def is_login(url: str) -> bool:
    """Whether the address already names the application's role."""
    return plain(url).startswith(f"postgresql://{LOGIN_ROLE}:")


def _run_alembic(owner_url: str) -> None:
    # Imported here: a third of a second that most starts do not need.
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, pool

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with create_engine(for_sqlalchemy(owner_url), poolclass=pool.NullPool).connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _prepare_months(owner: psycopg.Connection[tuple[object, ...]]) -> None:
    # Four months back and fourteen on.
    owner.execute("SELECT sec.prepare_months(current_date - 123, current_date + 426)")
