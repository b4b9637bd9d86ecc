"""pg_dump and pg_restore: old enough, new enough, and nobody reads the password from the list of processes."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from data import binaries, client_programs
from data.binaries import NoServerFound
from data.client_programs import ProgramFailed, Programs, at_least


@pytest.fixture
def only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine has no programs of its own."""
    monkeypatch.setattr(client_programs, "_PLACES", ())
    monkeypatch.setenv("PATH", "")


def a_set(directory: Path, major: int) -> Path:
    """Programs that say which version they are."""
    directory.mkdir(parents=True)
    for name in ("pg_dump", "pg_restore"):
        (directory / name).write_text(f'#!/bin/sh\necho "{name} (PostgreSQL) {major}.7 (Debian)"\n')
        (directory / name).chmod(0o755)
    return directory


@pytest.mark.usefixtures("only_ours")
def test_the_oldest_set_that_is_new_enough_is_taken() -> None:
    assert [at_least(major).major for major in (14, 16, 17, 18)] == [16, 16, 18, 18]
    with pytest.raises(NoServerFound, match="99"):
        at_least(99)


@pytest.mark.usefixtures("only_ours")
def test_of_two_alike_the_machines_own_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = a_set(tmp_path / "16" / "bin", 16)
    a_set(tmp_path / "15" / "bin", 15)
    monkeypatch.setattr(client_programs, "_PLACES", (str(tmp_path),))
    assert at_least(16) == Programs(own, 16)
    (own / "pg_restore").unlink()
    assert at_least(16).directory == binaries.every_set()[0]


@pytest.mark.parametrize("password", ["plain", "with:colon", "back\\slash", "sp ace'quote", "å@/?#%"])
def test_the_password_goes_into_a_file_only_we_read(tmp_path: Path, password: str) -> None:
    url = psycopg.conninfo.make_conninfo("", host="db.example", user="owner", dbname="caire", password=password)
    parts = conninfo_to_dict(url)
    written = client_programs._without_password(in_a_url(password), tmp_path / "pass")
    assert password not in written
    assert conninfo_to_dict(written) == {
        **{name: value for name, value in parts.items() if name != "password"},
        "sslmode": "require",
        "passfile": str(tmp_path / "pass"),
    }
    line = (tmp_path / "pass").read_text(encoding="utf-8")
    assert line.replace("\\:", ":").replace("\\\\", "\\") == f"*:*:*:*:{password}\n"
    assert (tmp_path / "pass").stat().st_mode & 0o077 == 0


def in_a_url(password: str) -> str:
    from data.urls import as_role

    return as_role("postgresql://x@db.example/caire?sslmode=require", "owner", password)


def test_of_what_a_program_says_no_row_is_passed_on(tmp_path: Path) -> None:
    spoken = tmp_path / "pg_restore"
    spoken.write_text(
        "#!/bin/sh\necho 'pg_restore: error: could not execute query: ERROR:  duplicate key' >&2\n"
        "echo 'DETAIL:  Key (email)=(eva@example.test) already exists.' >&2\nexit 1\n"
    )
    spoken.chmod(0o755)
    with pytest.raises(ProgramFailed) as told:
        Programs(tmp_path, 16).run("pg_restore", "postgresql://owner@127.0.0.1:1/caire")
    assert str(told.value) == "pg_restore: error: could not execute query: ERROR:  duplicate key"
