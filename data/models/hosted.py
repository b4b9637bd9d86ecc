"""Runs that another system solves."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Instant, Json, Stamped


class HostedRun(Stamped, Base):
    """Where a run is solved, under which id, and what was said of it; `told` is the other side's own account."""

    __tablename__ = "hosted_runs"
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
            ["organization_id", "connection_id"],
            ["caire.integration_credentials.organization_id", "caire.integration_credentials.id"],
        ),
        Index("hosted_runs_connection", "organization_id", "connection_id"),
        Index(
            "hosted_runs_dataset",
            "organization_id",
            "dataset_id",
            postgresql_where=text("dataset_id IS NOT NULL"),
        ),
        {"postgresql_partition_by": "RANGE (run_date)"},
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    run_date: Mapped[datetime] = mapped_column(Instant, primary_key=True)
    solution_id: Mapped[UUID] = mapped_column(primary_key=True)
    connection_id: Mapped[UUID]
    intended_at: Mapped[datetime | None] = mapped_column(Instant)
    dataset_id: Mapped[str | None] = mapped_column(String(200))
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    status: Mapped[str | None] = mapped_column(String(60))
    their_score: Mapped[str | None] = mapped_column(String(120))
    told: Mapped[dict[str, Any] | None] = mapped_column(Json)
    called_at: Mapped[datetime | None] = mapped_column(Instant)
    sent_input: Mapped[dict[str, Any] | None] = mapped_column(Json)
    received_output: Mapped[dict[str, Any] | None] = mapped_column(Json)
    score_analysis: Mapped[dict[str, Any] | None] = mapped_column(Json)
