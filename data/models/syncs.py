"""Exchanges with a care system, what it has told of, and what could not be taken in or sent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, func, text
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Instant, Json, Stamped, Word
from data.vocabulary import LetterKind, SyncDirection, SyncReason, SyncState


class CareSync(Stamped, Base):
    """One exchange: which way, over which days, what came of it."""

    __tablename__ = "care_syncs"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "connection_id"],
            ["caire.integration_credentials.organization_id", "caire.integration_credentials.id"],
        ),
        ForeignKeyConstraint(["organization_id", "asked_by"], ["caire.users.organization_id", "caire.users.id"]),
        Index("care_syncs_connection", "organization_id", "connection_id"),
        Index("care_syncs_asked_by", "organization_id", "asked_by", postgresql_where=text("asked_by IS NOT NULL")),
        Index(
            "care_syncs_one_waits",
            "organization_id",
            "connection_id",
            unique=True,
            postgresql_where=text("state = 'queued' AND reason = 'schedule'"),
        ),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    connection_id: Mapped[UUID]
    direction: Mapped[SyncDirection] = mapped_column(Word(SyncDirection))
    reason: Mapped[SyncReason] = mapped_column(Word(SyncReason))
    state: Mapped[SyncState] = mapped_column(Word(SyncState))
    due_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
    asked_by: Mapped[UUID | None]
    plan_id: Mapped[UUID | None]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    counts: Mapped[dict[str, Any]] = mapped_column(Json, server_default=text("'{}'"))
    failure_code: Mapped[str | None] = mapped_column(String(40))
    failure_cause: Mapped[dict[str, Any] | None] = mapped_column(Json)


class CareDeadLetter(Stamped, Base):
    """A row of theirs or a day of ours that could not be exchanged, until it is."""

    __tablename__ = "care_dead_letters"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "sync_id"],
            ["caire.care_syncs.organization_id", "caire.care_syncs.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["organization_id", "client_id"], ["caire.clients.organization_id", "caire.clients.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["organization_id", "employee_id"],
            ["caire.employees.organization_id", "caire.employees.id"],
            ondelete="CASCADE",
        ),
        Index("care_dead_letters_sync", "organization_id", "sync_id"),
        Index(
            "care_dead_letters_client", "organization_id", "client_id", postgresql_where=text("client_id IS NOT NULL")
        ),
        Index(
            "care_dead_letters_employee",
            "organization_id",
            "employee_id",
            postgresql_where=text("employee_id IS NOT NULL"),
        ),
        Index(
            "care_dead_letters_one_open",
            "organization_id",
            "kind",
            "ref",
            unique=True,
            postgresql_where=text("settled_at IS NULL"),
        ),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    sync_id: Mapped[UUID]
    kind: Mapped[LetterKind] = mapped_column(Word(LetterKind))
    ref: Mapped[str] = mapped_column(String(100))
    day: Mapped[date | None]
    code: Mapped[str] = mapped_column(String(40))
    cause: Mapped[dict[str, Any]] = mapped_column(Json)
    tries: Mapped[int] = mapped_column(server_default="1")
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
    client_id: Mapped[UUID | None]
    employee_id: Mapped[UUID | None]


class CareTask(Stamped, Base):
    """A visit the care system has told of: in which of its groups, and since when it tells of it no more."""

    __tablename__ = "care_tasks"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "visit_date", "visit_id"],
            ["caire.visits.organization_id", "caire.visits.visit_date", "caire.visits.id"],
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_date: Mapped[date] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(primary_key=True)
    care_group: Mapped[str] = mapped_column(String(60), server_default="")
    gone_at: Mapped[datetime | None] = mapped_column(Instant)
