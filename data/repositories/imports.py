"""Received files: their state, counts and the problems of their rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select, update

from data.models import Import, ImportRow
from data.repositories.inside import Repository
from data.vocabulary import ImportState


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """A received file."""

    id: UUID
    kind: str
    state: ImportState
    size: int
    sha256: bytes
    rows_total: int | None
    rows_ok: int | None
    rows_bad: int | None
    created_by: UUID
    created_at: datetime
    applied_at: datetime | None
    images: int | None
    undone_at: datetime | None
    undone_by: UUID | None
    filename: str | None


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row; codes, never its text."""

    row_no: int
    ok: bool
    problem_codes: tuple[str, ...] = ()


_COLUMNS: tuple[Any, ...] = (
    Import.id, Import.kind, Import.state, Import.size.label("size"), Import.sha256, Import.rows_total, Import.rows_ok,
    Import.rows_bad, Import.created_by, Import.created_at, Import.applied_at, Import.images, Import.undone_at,
    Import.undone_by, Import.filename_enc,
)  # fmt: skip


class ImportsReading(Repository):
    """What may be asked."""

    def newest(self, limit: int = 50) -> list[ImportSummary]:
        """The newest files first."""
        return [self._summary(row) for row in self._connection.execute(self._all().limit(limit))]

    def find(self, import_id: UUID) -> ImportSummary | None:
        """One file."""
        row = self._connection.execute(self._all().where(Import.id == import_id)).one_or_none()
        return None if row is None else self._summary(row)

    def _all(self) -> Select[*tuple[Any, ...]]:
        return select(*_COLUMNS).where(Import.organization_id == self._org).order_by(Import.id.desc())

    def _summary(self, row: Row[Any]) -> ImportSummary:
        told = dict(row._mapping)
        sealed = told.pop("filename_enc")
        name = None if sealed is None else self._vault.open("imports", "filename_enc", row.id, sealed)
        return ImportSummary(**told, filename=name)

    def was_applied(self, kind: str, sha256: bytes) -> bool:
        """Whether this very file has been taken in before."""
        query = select(Import.id).where(
            Import.organization_id == self._org,
            Import.kind == kind,
            Import.sha256 == sha256,
            Import.state == ImportState.APPLIED,
            Import.undone_at.is_(None),
        )
        return self._connection.execute(query).first() is not None


class Imports(ImportsReading):
    """What may be changed."""

    def receive(self, import_id: UUID, kind: str, filename: str, sha256: bytes, size: int, created_by: UUID) -> None:
        """A file has come in."""
        self._inside.insert(
            Import,
            [
                {
                    "id": import_id,
                    "kind": kind,
                    "filename_enc": self._vault.seal("imports", "filename_enc", import_id, filename),
                    "key_version": self._vault.version,
                    "sha256": sha256,
                    "bytes": size,
                    "created_by": created_by,
                }
            ],
        )

    def settle(
        self, import_id: UUID, state: ImportState, total: int, ok: int, bad: int, rows: Iterable[RowOutcome] = ()
    ) -> bool:
        """How it went: validated, applied or rejected, with the rows worth keeping."""
        query = (
            update(Import)
            .where(Import.organization_id == self._org, Import.id == import_id)
            .values(
                state=state,
                rows_total=total,
                rows_ok=ok,
                rows_bad=bad,
                applied_at=func.now() if state is ImportState.APPLIED else None,
            )
        )
        self._inside.insert(
            ImportRow,
            (
                {"import_id": import_id, "row_no": row.row_no, "ok": row.ok, "problem_codes": list(row.problem_codes)}
                for row in rows
            ),
        )
        return self._connection.execute(query).rowcount == 1

    def undone(self, import_id: UUID, by: UUID) -> bool:
        """The file was undone; False when somebody did that already."""
        query = (
            update(Import)
            .where(Import.organization_id == self._org, Import.id == import_id, Import.undone_at.is_(None))
            .values(undone_at=func.now(), undone_by=by)
        )
        return self._connection.execute(query).rowcount == 1
