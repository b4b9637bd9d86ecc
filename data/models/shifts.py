"""Shift templates, employees' concrete shifts and the skills of one shift."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Computed, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Instant, Json, Stamped, Word
from data.vocabulary import ShiftStatus, Transport


class ShiftTemplate(Stamped, Base):
    """Times of day a shift is made from; `break_windows` as in the original design."""

    __tablename__ = "shift_templates"
    __table_args__ = (UniqueConstraint("organization_id", "name", name="shift_templates_name_key"),)

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    start_time: Mapped[time]
    end_time: Mapped[time]
    break_windows: Mapped[list[dict[str, Any]] | None] = mapped_column(Json)
    crosses_midnight: Mapped[bool | None] = mapped_column(Computed("end_time < start_time", persisted=True))
    row_version: Mapped[int] = mapped_column(server_default="1")


class ShiftPattern(Stamped, Base):
    """A line of the rota: who works which template when, from where to where."""

    __tablename__ = "shift_patterns"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "employee_id"],
            ["caire.employees.organization_id", "caire.employees.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["organization_id", "shift_template_id"],
            ["caire.shift_templates.organization_id", "caire.shift_templates.id"],
        ),
        ForeignKeyConstraint(
            ["organization_id", "start_place_id"], ["caire.places.organization_id", "caire.places.id"]
        ),
        ForeignKeyConstraint(["organization_id", "end_place_id"], ["caire.places.organization_id", "caire.places.id"]),
        ForeignKeyConstraint(
            ["organization_id", "vehicle_id"], ["caire.vehicles.organization_id", "caire.vehicles.id"]
        ),
        Index("shift_patterns_employee", "organization_id", "employee_id"),
        Index("shift_patterns_template", "organization_id", "shift_template_id"),
        Index("shift_patterns_start_place", "organization_id", "start_place_id"),
        Index("shift_patterns_end_place", "organization_id", "end_place_id"),
        Index(
            "shift_patterns_vehicle",
            "organization_id",
            "vehicle_id",
            postgresql_where=text("vehicle_id IS NOT NULL"),
        ),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID]
    shift_template_id: Mapped[UUID]
    frequency: Mapped[dict[str, Any]] = mapped_column(Json)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    start_place_id: Mapped[UUID]
    end_place_id: Mapped[UUID]
    vehicle_id: Mapped[UUID | None]
    row_version: Mapped[int] = mapped_column(server_default="1")


class EmployeeShift(Stamped, Base):
    """One working spell of one carer, with concrete instants; months are partitions."""

    __tablename__ = "employee_shifts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "employee_id"], ["caire.employees.organization_id", "caire.employees.id"]
        ),
        ForeignKeyConstraint(
            ["organization_id", "shift_template_id"],
            ["caire.shift_templates.organization_id", "caire.shift_templates.id"],
        ),
        ForeignKeyConstraint(
            ["organization_id", "vehicle_id"], ["caire.vehicles.organization_id", "caire.vehicles.id"]
        ),
        ForeignKeyConstraint(
            ["organization_id", "start_place_id"], ["caire.places.organization_id", "caire.places.id"]
        ),
        ForeignKeyConstraint(["organization_id", "end_place_id"], ["caire.places.organization_id", "caire.places.id"]),
        UniqueConstraint("organization_id", "date", "external_ref", name="employee_shifts_external_ref_key"),
        Index("employee_shifts_employee", "organization_id", "employee_id", "date"),
        Index(
            "employee_shifts_template",
            "organization_id",
            "shift_template_id",
            postgresql_where=text("shift_template_id IS NOT NULL"),
        ),
        Index(
            "employee_shifts_vehicle",
            "organization_id",
            "vehicle_id",
            "date",
            postgresql_where=text("vehicle_id IS NOT NULL"),
        ),
        Index("employee_shifts_start_place", "organization_id", "start_place_id"),
        Index("employee_shifts_end_place", "organization_id", "end_place_id"),
        {"postgresql_partition_by": "RANGE (date)"},
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    day: Mapped[date] = mapped_column("date", primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID]
    shift_template_id: Mapped[UUID | None]
    vehicle_id: Mapped[UUID | None]
    actual_start: Mapped[datetime | None] = mapped_column(Instant)
    actual_end: Mapped[datetime | None] = mapped_column(Instant)
    status: Mapped[ShiftStatus] = mapped_column(Word(ShiftStatus), server_default="PLANNED")
    planned_start: Mapped[datetime] = mapped_column(Instant)
    planned_end: Mapped[datetime] = mapped_column(Instant)
    soft_end: Mapped[datetime | None] = mapped_column(Instant)
    start_place_id: Mapped[UUID]
    end_place_id: Mapped[UUID]
    transport: Mapped[Transport] = mapped_column(Word(Transport), server_default="CAR")
    max_leg_s: Mapped[int | None]
    breaks: Mapped[list[dict[str, Any]]] = mapped_column(Json, server_default="[]")
    is_pinned: Mapped[bool] = mapped_column(server_default=text("false"))
    external_ref: Mapped[str | None] = mapped_column(String(100))
    row_version: Mapped[int] = mapped_column(server_default="1")


class ShiftSkill(Base):
    """A skill that holds on one shift only."""

    __tablename__ = "shift_skills"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "date", "shift_id"],
            ["caire.employee_shifts.organization_id", "caire.employee_shifts.date", "caire.employee_shifts.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(["organization_id", "skill_id"], ["caire.skills.organization_id", "caire.skills.id"]),
        Index("shift_skills_skill", "organization_id", "skill_id"),
        {"postgresql_partition_by": "RANGE (date)"},
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column("date", primary_key=True)
    shift_id: Mapped[UUID] = mapped_column(primary_key=True)
    skill_id: Mapped[UUID] = mapped_column(primary_key=True)
    level: Mapped[int] = mapped_column(server_default="1")
