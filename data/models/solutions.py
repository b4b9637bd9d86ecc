"""Schedule solutions, the curve of a run, and daily metrics."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Numeric,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Instant, Json, Made, Stamped, Word
from data.vocabulary import FigureBasis, FigureLevel, MayChange, PlanKind, RunState, SolutionStatus


class ScheduleSolution(Stamped, Base):
    """A plan and how it came about; `run_date` is the instant inside the id, `attempt` fences every update of a run."""

    __tablename__ = "schedule_solutions"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "asked_by"], ["caire.users.organization_id", "caire.users.id"]),
        Index("schedule_solutions_period_idx", "organization_id", "first_day"),
        Index(
            "schedule_solutions_asked_by", "organization_id", "asked_by", postgresql_where=text("asked_by IS NOT NULL")
        ),
        Index(
            "schedule_solutions_running",
            "organization_id",
            "heartbeat_at",
            postgresql_where=text("status = 'RUNNING'"),
        ),
        Index(
            "schedule_solutions_published",
            "organization_id",
            "first_day",
            postgresql_where=text("kind = 'published'"),
        ),
        {"postgresql_partition_by": "RANGE (run_date)"},
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    run_date: Mapped[datetime] = mapped_column(Instant, primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    input_data: Mapped[dict[str, Any]] = mapped_column(Json)
    output_solution: Mapped[dict[str, Any] | None] = mapped_column(Json)
    score: Mapped[dict[str, Any] | None] = mapped_column(Json)
    status: Mapped[SolutionStatus] = mapped_column(Word(SolutionStatus), server_default="RUNNING")
    name: Mapped[str] = mapped_column(String(255), server_default="")
    kind: Mapped[PlanKind] = mapped_column(Word(PlanKind))
    first_day: Mapped[date]
    last_day: Mapped[date]
    parent_run_date: Mapped[datetime | None] = mapped_column(Instant)
    parent_id: Mapped[UUID | None]
    state: Mapped[RunState] = mapped_column(Word(RunState))
    engine: Mapped[str | None] = mapped_column(String(40))
    profile: Mapped[str | None] = mapped_column(String(60))
    weights: Mapped[dict[str, Any] | None] = mapped_column(Json)
    seed: Mapped[int | None] = mapped_column(BigInteger)
    threads: Mapped[int | None]
    seconds_limit: Mapped[int | None]
    iterations_limit: Mapped[int | None] = mapped_column(BigInteger)
    asked_by: Mapped[UUID | None]
    job_id: Mapped[int | None] = mapped_column(BigInteger)
    attempt: Mapped[int] = mapped_column(server_default="0")
    heartbeat_at: Mapped[datetime | None] = mapped_column(Instant)
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    stop_requested_at: Mapped[datetime | None] = mapped_column(Instant)
    figures: Mapped[dict[str, Any] | None] = mapped_column(Json)
    failure_code: Mapped[str | None] = mapped_column(String(20))
    failure_cause: Mapped[dict[str, Any] | None] = mapped_column(Json)
    input_sha256: Mapped[bytes | None]
    archived_uri: Mapped[str | None]
    may_change: Mapped[MayChange | None] = mapped_column(Word(MayChange))
    frozen_until: Mapped[datetime | None] = mapped_column(Instant)
    occasion: Mapped[dict[str, Any] | None] = mapped_column(Json)
    row_version: Mapped[int] = mapped_column(server_default="1")
    publication: Mapped[int | None]
    reason_enc: Mapped[bytes | None]
    key_version: Mapped[int | None]


class SolutionProgress(Made, Base):
    """One point of a run's curve."""

    __tablename__ = "solution_progress"
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
        {"postgresql_partition_by": "RANGE (run_date)"},
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    run_date: Mapped[datetime] = mapped_column(Instant, primary_key=True)
    solution_id: Mapped[UUID] = mapped_column(primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    elapsed_s: Mapped[float] = mapped_column(Double)
    iterations: Mapped[int] = mapped_column(BigInteger)
    hard: Mapped[int] = mapped_column(BigInteger)
    medium: Mapped[int] = mapped_column(BigInteger)
    soft: Mapped[int] = mapped_column(BigInteger)
    unassigned: Mapped[int]


class ScheduleMetric(Stamped, Base):
    """One figure of one day and one organisation, district, carer or client, as planned or as performed."""

    __tablename__ = "schedule_metrics"
    __table_args__ = (
        UniqueConstraint(
            "organization_id",
            "schedule_date",
            "basis",
            "level",
            "metric_type",
            "district_id",
            "employee_id",
            "client_id",
            name="schedule_metrics_key",
            postgresql_nulls_not_distinct=True,
        ),
        ForeignKeyConstraint(
            ["organization_id", "district_id"],
            ["caire.districts.organization_id", "caire.districts.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["organization_id", "employee_id"],
            ["caire.employees.organization_id", "caire.employees.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["organization_id", "client_id"], ["caire.clients.organization_id", "caire.clients.id"], ondelete="CASCADE"
        ),
        Index(
            "schedule_metrics_trend",
            "organization_id",
            "level",
            "metric_type",
            "basis",
            "schedule_date",
            postgresql_include=["district_id", "employee_id", "client_id", "numerator", "denominator", "counted"],
        ),
        *(
            Index(
                f"schedule_metrics_{whose}",
                "organization_id",
                f"{whose}_id",
                postgresql_where=text(f"{whose}_id IS NOT NULL"),
            )
            for whose in ("district", "employee", "client")
        ),
        {"postgresql_partition_by": "RANGE (schedule_date)"},
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    schedule_date: Mapped[date] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    metric_type: Mapped[str] = mapped_column(String(255))
    value: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    constraint_impacts: Mapped[dict[str, Any] | None] = mapped_column(Json)
    solution_id: Mapped[UUID | None]
    basis: Mapped[FigureBasis] = mapped_column(Word(FigureBasis), server_default="PLANNED")
    level: Mapped[FigureLevel] = mapped_column(Word(FigureLevel), server_default="ORGANIZATION")
    district_id: Mapped[UUID | None]
    employee_id: Mapped[UUID | None]
    client_id: Mapped[UUID | None]
    numerator: Mapped[float] = mapped_column(Double, server_default="0")
    denominator: Mapped[float] = mapped_column(Double, server_default="1")
    counted: Mapped[int] = mapped_column(server_default="0")
