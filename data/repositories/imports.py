"""Received files: their state, counts and the problems of their rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update

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
    filename: str | None


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row; codes, never its text."""

    row_no: int
    ok: bool
    problem_codes: tuple[str, ...] = ()


class ImportsReading(Repository):
    """What may be asked."""

    def newest(self, limit: int = 50) -> list[ImportSummary]:
        """The newest files first."""
        columns = (
            Import.id, Import.kind, Import.state, Import.size.label("size"), Import.sha256, Import.rows_total,
            Import.rows_ok, Import.rows_bad, Import.created_by, Import.created_at, Import.applied_at,
            Import.filename_enc,
        )  # fmt: skip
        query = select(*columns).where(Import.organization_id == self._org).order_by(Import.id.desc()).limit(limit)
        return [
            ImportSummary(
                **{name: value for name, value in row._mapping.items() if name != "filename_enc"},
                filename=None
                if row.filename_enc is None
                else self._vault.open("imports", "filename_enc", row.id, row.filename_enc),
            )
            for row in self._connection.execute(query)
        ]

    def was_applied(self, kind: str, sha256: bytes) -> bool:
        """Whether this very file has been taken in before."""
        query = select(Import.id).where(
            Import.organization_id == self._org,
            Import.kind == kind,
            Import.sha256 == sha256,
            Import.state == ImportState.APPLIED,
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
