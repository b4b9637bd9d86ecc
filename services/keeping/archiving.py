"""Archives: months older than an organisation keeps them go to sealed files, and come back when asked for.

Context      A month of visits or plans is of use for two years and then a burden, and a file beside the database is
             out of reach of its walls.
Decision     Each organisation's month of a family becomes one file: Parquet in a zip, sealed by the organisation's own
             data key, so that destroying the key erases the archives too. The file is written and on disk before the
             transaction that removes the rows commits; a file no archive names is rubbish and swept up.
Consequence  Killed at any moment a month is whole in the tables or whole in an archive. A restored month stays for 30
             days. Renewing a data key, and erasing a person, write the files anew.
Not chosen   Exporting whole partitions: a month holds every organisation, with their own terms and keys.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from data.connect import Database
from data.ids import new_id
from data.repositories.archives import ArchiveRow, columns_of
from data.vocabulary import ArchiveFamily, AuditAction
from data.work import Context, Work
from services import noted
from services.errors import CareError, NotFound
from services.keeping.packing import Rows, pack, unpack
from services.words import Text

STAYS_DAYS = 30
_RUBBISH_AFTER_S = 3600.0

_NO_ARCHIVE = NotFound(
    "KEEP-001",
    Text(
        sv="Arkivet finns inte, eller är redan återställt.", en="There is no such archive, or it is restored already."
    ),
    Text(sv="Se listan över arkiv.", en="See the list of archives."),
)


class BrokenArchive(CareError):
    """The file is missing or is not the one that was written."""

    def __init__(self, why: Text) -> None:
        super().__init__(
            "KEEP-002", why, Text(sv="Hämta filen från en säkerhetskopia.", en="Bring the file back from a backup.")
        )


class Archiving:
    """Takes months out and puts them back, one organisation at a time."""

    def __init__(self, database: Database, directory: Path) -> None:
        self._database = database
        self._directory = directory

    def all(self, organization_id: UUID) -> list[ArchiveRow]:
        """The organisation's archives."""
        with self._database.writing(_archiving(organization_id)) as work:
            return work.archives.all()

    def take_out(self, organization_id: UUID, family: ArchiveFamily, before: date) -> list[ArchiveRow]:
        """Archive every month of `family` that ended before the month of `before`, but those just restored."""
        first_kept = before.replace(day=1)
        with self._database.writing(_archiving(organization_id)) as work:
            stays = {(row.family, row.month) for row in work.archives.all() if row.restored_at and _is_recent(row)}
            months = [m for m in work.archives.months(family, first_kept) if (family, m) not in stays]
        made = (self._take_month(organization_id, family, month) for month in months)
        return [row for row in made if row is not None]

    def put_back(self, organization_id: UUID, archive_id: UUID) -> ArchiveRow:
        """The archive's rows in the tables again, for 30 days."""
        with self._database.writing(_archiving(organization_id)) as work:
            row = next((row for row in work.archives.all() if row.id == archive_id and not row.restored_at), None)
            if row is None:
                raise _NO_ARCHIVE
            taken = self._read(work, row)
            work.months.prepare(row.month, row.month)
            work.archives.put_back(row.family, taken)
            work.archives.restored(row.id)
            told = noted.RESTORED[row.family].fill(year=row.month.year, month=f"{row.month:%m}")
            work.audit.note(AuditAction.RESTORE, "archives", [row.id], told.en)
        return row

    def reseal(self, organization_id: UUID) -> int:
        """Seal every archive by the newest data key; how many were under an older one."""
        return self.rewrite(organization_id, lambda _, taken: taken, is_old_only=True)

    def rewrite(
        self,
        organization_id: UUID,
        change: Callable[[ArchiveFamily, dict[str, Rows]], dict[str, Rows] | None],
        *,
        is_old_only: bool = False,
    ) -> int:
        """Write every archive anew with what `change` makes of its rows (None: as it is); how many were written."""
        written = 0
        for row in self.all(organization_id):
            with self._database.writing(_archiving(organization_id)) as work:
                newest = work.vault.version
                if is_old_only and row.key_version == newest:
                    continue
                changed = change(row.family, self._read(work, row))
                if changed is None:
                    continue
                # A name of its own even under the same key: the old file stands until this is committed.
                kept = self._write(work, row, changed)
                work.archives.rewrite(kept)
                written += 1
        return written

    def sweep(self, organization_id: UUID) -> int:
        """Forget archives whose restored rows have stayed their time, and remove files that no archive names."""
        with self._database.writing(_archiving(organization_id)) as work:
            over = [row.id for row in work.archives.all() if row.restored_at and not _is_recent(row)]
            work.archives.forget(over)
            named = {self._file(organization_id, row) for row in work.archives.all()}
        swept = 0
        for file in (self._directory / str(organization_id)).glob("*"):
            if file not in named and time.time() - file.stat().st_mtime > _RUBBISH_AFTER_S:
                file.unlink(missing_ok=True)
                swept += 1
        return swept

    def remove_all(self, organization_id: UUID) -> int:
        """Remove every file of an organisation that is erased."""
        files = list((self._directory / str(organization_id)).glob("*"))
        for file in files:
            file.unlink(missing_ok=True)
        return len(files)

    def _take_month(self, organization_id: UUID, family: ArchiveFamily, month: date) -> ArchiveRow | None:
        after = (month + timedelta(days=31)).replace(day=1)
        with self._database.writing(_archiving(organization_id)) as work:
            taken = work.archives.take(family, month, after)
            count = sum(map(len, taken.values()))
            if not count:
                return None  # another worker was quicker
            blank = ArchiveRow(new_id(), family, month, count, 0, b"", 0)
            row = self._write(work, blank, taken)
            work.archives.note(row)
            work.archives.remove(family, month, after, taken)
            told = noted.ARCHIVED[family].fill(year=month.year, month=f"{month:%m}", rows=count)
            work.audit.note(AuditAction.ARCHIVE, "archives", [row.id], told.en)
        return row

    def _write(self, work: Work, row: ArchiveRow, taken: dict[str, Rows]) -> ArchiveRow:
        packed = pack(taken, columns_of(row.family))
        sealed = work.vault.seal_bytes("archives", "file", row.id, packed)
        count = sum(map(len, taken.values()))
        kept = replace(
            row,
            rows_kept=count,
            size=len(sealed),
            sha256=hashlib.sha256(sealed).digest(),
            key_version=work.vault.version,
        )
        _save(self._file(work.organization_id, kept), sealed)
        return kept

    def _read(self, work: Work, row: ArchiveRow) -> dict[str, Rows]:
        try:
            sealed = self._file(work.organization_id, row).read_bytes()
        except FileNotFoundError:
            raise BrokenArchive(Text(sv="Arkivets fil saknas.", en="The archive's file is missing.")) from None
        if hashlib.sha256(sealed).digest() != row.sha256:
            raise BrokenArchive(Text(sv="Arkivets fil är ändrad.", en="The archive's file was altered."))
        return unpack(work.vault.open_bytes("archives", "file", row.id, sealed))

    def _file(self, organization_id: UUID, row: ArchiveRow) -> Path:
        # Named by what it holds, so that a file that is written anew never writes over the one before.
        return self._directory / str(organization_id) / f"{row.id}.{row.sha256.hex()[:16]}"


def _archiving(organization_id: UUID) -> Context:
    return Context(organization_id, None, "archivist", database_role="caire_keeper")


def _is_recent(row: ArchiveRow) -> bool:
    assert row.restored_at is not None
    return time.time() - row.restored_at.timestamp() < STAYS_DAYS * 86_400


def _save(target: Path, content: bytes) -> None:
    """Whole and on disk, or not there."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    directory = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
