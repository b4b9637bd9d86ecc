"""A month leaves whole and comes back as it was; a file that was touched is refused; nothing is ever half gone."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.rows import tuple_row

from data.connect import Database
from data.repositories.archives import FAMILIES
from data.vault import BrokenSeal
from data.vocabulary import ArchiveFamily, AuditAction
from services.errors import NotFound
from services.keeping.archiving import Archiving, BrokenArchive
from services.keeping.keys import KeyKeeping, keeping
from services.keeping.packing import Rows, pack, unpack
from tests.examples import examples
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.data.seeding import fill

LATER = date(2100, 1, 1)


@pytest.fixture
def tenant(database: Database) -> Tenant:
    """An organisation with rows in every table."""
    made = make_tenant(database, "Ekudden")
    fill(database, made)
    with database.writing(keeping(made.organization_id)) as work:
        work.archives.forget([row.id for row in work.archives.all()])  # a row without a file, for the matrix
    return made


@pytest.fixture
def archiving(database: Database, tmp_path: Path) -> Archiving:
    return Archiving(database, tmp_path / "archives")


def rows(owner_url: str, organization_id: UUID) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that can be archived, as the server writes it."""
    with psycopg.connect(owner_url, row_factory=tuple_row) as owner:
        return {
            name: owner.execute(
                f"SELECT t::text FROM caire.{name} t WHERE organization_id = %s ORDER BY 1".encode(), [organization_id]
            ).fetchall()
            for family in FAMILIES.values()
            for name, _ in family
        }


def take_everything(archiving: Archiving, tenant: Tenant) -> list[UUID]:
    taken = [archiving.take_out(tenant.organization_id, family, LATER) for family in ArchiveFamily]
    return [row.id for family in taken for row in family]


def test_a_month_leaves_whole_and_comes_back_as_it_was(
    database: Database, tenant: Tenant, archiving: Archiving, owner_url: str
) -> None:
    before = rows(owner_url, tenant.organization_id)
    assert all(before.values())
    ids = take_everything(archiving, tenant)
    assert len(ids) >= 3
    assert not any(rows(owner_url, tenant.organization_id).values())
    # Shifts first: visits may be pinned to them.
    listed = sorted(archiving.all(tenant.organization_id), key=lambda row: row.family != ArchiveFamily.SHIFTS)
    for row in listed:
        archiving.put_back(tenant.organization_id, row.id)
    assert rows(owner_url, tenant.organization_id) == before
    assert archiving.take_out(tenant.organization_id, ArchiveFamily.VISITS, LATER) == []  # it stays for 30 days


def test_an_archive_from_before_a_column_was_added_comes_back_with_what_the_column_says_by_itself(
    tenant: Tenant, archiving: Archiving, owner_url: str
) -> None:
    before = rows(owner_url, tenant.organization_id)
    take_everything(archiving, tenant)

    def as_of_old(_: ArchiveFamily, taken: dict[str, Rows]) -> dict[str, Rows]:
        return {name: [{k: v for k, v in row.items() if k != "is_by_hand"} for row in held]
                for name, held in taken.items()}  # fmt: skip

    archiving.rewrite(tenant.organization_id, as_of_old)
    listed = sorted(archiving.all(tenant.organization_id), key=lambda row: row.family != ArchiveFamily.SHIFTS)
    for row in listed:
        archiving.put_back(tenant.organization_id, row.id)
    assert rows(owner_url, tenant.organization_id) == before


def test_nothing_young_leaves_and_other_organisations_keep_theirs(
    tenant: Tenant, other: Tenant, database: Database, archiving: Archiving, owner_url: str
) -> None:
    fill(database, other)
    before = rows(owner_url, other.organization_id)
    assert archiving.take_out(tenant.organization_id, ArchiveFamily.VISITS, datetime.now(UTC).date()) == []
    take_everything(archiving, tenant)
    assert rows(owner_url, other.organization_id) == before


def test_leaving_is_one_note_and_not_a_copy_of_every_row(
    database: Database, tenant: Tenant, archiving: Archiving
) -> None:
    begun = datetime.now(UTC)
    ids = take_everything(archiving, tenant)
    with database.reading(tenant.acting()) as work:
        told = work.audit.entries(begun, datetime.now(UTC), most=1000)
    assert {each.row_id for each in told if each.action == AuditAction.ARCHIVE} == {str(each) for each in ids}
    assert not [each for each in told if each.action == AuditAction.DELETE]


