"""A backup is of one moment, comes back whole or not at all, and never over something that stands."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from data import backup_manifest, backups, migrating, restoring
from data.backup_manifest import ARCHIVE, MANIFEST, Damaged, FromNewer, Manifest, OtherMasterKey
from data.client_programs import ProgramFailed
from data.connect import Database
from data.owner import NotOpened, owning
from data.urls import as_role
from tests.integration.conftest import MASTER_KEY, Tenant, a_database
from tests.integration.data.seeding import fill

ANOTHER_KEY = b"another master key of the tests."


@pytest.fixture(scope="module")
def filled(database: Database, own: Tenant) -> Tenant:
    fill(database, own)
    return own


@pytest.fixture(scope="module")
def taken(owner_url: str, filled: Tenant, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Manifest]:
    return backups.take(owner_url, tmp_path_factory.mktemp("backups"), MASTER_KEY)


@pytest.fixture
def copied(taken: tuple[Path, Manifest], tmp_path: Path) -> Path:
    """A backup that a test may spoil."""
    return Path(shutil.copytree(taken[0], tmp_path / "copied"))


@pytest.fixture
def empty_url(server_url: str) -> Iterator[str]:
    with a_database(server_url) as url:
        yield url


def rewritten(backup: Path, manifest: Manifest, key: bytes = MASTER_KEY) -> Path:
    (backup / MANIFEST).write_text(backup_manifest.written(manifest, key), encoding="utf-8")
    return backup


def is_empty(url: str) -> bool:
    with owning(url) as owner:
        made = owner.execute(
            "SELECT count(*) FROM pg_namespace WHERE nspname IN ('audit', 'caire', 'queue', 'rpt', 'sec', 'setup')"
        ).fetchone()
        in_public = owner.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        ).fetchone()
    return made == in_public == (0,)


def test_a_backup_comes_back_into_an_empty_database_and_not_over_it(
    taken: tuple[Path, Manifest], empty_url: str
) -> None:
    restoring.restore(empty_url, taken[0], [MASTER_KEY])
    with owning(empty_url) as owner:
        assert migrating.current(owner) == migrating.newest()
    with pytest.raises(restoring.NotEmpty, match=r"^(audit|caire|queue|rpt|sec|setup)$"):
        restoring.restore(empty_url, taken[0], [MASTER_KEY])


def test_somebody_elses_table_is_enough_to_refuse(taken: tuple[Path, Manifest], empty_url: str) -> None:
    with owning(empty_url) as owner:
        owner.execute("CREATE TABLE public.notes (line text)")
    with pytest.raises(restoring.NotEmpty, match=r"^public\.notes$"):
        restoring.restore(empty_url, taken[0], [MASTER_KEY])


def test_a_database_without_a_schema_is_not_backed_up(empty_url: str, tmp_path: Path) -> None:
    with pytest.raises(backups.NothingToBackUp):
        backups.take(empty_url, tmp_path, MASTER_KEY)
    assert list(tmp_path.iterdir()) == []


def test_what_is_written_meanwhile_is_not_half_in_it(
    owner_url: str, database: Database, filled: Tenant, taken: tuple[Path, Manifest], tmp_path: Path
) -> None:
    before = taken[1].rows["caire.districts"]
    with ThreadPoolExecutor(max_workers=1) as machine:
        with database.writing(filled.acting()) as work:
            work.people.add_districts(["Söder", "Öster"])
            backup = machine.submit(backups.take, owner_url, tmp_path, MASTER_KEY)
            # A superuser backs up beside us; an owner who must lift row security first waits until we are done.
            wait([backup], timeout=3)
        _, meanwhile = backup.result(timeout=60)
    _, afterwards = backups.take(owner_url, tmp_path, MASTER_KEY)
    assert meanwhile.rows["caire.districts"] - before in (0, 2)
    assert afterwards.rows["caire.districts"] - before == 2


def test_two_backups_at_once_wait_for_each_other(owner_url: str, filled: Tenant, tmp_path: Path) -> None:
    with ThreadPoolExecutor(max_workers=2) as machines:
        made = list(machines.map(lambda _: backups.take(owner_url, tmp_path, MASTER_KEY), range(2)))
    assert made[0][1].rows == made[1][1].rows
    assert sorted(tmp_path.iterdir()) == sorted(path for path, _ in made)


def test_the_manifest_says_what_is_needed(taken: tuple[Path, Manifest]) -> None:
    backup, manifest = taken
    assert sorted(path.name for path in backup.iterdir()) == [ARCHIVE, MANIFEST]
    assert manifest.schema == migrating.newest()
    assert manifest.master_keys == [manifest.sealed_by]
    assert manifest.rows["caire.clients"] == 1
    assert "caire.user_sessions" not in manifest.rows
    login = next(role for role in manifest.roles if role.name == "caire_login")
    assert (login.can_sign_in, login.inherits, login.owns) == (True, False, False)
    assert set(login.enters) == {
        "caire_app", "caire_field", "caire_keeper", "caire_queue", "caire_readonly", "caire_worker",
    }  # fmt: skip
    keeper = next(role for role in manifest.roles if role.name == "caire_keeper")
    assert (keeper.enters, keeper.also) == ((), ("caire_worker",))


@pytest.mark.parametrize("spoil", ["cut", "longer", "gone", "bit"])
def test_a_damaged_archive_is_refused_before_anything_is_touched(copied: Path, spoil: str) -> None:
    archive = copied / ARCHIVE
    whole = archive.read_bytes()
    middle = len(whole) // 2
    if spoil == "gone":
        archive.unlink()
    else:
        flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
        archive.write_bytes({"cut": whole[:-1], "longer": whole + b"\0", "bit": flipped}[spoil])
    with pytest.raises(Damaged, match=ARCHIVE):
        restoring.restore("postgresql://nobody@127.0.0.1:1/none", copied, [MASTER_KEY])


def test_a_restore_that_breaks_off_leaves_the_database_empty(
    copied: Path, taken: tuple[Path, Manifest], empty_url: str
) -> None:
    """The end of the archive is lost, and the checksum made to fit, as if it had been written so."""
    archive = copied / ARCHIVE
    archive.write_bytes(archive.read_bytes()[:-2000])
    spoilt = replace(taken[1], archive_sha256=backup_manifest.sha256_of(archive))
    with pytest.raises(ProgramFailed):
        restoring.restore(empty_url, rewritten(copied, spoilt), [MASTER_KEY])
    assert is_empty(empty_url)
    restoring.restore(empty_url, taken[0], [MASTER_KEY])


def test_rows_that_do_not_agree_leave_a_database_nobody_can_work_in(
    copied: Path, taken: tuple[Path, Manifest], empty_url: str
) -> None:
    wrong = replace(taken[1], rows={**taken[1].rows, "caire.visits": 7})
    with pytest.raises(restoring.NotAsWritten, match=r"^rows caire\.visits: 7 → 2$"):
        restoring.restore(empty_url, rewritten(copied, wrong), [MASTER_KEY])
    with owning(empty_url) as owner:
        assert migrating.current(owner) is None
    with pytest.raises(psycopg.errors.DuplicateSchema):
        migrating.upgrade(empty_url)


def test_a_backup_of_a_newer_product_or_server_is_refused(
    copied: Path, taken: tuple[Path, Manifest], empty_url: str
) -> None:
    with pytest.raises(FromNewer, match="9999"):
        restoring.look(rewritten(copied, replace(taken[1], schema="9999")), [MASTER_KEY])
    with pytest.raises(FromNewer, match="2"):
        restoring.look(rewritten(copied, replace(taken[1], format=2)), [MASTER_KEY])
    with pytest.raises(FromNewer, match="PostgreSQL 99"):
        restoring.restore(empty_url, rewritten(copied, replace(taken[1], server=99)), [MASTER_KEY])
    assert is_empty(empty_url)


def test_without_its_master_key_a_backup_is_refused_and_named(taken: tuple[Path, Manifest]) -> None:
    with pytest.raises(OtherMasterKey, match=taken[1].sealed_by):
        restoring.look(taken[0], [ANOTHER_KEY])
    assert restoring.look(taken[0], [ANOTHER_KEY, MASTER_KEY]) == taken[1]


def test_a_wrong_password_is_told_in_one_line(owner_url: str, tmp_path: Path) -> None:
    with pytest.raises(NotOpened, match="password authentication failed") as told:
        backups.take(as_role(owner_url, migrating.LOGIN_ROLE, "wrong"), tmp_path, MASTER_KEY)
    assert "\n" not in str(told.value)
