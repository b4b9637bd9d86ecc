"""Visit requirements and dated visits with their skills, carers and dependencies."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Interval, String, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Instant, Json, Stamped, Word
from data.vocabulary import CarerRelation, VisitStatus

_VISIT = ["caire.visits.organization_id", "caire.visits.visit_date", "caire.visits.id"]


class VisitRequirement(Stamped, Base):
    """What a client has been granted, from which dated visits are made."""

    __tablename__ = "visit_requirements"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "client_id"], ["caire.clients.organization_id", "caire.clients.id"]),
        ForeignKeyConstraint(
            ["organization_id", "after_requirement_id"],
            ["caire.visit_requirements.organization_id", "caire.visit_requirements.id"],
        ),
        UniqueConstraint("organization_id", "external_ref", name="visit_requirements_external_ref_key"),
        Index("visit_requirements_client", "organization_id", "client_id"),
        Index(
            "visit_requirements_after",
            "organization_id",
            "after_requirement_id",
            postgresql_where=text("after_requirement_id IS NOT NULL"),
        ),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[UUID]
    service_type: Mapped[str] = mapped_column(String(255))
    duration: Mapped[timedelta] = mapped_column(Interval)
    frequency: Mapped[dict[str, Any] | None] = mapped_column(Json)
    priority: Mapped[int] = mapped_column(server_default="10")
    time_windows: Mapped[list[dict[str, Any]] | None] = mapped_column(Json)
    carers_needed: Mapped[int] = mapped_column(server_default="1")
    after_requirement_id: Mapped[UUID | None]
    min_delay_min: Mapped[int | None]
    is_pattern_locked: Mapped[bool] = mapped_column(server_default=text("false"))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    external_ref: Mapped[str | None] = mapped_column(String(100))
    slinga: Mapped[str | None] = mapped_column(String(100))
    is_dormant: Mapped[bool] = mapped_column(server_default=text("false"))
    row_version: Mapped[int] = mapped_column(server_default="1")


class RequirementSkill(Base):
    """A skill every visit of the requirement needs."""

    __tablename__ = "requirement_skills"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "requirement_id"],
            ["caire.visit_requirements.organization_id", "caire.visit_requirements.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(["organization_id", "skill_id"], ["caire.skills.organization_id", "caire.skills.id"]),
        Index("requirement_skills_skill", "organization_id", "skill_id"),
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    requirement_id: Mapped[UUID] = mapped_column(primary_key=True)
    skill_id: Mapped[UUID] = mapped_column(primary_key=True)
    level: Mapped[int] = mapped_column(server_default="1")


class Visit(Stamped, Base):
    """One stay of one carer at a client's home; `visit_date` is the local day of its first window."""

    __tablename__ = "visits"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "client_id"], ["caire.clients.organization_id", "caire.clients.id"]),
        ForeignKeyConstraint(["organization_id", "place_id"], ["caire.places.organization_id", "caire.places.id"]),
        ForeignKeyConstraint(
            ["organization_id", "employee_id"], ["caire.employees.organization_id", "caire.employees.id"]
        ),
        ForeignKeyConstraint(
            ["organization_id", "visit_requirement_id"],
            ["caire.visit_requirements.organization_id", "caire.visit_requirements.id"],
        ),
        ForeignKeyConstraint(
            ["organization_id", "pinned_date", "pinned_shift_id"],
            ["caire.employee_shifts.organization_id", "caire.employee_shifts.date", "caire.employee_shifts.id"],
        ),
        UniqueConstraint("organization_id", "visit_date", "external_ref", name="visits_external_ref_key"),
        Index(
            "visits_employee",
            "organization_id",
            "employee_id",
            "visit_date",
            postgresql_where=text("employee_id IS NOT NULL"),
        ),
        Index("visits_client", "organization_id", "client_id", "visit_date"),
        Index("visits_place", "organization_id", "place_id"),
        Index(
            "visits_requirement",
            "organization_id",
            "visit_requirement_id",
            postgresql_where=text("visit_requirement_id IS NOT NULL"),
        ),
        Index("visits_group", "organization_id", "group_id", postgresql_where=text("group_id IS NOT NULL")),
        Index(
            "visits_unassigned",
            "organization_id",
            "visit_date",
            postgresql_where=text("status = 'UNASSIGNED'"),
        ),
        Index(
            "visits_pinned_shift",
            "organization_id",
            "pinned_date",
            "pinned_shift_id",
            postgresql_where=text("pinned_shift_id IS NOT NULL"),
        ),
        {"postgresql_partition_by": "RANGE (visit_date)"},
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    visit_date: Mapped[date] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[UUID]
    place_id: Mapped[UUID]
    visit_requirement_id: Mapped[UUID | None]
    title: Mapped[str] = mapped_column(String(255), server_default="")
    duration_s: Mapped[int]
    windows: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    group_id: Mapped[UUID | None]
    priority: Mapped[int] = mapped_column(server_default="10")
    is_optional: Mapped[bool] = mapped_column(server_default=text("false"))
    pinned_date: Mapped[date | None]
    pinned_shift_id: Mapped[UUID | None]
    pinned_start: Mapped[datetime | None] = mapped_column(Instant)
    status: Mapped[VisitStatus] = mapped_column(Word(VisitStatus), server_default="UNASSIGNED")
    employee_id: Mapped[UUID | None]
    planned_start: Mapped[datetime | None] = mapped_column(Instant)
    planned_end: Mapped[datetime | None] = mapped_column(Instant)
    actual_start: Mapped[datetime | None] = mapped_column(Instant)
    actual_end: Mapped[datetime | None] = mapped_column(Instant)
    external_ref: Mapped[str | None] = mapped_column(String(100))
    row_version: Mapped[int] = mapped_column(server_default="1")
    is_by_hand: Mapped[bool] = mapped_column(server_default=text("false"))


class VisitSkill(Base):
    """A skill the visit needs, at least at this level."""

    __tablename__ = "visit_skills"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "visit_date", "visit_id"], _VISIT, ondelete="CASCADE"),
        ForeignKeyConstraint(["organization_id", "skill_id"], ["caire.skills.organization_id", "caire.skills.id"]),
        Index("visit_skills_skill", "organization_id", "skill_id"),
        {"postgresql_partition_by": "RANGE (visit_date)"},
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_date: Mapped[date] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(primary_key=True)
    skill_id: Mapped[UUID] = mapped_column(primary_key=True)
    level: Mapped[int] = mapped_column(server_default="1")


class VisitCarer(Base):
    """Which carers are what to this one visit, beside what they are to the client; triggers keep the array true."""

    __tablename__ = "visit_carers"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "visit_date", "visit_id"], _VISIT, ondelete="CASCADE"),
        {"postgresql_partition_by": "RANGE (visit_date)"},
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_date: Mapped[date] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(primary_key=True)
    relation: Mapped[CarerRelation] = mapped_column(Word(CarerRelation), primary_key=True)
    employee_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))


class VisitDependency(Base):
    """The visit starts at least `delay_s` after the other has ended."""

    __tablename__ = "visit_dependencies"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "visit_date", "visit_id"], _VISIT, ondelete="CASCADE"),
        ForeignKeyConstraint(["organization_id", "after_visit_date", "after_visit_id"], _VISIT, ondelete="CASCADE"),
        Index("visit_dependencies_after", "organization_id", "after_visit_date", "after_visit_id"),
        {"postgresql_partition_by": "RANGE (visit_date)"},
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_date: Mapped[date] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(primary_key=True)
    after_visit_id: Mapped[UUID] = mapped_column(primary_key=True)
    after_visit_date: Mapped[date]
    delay_s: Mapped[int]