def test_the_file_holds_nothing_in_clear_and_opens_with_the_organisations_key_only(
    database: Database, tenant: Tenant, archiving: Archiving, tmp_path: Path
) -> None:
    take_everything(archiving, tenant)
    files = list((tmp_path / "archives" / str(tenant.organization_id)).iterdir())
    assert all(file.stat().st_mode & 0o077 == 0 or file.parent.stat().st_mode & 0o077 == 0 for file in files)
    assert not any(b"PAR1" in file.read_bytes() for file in files)
    with database.writing(keeping(tenant.organization_id)) as work:
        work.keys.shred()
    with pytest.raises(BrokenSeal):
        archiving.put_back(tenant.organization_id, archiving.all(tenant.organization_id)[0].id)


def test_a_file_that_was_touched_lost_or_swapped_is_refused_and_nothing_comes_back(
    tenant: Tenant, archiving: Archiving, tmp_path: Path, owner_url: str
) -> None:
    take_everything(archiving, tenant)
    first, second = archiving.all(tenant.organization_id)[:2]
    directory = tmp_path / "archives" / str(tenant.organization_id)
    files = {row.id: next(directory.glob(f"{row.id}.*")) for row in (first, second)}
    whole = files[first.id].read_bytes()
    for spoiled in (whole[:-1], whole[:100] + bytes([whole[100] ^ 1]) + whole[101:], files[second.id].read_bytes()):
        files[first.id].write_bytes(spoiled)
        with pytest.raises(BrokenArchive, match="altered"):
            archiving.put_back(tenant.organization_id, first.id)
    files[first.id].unlink()
    with pytest.raises(BrokenArchive, match="missing"):
        archiving.put_back(tenant.organization_id, first.id)
    assert not any(rows(owner_url, tenant.organization_id).values())


def test_an_archive_of_another_organisation_is_not_found(tenant: Tenant, other: Tenant, archiving: Archiving) -> None:
    [first, *_] = take_everything(archiving, tenant)
    with pytest.raises(NotFound, match="KEEP-001"):
        archiving.put_back(other.organization_id, first)


def test_a_new_data_key_seals_the_archives_too(
    database: Database, tenant: Tenant, archiving: Archiving, owner_url: str
) -> None:
    before = rows(owner_url, tenant.organization_id)["visits"]
    archiving.take_out(tenant.organization_id, ArchiveFamily.VISITS, LATER)
    KeyKeeping(database, archiving).renew_data_key(tenant.organization_id)
    [row] = archiving.all(tenant.organization_id)
    assert row.key_version == 2
    archiving.put_back(tenant.organization_id, row.id)
    assert rows(owner_url, tenant.organization_id)["visits"] == before


def test_files_nobody_names_are_swept_up(tenant: Tenant, archiving: Archiving, tmp_path: Path) -> None:

    take_everything(archiving, tenant)
    directory = tmp_path / "archives" / str(tenant.organization_id)
    named = set(directory.iterdir())
    left, young = directory / "left", directory / "young"
    for file in (left, young):
        file.write_bytes(b"half a file")
    os.utime(left, (0, 0))
    for file in named:
        os.utime(file, (0, 0))
    assert archiving.sweep(tenant.organization_id) == 1
    assert set(directory.iterdir()) == named | {young}


CELLS: dict[type | None, st.SearchStrategy[object]] = {
    bool: st.booleans(),
    int: st.integers(-(2**63), 2**63 - 1),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    None: st.text(),
}


@examples(60)
@given(st.data())
def test_what_was_packed_is_what_is_unpacked(data: st.DataObject) -> None:
    kinds = data.draw(st.lists(st.sampled_from(list(CELLS)), min_size=1, max_size=6))
    columns: list[tuple[str, type | None]] = [(f"c{i}", kind) for i, kind in enumerate(kinds)]
    row = st.fixed_dictionaries({name: st.none() | CELLS[kind] for name, kind in columns})
    packed = data.draw(st.lists(row, max_size=8))
    assert unpack(pack({"visits": packed}, {"visits": columns})) == {"visits": packed}
