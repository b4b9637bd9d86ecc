"""A manifest is read back as it was written, and no altered byte of it is taken for the truth."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.backup_manifest import ARCHIVE, MANIFEST, Damaged, FromNewer, Manifest, OtherMasterKey, read, written
from data.roles import DatabaseRole
from data.vault import fingerprint

KEY = b"a master key of the tests, 32 b."
CONTENT = b"what pg_dump wrote"


def a_manifest() -> Manifest:
    return Manifest(
        format=1,
        made_at="2026-03-02T03:00:00+00:00",
        schema="0013",
        server=16,
        made_by=18,
        archive_sha256=hashlib.sha256(CONTENT).hexdigest(),
        archive_bytes=len(CONTENT),
        rows={"caire.clients": 20, "caire.visits": 43},
        walls={"walled_tables": 235},
        roles=[DatabaseRole("caire_login", True, False, False, ("caire_app",), (), ("CONNECT",))],
        master_keys=[fingerprint(KEY)],
        sealed_by=fingerprint(KEY),
    )


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("backup")
    (directory / ARCHIVE).write_bytes(CONTENT)
    return directory


def test_it_is_read_back_as_it_was_written(backup: Path) -> None:
    (backup / MANIFEST).write_text(written(a_manifest(), KEY), encoding="utf-8")
    assert read(backup, [KEY]) == a_manifest()


@given(place=st.integers(0, len(written(a_manifest(), KEY)) - 1), mask=st.integers(1, 255))
def test_an_altered_byte_is_refused_or_changes_nothing(backup: Path, place: int, mask: int) -> None:
    """Space between the values carries no meaning; everything else does."""
    whole = bytearray(written(a_manifest(), KEY).encode())
    whole[place] ^= mask
    (backup / MANIFEST).write_bytes(bytes(whole))
    found = None
    with suppress(Damaged):
        found = read(backup, [KEY])
    assert found in (None, a_manifest())


@given(end=st.integers(0, len(written(a_manifest(), KEY)) - 2))
def test_a_manifest_that_was_cut_is_refused(backup: Path, end: int) -> None:
    (backup / MANIFEST).write_bytes(written(a_manifest(), KEY).encode()[:end])
    with pytest.raises(Damaged, match=MANIFEST):
        read(backup, [KEY])


def test_whoever_writes_another_manifest_needs_the_master_key(backup: Path) -> None:
    """The checksums fit, the key is named, only the seal is a stranger's."""
    (backup / MANIFEST).write_text(written(a_manifest(), b"a key somebody made up, 32 bytes"), encoding="utf-8")
    with pytest.raises(Damaged, match=MANIFEST):
        read(backup, [KEY])


def test_every_master_key_in_use_is_asked_for(backup: Path) -> None:
    older = b"the master key before rotation.."
    both = replace(a_manifest(), master_keys=[fingerprint(older), fingerprint(KEY)])
    (backup / MANIFEST).write_text(written(both, KEY), encoding="utf-8")
    with pytest.raises(OtherMasterKey, match=f"^{fingerprint(older)}$"):
        read(backup, [KEY])
    assert read(backup, [KEY, older]).schema == "0013"


def test_a_format_of_tomorrow_is_told_apart_from_damage(backup: Path) -> None:
    tomorrow = replace(a_manifest(), format=2)
    (backup / MANIFEST).write_text(written(tomorrow, KEY), encoding="utf-8")
    with pytest.raises(FromNewer):
        read(backup, [KEY])
