"""Migrations run from nothing: by a superuser, by a mere owner, as a script, and from several machines at once."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from data import binaries, migrating
from data.embedded import EmbeddedPostgres
from data.urls import as_role, plain
from tests.integration.conftest import a_database

MACHINES = 5
ROOT = Path(__file__).resolve().parents[3]
SHAPE = (
    "SELECT table_schema, table_name, column_name, data_type, is_nullable, column_default"
    " FROM information_schema.columns WHERE table_schema IN ('caire', 'sec', 'queue', 'rpt')",
    "SELECT schemaname, tablename, policyname, permissive, roles::text, cmd, qual, with_check FROM pg_policies",
    "SELECT oid::regprocedure::text, prosrc, proacl::text, proowner::regrole::text FROM pg_proc"
    " WHERE pronamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('caire', 'sec', 'setup', 'queue'))",
    "SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal",
)


@pytest.fixture
def empty_url(server_url: str) -> Iterator[str]:
    """The owner's address of an empty database."""
    with a_database(server_url) as url:
        yield url


def shape(url: str) -> list[list[tuple[Any, ...]]]:
    with psycopg.connect(url) as connection:
        return [sorted(connection.execute(query).fetchall(), key=repr) for query in SHAPE]


def test_the_script_for_an_administrator_makes_the_same_database(empty_url: str, owner_url: str) -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "alembic", "upgrade", "head", "--sql"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    applied = subprocess.run(
        [binaries.programs() / "psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", plain(empty_url)],
        input=printed,
        capture_output=True,
        text=True,
    )
    assert (applied.returncode, applied.stderr) == (0, "")
    with psycopg.connect(owner_url) as owner:
        tables = owner.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition"
            " AND relnamespace::regnamespace::text IN ('caire', 'queue')"
        ).fetchall()
    assert len(tables) >= 45
    assert [name for (name,) in tables if not re.search(rf"CREATE TABLE ((caire|queue)\.)?{name}\b", printed)] == []
    assert shape(empty_url) == shape(owner_url)
    migrating.upgrade(empty_url)  # finds nothing left to do


def test_the_command_line_of_alembic_migrates_the_database_named(empty_url: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "alembic", "-x", f"url={empty_url}", "upgrade", "head"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    with psycopg.connect(empty_url) as owner:
        assert migrating.current(owner) == migrating.newest()


def test_several_machines_migrate_at_once_and_all_come_through(empty_url: str, owner_url: str) -> None:
    command = [sys.executable, "-c", "import sys; from data import migrating; migrating.upgrade(sys.argv[1], 60)"]
    machines = [
        subprocess.Popen([*command, empty_url], cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(MACHINES)
    ]
    ends = [(machine.communicate(timeout=90)[1], machine.returncode) for machine in machines]
    assert ends == [("", 0)] * MACHINES
    assert shape(empty_url) == shape(owner_url)
    with psycopg.connect(empty_url) as owner:
        assert owner.execute("SELECT version_num FROM public.alembic_version").fetchall() == [(migrating.newest(),)]
        held = (
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        assert owner.execute(held).fetchone() == (0,)


def test_an_owner_without_superuser_rights_can_migrate_and_the_application_sign_in() -> None:
    """As on a rented server: the owner may create roles and owns the database, no more."""
    home = Path(tempfile.mkdtemp(prefix="caire-tests-"))
    home.chmod(0o711)
    server = EmbeddedPostgres(home)
    try:
        admin_url = server.start()
        with psycopg.connect(admin_url, autocommit=True) as admin:
            admin.execute("CREATE ROLE renter LOGIN CREATEROLE PASSWORD 'rent'")
            admin.execute(sql.SQL("ALTER DATABASE {} OWNER TO renter").format(sql.Identifier("caire")))
        renter_url = as_role(admin_url, "renter", "rent")
        migrating.upgrade(renter_url)
        migrating.upgrade(renter_url)
        login_url = migrating.prepare_login(renter_url, "first")
        assert migrating.prepare_login(renter_url, "first") == login_url
        with psycopg.connect(login_url) as login, pytest.raises(psycopg.errors.InsufficientPrivilege):
            login.execute("SELECT count(*) FROM caire.clients")
        with psycopg.connect(migrating.prepare_login(renter_url, "second")) as login:
            login.execute("SET LOCAL ROLE caire_app")
            assert login.execute("SELECT count(*) FROM caire.clients").fetchone() == (0,)
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(login_url)
    finally:
        server.stop()
        shutil.rmtree(home)
