"""Received files and the outcome of each of their rows."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index, String, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Instant, Made, Word
from data.vocabulary import ImportState


class Import(Made, Base):
    """A received file, known by its hash; the same one is applied once."""

    __tablename__ = "imports"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "created_by"], ["caire.users.organization_id", "caire.users.id"]),
        Index(
            "imports_applied_once",
            "organization_id",
            "kind",
            "sha256",
            unique=True,
            postgresql_where=text("state = 'applied'"),
        ),
        Index("imports_created_by", "organization_id", "created_by"),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    filename_enc: Mapped[bytes | None]
    key_version: Mapped[int | None]
    sha256: Mapped[bytes]
    size: Mapped[int] = mapped_column("bytes", BigInteger)
    kind: Mapped[str] = mapped_column(String(40))
    state: Mapped[ImportState] = mapped_column(Word(ImportState), server_default="received")
    rows_total: Mapped[int | None]
    rows_ok: Mapped[int | None]
    rows_bad: Mapped[int | None]
    created_by: Mapped[UUID]
    applied_at: Mapped[datetime | None] = mapped_column(Instant)


class ImportRow(Base):
    """One row of a file: taken, or which problems it had."""

    __tablename__ = "import_rows"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "import_id"], ["caire.imports.organization_id", "caire.imports.id"], ondelete="CASCADE"
        ),
        Index("import_rows_bad", "organization_id", "import_id", "row_no", postgresql_where=text("NOT ok")),
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    row_no: Mapped[int] = mapped_column(primary_key=True)
    ok: Mapped[bool]
    problem_codes: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    raw_enc: Mapped[bytes | None]
