"""Received files, the outcome of each of their rows, what they wrote over, and an organisation's own column names."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Instant, Json, Made, Word
from data.vocabulary import ImportState, MappingKind


class Import(Made, Base):
    """A received file, known by its hash; the same one is applied once."""

    __tablename__ = "imports"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "created_by"], ["caire.users.organization_id", "caire.users.id"]),
        ForeignKeyConstraint(["organization_id", "undone_by"], ["caire.users.organization_id", "caire.users.id"]),
        Index(
            "imports_applied_once",
            "organization_id",
            "kind",
            "sha256",
            unique=True,
            postgresql_where=text("state = 'applied' AND undone_at IS NULL"),
        ),
        Index("imports_created_by", "organization_id", "created_by"),
        Index("imports_undone_by", "organization_id", "undone_by", postgresql_where=text("undone_by IS NOT NULL")),
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
    images: Mapped[int | None]
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    undone_by: Mapped[UUID | None]


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


class ImportImage(Base):
    """A row as it was before an import and a digest of what it became, sealed; `told` lives inside a transaction."""

    __tablename__ = "import_images"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "import_id"], ["caire.imports.organization_id", "caire.imports.id"], ondelete="CASCADE"
        ),
        Index("import_images_import", "organization_id", "import_id"),
        Index("import_images_client", "organization_id", "client_id", postgresql_where=text("client_id IS NOT NULL")),
        Index(
            "import_images_employee",
            "organization_id",
            "employee_id",
            postgresql_where=text("employee_id IS NOT NULL"),
        ),
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=text("gen_random_uuid()"))
    import_id: Mapped[UUID]
    seq: Mapped[int] = mapped_column(BigInteger, Identity(always=True))
    table_name: Mapped[str]
    row_key: Mapped[dict[str, Any]] = mapped_column(Json)
    is_after: Mapped[bool] = mapped_column(server_default=text("false"))
    told: Mapped[dict[str, Any] | None] = mapped_column(Json)
    client_id: Mapped[UUID | None]
    employee_id: Mapped[UUID | None]
    image_enc: Mapped[bytes | None]
    key_version: Mapped[int | None]


class MappingProfile(Made, Base):
    """What an organisation's own files call the columns or fields of a format; the newest version holds."""

    __tablename__ = "mapping_profiles"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "made_by"], ["caire.users.organization_id", "caire.users.id"]),
        UniqueConstraint("organization_id", "kind", "version", name="mapping_profiles_version_key"),
        Index("mapping_profiles_made_by", "organization_id", "made_by"),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[MappingKind] = mapped_column(Word(MappingKind))
    version: Mapped[int]
    names: Mapped[dict[str, Any]] = mapped_column(Json)
    made_by: Mapped[UUID]
