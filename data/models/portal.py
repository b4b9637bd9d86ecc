"""What carers and clients say in their portals: acts at visits, and wishes that planners answer."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Instant, Made, Stamped, Word
from data.vocabulary import ReportClock, ReportKind, WishKind, WishState


def _person(column: str, table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["organization_id", column], [f"caire.{table}.organization_id", f"caire.{table}.id"], ondelete="CASCADE"
    )


class VisitReport(Made, Base):
    """One act of a carer at a visit; its id is made on the device. Months are partitions."""

    __tablename__ = "visit_reports"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "visit_date", "visit_id"],
            ["caire.visits.organization_id", "caire.visits.visit_date", "caire.visits.id"],
            ondelete="CASCADE",
        ),
        _person("employee_id", "employees"),
        Index("visit_reports_visit", "organization_id", "visit_date", "visit_id"),
        Index("visit_reports_employee", "organization_id", "employee_id", "visit_date"),
        {"postgresql_partition_by": "RANGE (visit_date)"},
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_date: Mapped[date] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID]
    employee_id: Mapped[UUID]
    kind: Mapped[ReportKind] = mapped_column(Word(ReportKind))
    clock: Mapped[ReportClock] = mapped_column(Word(ReportClock))
    at: Mapped[datetime] = mapped_column(Instant)
    waited_s: Mapped[int] = mapped_column(server_default="0")


class Wish(Stamped, Base):
    """What a carer or a client would like, and what was answered; words are sealed."""

    __tablename__ = "wishes"
    __table_args__ = (
        _person("employee_id", "employees"),
        _person("client_id", "clients"),
        _person("about_employee_id", "employees"),
        ForeignKeyConstraint(["organization_id", "answered_by"], ["caire.users.organization_id", "caire.users.id"]),
        *(
            Index(f"wishes_{whose}", "organization_id", column, postgresql_where=text(f"{column} IS NOT NULL"))
            for whose, column in (
                ("employee", "employee_id"),
                ("client", "client_id"),
                ("about_employee", "about_employee_id"),
                ("answered_by", "answered_by"),
            )
        ),
        Index("wishes_open", "organization_id", "created_at", postgresql_where=text("state = 'OPEN'")),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID | None]
    client_id: Mapped[UUID | None]
    kind: Mapped[WishKind] = mapped_column(Word(WishKind))
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    was_time: Mapped[time | None]
    start_time: Mapped[time | None]
    end_time: Mapped[time | None]
    about_employee_id: Mapped[UUID | None]
    is_against: Mapped[bool] = mapped_column(server_default="false")
    note_enc: Mapped[bytes | None]
    answer_enc: Mapped[bytes | None]
    key_version: Mapped[int | None]
    state: Mapped[WishState] = mapped_column(Word(WishState), server_default="OPEN")
    answered_by: Mapped[UUID | None]
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    row_version: Mapped[int] = mapped_column(server_default="1")
