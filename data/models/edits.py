"""What planners did to plans, what carers were told of it, and writes that must not be done twice."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Instant, Json, Made, Word
from data.vocabulary import PlanEditKind


class PlanEdit(Made, Base):
    """One edit of a plan, before and after, so that it can be undone; months are partitions."""

    __tablename__ = "plan_edits"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "run_date", "solution_id"],
            [
                "caire.schedule_solutions.organization_id",
                "caire.schedule_solutions.run_date",
                "caire.schedule_solutions.id",
            ],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(["organization_id", "edited_by"], ["caire.users.organization_id", "caire.users.id"]),
        UniqueConstraint("organization_id", "run_date", "solution_id", "seq", name="plan_edits_seq_key"),
        Index("plan_edits_edited_by", "organization_id", "edited_by"),
        {"postgresql_partition_by": "RANGE (run_date)"},
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    run_date: Mapped[datetime] = mapped_column(Instant, primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    solution_id: Mapped[UUID]
    seq: Mapped[int]
    kind: Mapped[PlanEditKind] = mapped_column(Word(PlanEditKind))
    change: Mapped[dict[str, Any]] = mapped_column(Json)
    reason_enc: Mapped[bytes | None]
    key_version: Mapped[int | None]
    edited_by: Mapped[UUID]
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(server_default="0")
    is_override: Mapped[bool] = mapped_column(server_default="false")


class PlanNotice(Made, Base):
    """What a publication changed for one carer on one day: ids and instants."""

    __tablename__ = "plan_notices"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "run_date", "solution_id"],
            [
                "caire.schedule_solutions.organization_id",
                "caire.schedule_solutions.run_date",
                "caire.schedule_solutions.id",
            ],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["organization_id", "employee_id"],
            ["caire.employees.organization_id", "caire.employees.id"],
            ondelete="CASCADE",
        ),
        UniqueConstraint("organization_id", "run_date", "solution_id", "employee_id", "day", name="plan_notices_once"),
        Index("plan_notices_employee", "organization_id", "employee_id", "day"),
        {"postgresql_partition_by": "RANGE (run_date)"},
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    run_date: Mapped[datetime] = mapped_column(Instant, primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    solution_id: Mapped[UUID]
    employee_id: Mapped[UUID]
    day: Mapped[date]
    change: Mapped[dict[str, Any]] = mapped_column(Json)
    read_at: Mapped[datetime | None] = mapped_column(Instant)


class IdempotencyKey(Made, Base):
    """A write that was asked for under a key, and the ids that came of it."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (Index("idempotency_keys_age", "organization_id", "created_at"),)

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    idempotency_key: Mapped[str] = mapped_column(String(128), primary_key=True)
    request_sha256: Mapped[bytes]
    result: Mapped[dict[str, Any] | None] = mapped_column(Json)
