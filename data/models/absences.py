"""Absences of vehicles and employees, when employees can work, and the bookings that cannot be double."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.dialects.postgresql import TSTZRANGE, Range
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Instant, Stamped, Word
from data.vocabulary import AbsenceKind, AvailabilityKind, VehicleAbsenceReason


def _vehicle() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["organization_id", "vehicle_id"], ["caire.vehicles.organization_id", "caire.vehicles.id"], ondelete="CASCADE"
    )


def _employee() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["organization_id", "employee_id"],
        ["caire.employees.organization_id", "caire.employees.id"],
        ondelete="CASCADE",
    )


class VehicleAbsence(Stamped, Base):
    """A span in which a vehicle cannot be used; spans of one vehicle never overlap."""

    __tablename__ = "vehicle_absences"
    __table_args__ = (
        _vehicle(),
        Index("vehicle_absences_vehicle", "organization_id", "vehicle_id", "starts_at"),
        Index("vehicle_absences_period", "organization_id", "starts_at"),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    vehicle_id: Mapped[UUID]
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    reason: Mapped[VehicleAbsenceReason] = mapped_column(Word(VehicleAbsenceReason))
    row_version: Mapped[int] = mapped_column(server_default="1")


class EmployeeAbsence(Stamped, Base):
    """A span in which an employee is away; spans of one employee never overlap."""

    __tablename__ = "employee_absences"
    __table_args__ = (
        _employee(),
        Index("employee_absences_employee", "organization_id", "employee_id", "starts_at"),
        Index("employee_absences_period", "organization_id", "starts_at"),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID]
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[AbsenceKind] = mapped_column(Word(AbsenceKind))
    row_version: Mapped[int] = mapped_column(server_default="1")


class EmployeeAvailability(Stamped, Base):
    """When an employee can work: every week on a weekday (1 = Monday), or on one day."""

    __tablename__ = "employee_availability"
    __table_args__ = (
        _employee(),
        Index("employee_availability_employee", "organization_id", "employee_id"),
        Index("employee_availability_day", "organization_id", "day", postgresql_where=text("day IS NOT NULL")),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID]
    kind: Mapped[AvailabilityKind] = mapped_column(Word(AvailabilityKind))
    weekday: Mapped[int | None]
    day: Mapped[date | None]
    start_time: Mapped[time]
    end_time: Mapped[time]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    row_version: Mapped[int] = mapped_column(server_default="1")


class EmployeeBooking(Base):
    """Where an employee is when, by a shift; kept by a trigger of the shifts."""

    __tablename__ = "employee_bookings"
    __table_args__ = (_employee(), Index("employee_bookings_employee", "organization_id", "employee_id"))

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    shift_date: Mapped[date] = mapped_column(primary_key=True)
    shift_id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID]
    during: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)


class VehicleBooking(Base):
    """The spans a vehicle is booked for, and for how many carers; kept by a trigger of the shifts."""

    __tablename__ = "vehicle_bookings"
    __table_args__ = (_vehicle(),)

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    vehicle_id: Mapped[UUID] = mapped_column(primary_key=True)
    during: Mapped[Range[datetime]] = mapped_column(TSTZRANGE, primary_key=True)
    carers: Mapped[int]
