"""`migrate`, `backup` and `restore` as an administrator meets them: words, exit codes, one JSON line."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from data import migrating
from data.connect import Database
from data.urls import as_role
from data.vault import fingerprint
from services.__main__ import main
from tests.integration.conftest import LOGIN_PASSWORD, MASTER_KEY, Tenant, a_database
from tests.integration.data.seeding import fill

Run = Callable[..., tuple[int, dict[str, Any], str]]
ANOTHER_KEY = b"another master key of the tests."


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run(url, *arguments)`: exit code, the JSON on the last line, what was said to people."""
    monkeypatch.setenv("CAIRE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CAIRE_MASTER_KEY", b64encode(MASTER_KEY).decode())
    monkeypatch.delenv("CAIRE_LANGUAGE", raising=False)

    def ran(url: str, *arguments: str) -> tuple[int, dict[str, Any], str]:
        monkeypatch.setenv("DATABASE_URL", url)
        code = main(list(arguments))
        out, said = capsys.readouterr()
        return code, json.loads(out.splitlines()[-1]), said

    return ran


@pytest.fixture
def empty_url(server_url: str) -> Iterator[str]:
    with a_database(server_url) as url:
        yield url


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "backups"
    made.mkdir()
    return made


def test_a_database_is_migrated_once_and_then_found_up_to_date(run: Run, empty_url: str) -> None:
    code, answer, said = run(empty_url, "migrate")
    assert (code, answer["before"], answer["after"]) == (0, None, migrating.newest())
    assert said == f"Databasen är uppgraderad från tom till {migrating.newest()}.\n"
    code, answer, said = run(empty_url, "migrate", "--lang", "en")
    assert (code, answer["before"]) == (0, migrating.newest())
    assert said == f"The database is at version {migrating.newest()} already.\n"


def test_a_backup_is_written_looked_at_and_taken_back(
    run: Run, owner_url: str, empty_url: str, folder: Path, database: Database, own: Tenant
) -> None:
    fill(database, own)
    code, written, said = run(owner_url, "backup", str(folder))
    assert (code, Path(written["backup"]).parent) == (0, folder)
    assert f"Huvudnyckeln ({fingerprint(MASTER_KEY)}) ingår INTE." in said
    assert "CAIRE_MASTER_KEY" in said
    code, seen, said = run(empty_url, "restore", written["backup"], "--check", "--lang", "en")
    assert (code, seen["restored"], seen["rows"]) == (0, False, written["rows"])
    assert said.startswith("The backup of ")
    code, done, said = run(empty_url, "restore", written["backup"])
    assert (code, done["restored"], done["rows"]) == (0, True, written["rows"])
    assert "Alla får logga in igen." in said
    code, refused, said = run(empty_url, "restore", written["backup"], "--lang", "en")
    assert (code, refused["error"]) == (2, "UPK-012")
    assert "Make a new, empty database" in said
    assert MASTER_KEY.decode() not in said


def test_the_embedded_server_is_migrated_and_its_key_file_named(
    run: Run, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CAIRE_MASTER_KEY")
    tmp_path.chmod(0o711)
    assert run("", "migrate")[0] == 0
    code, written, said = run("", "backup", str(folder), "--lang", "en")
    assert (code, written["schema"]) == (0, migrating.newest())
    assert f"the file {(tmp_path / 'home' / 'master.key').resolve()}." in said


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("UPK-001", "caire_login"),
        ("UPK-002", "password authentication failed"),
        ("UPK-005", "Databasen är tom."),
        ("UPK-008", "Ange en mapp som finns"),
        ("UPK-009", "manifest.json"),
        ("UPK-011", fingerprint(MASTER_KEY)),
    ],
)
def test_what_cannot_be_done_is_told_with_a_code_and_a_way_out(
    run: Run, owner_url: str, empty_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch, code: str, words: str
) -> None:
    backup = run(owner_url, "backup", str(folder))[1]["backup"] if code == "UPK-011" else str(folder)
    asked: dict[str, tuple[str, ...]] = {
        "UPK-001": (as_role(owner_url, migrating.LOGIN_ROLE, LOGIN_PASSWORD), "backup", str(folder)),
        "UPK-002": (as_role(owner_url, "nobody_here", "x"), "migrate"),
        "UPK-005": (empty_url, "backup", str(folder)),
        "UPK-008": (owner_url, "backup", str(folder / "nowhere")),
        "UPK-009": (empty_url, "restore", backup),
        "UPK-011": (empty_url, "restore", backup),
    }
    if code == "UPK-011":
        monkeypatch.setenv("CAIRE_MASTER_KEY", b64encode(ANOTHER_KEY).decode())
    exit_code, answer, said = run(*asked[code])
    assert (exit_code, answer["error"]) == (2, code)
    assert said.startswith(f"{code} ")
    assert words in said
    assert "Traceback" not in said
    assert LOGIN_PASSWORD not in said
    assert [path.name for path in folder.iterdir() if path.name.endswith(".part")] == []
