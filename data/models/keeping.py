"""What is kept how long, what was archived, and what people asked about themselves."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Instant, Made, Stamped, Word
from data.vocabulary import ArchiveFamily, PersonKind, RetentionSubject, SubjectRequestKind


class SubjectRequest(Made, Base):
    """An export or erasure of one person, done."""

    __tablename__ = "subject_requests"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "asked_by"], ["caire.users.organization_id", "caire.users.id"]),
        Index("subject_requests_asked_by", "organization_id", "asked_by"),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[SubjectRequestKind] = mapped_column(Word(SubjectRequestKind))
    person: Mapped[PersonKind] = mapped_column(Word(PersonKind))
    person_id: Mapped[UUID]
    asked_by: Mapped[UUID]
    done_at: Mapped[datetime] = mapped_column(Instant, server_default=text("now()"))
    rows_touched: Mapped[int]


class Archive(Made, Base):
    """A month of one family of tables, sealed in a file."""

    __tablename__ = "archives"
    __table_args__ = (Index("archives_month", "organization_id", "family", "month"),)

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    family: Mapped[ArchiveFamily] = mapped_column(Word(ArchiveFamily))
    month: Mapped[date]
    rows_kept: Mapped[int]
    size: Mapped[int] = mapped_column("bytes", BigInteger)
    sha256: Mapped[bytes]
    key_version: Mapped[int]
    restored_at: Mapped[datetime | None] = mapped_column(Instant)


class RetentionSetting(Stamped, Base):
    """How many months an organisation keeps something."""

    __tablename__ = "retention_settings"

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    subject: Mapped[RetentionSubject] = mapped_column(Word(RetentionSubject), primary_key=True)
    keep_months: Mapped[int]
