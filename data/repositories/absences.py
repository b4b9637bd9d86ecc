"""Absences of vehicles and employees, and when employees can work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import delete, select, update

from data.models import EmployeeAbsence, EmployeeAvailability, VehicleAbsence
from data.repositories.inside import Repository
from data.vocabulary import AbsenceKind, AvailabilityKind, VehicleAbsenceReason


@dataclass(frozen=True, slots=True)
class VehicleAbsenceRow:
    """A span in which a vehicle cannot be used; aware instants."""

    id: UUID
    vehicle_id: UUID
    starts_at: datetime
    ends_at: datetime
    reason: VehicleAbsenceReason = VehicleAbsenceReason.MAINTENANCE


@dataclass(frozen=True, slots=True)
class EmployeeAbsenceRow:
    """A span in which an employee is away; aware instants."""

    id: UUID
    employee_id: UUID
    starts_at: datetime
    ends_at: datetime
    kind: AbsenceKind = AbsenceKind.SICK


@dataclass(frozen=True, slots=True)
class AvailabilityRow:
    """When an employee can work: weekly on `weekday` (1 = Monday) while valid, or on `day`; local wall time.

    An end at or before the start lies on the next day.
    """

    id: UUID
    employee_id: UUID
    kind: AvailabilityKind
    start_time: time
    end_time: time
    weekday: int | None = None
    day: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None


class AbsencesReading(Repository):
    """What may be asked."""

    def of_vehicles(self, start: datetime, end: datetime) -> list[VehicleAbsenceRow]:
        """The vehicles' absences that touch the span, by start."""
        columns = (getattr(VehicleAbsence, name) for name in VehicleAbsenceRow.__dataclass_fields__)
        query = select(*columns).where(
            VehicleAbsence.organization_id == self._org, VehicleAbsence.starts_at < end, VehicleAbsence.ends_at > start
        )
        rows = self._connection.execute(query.order_by(VehicleAbsence.starts_at, VehicleAbsence.id))
        return [VehicleAbsenceRow(**row._mapping) for row in rows]

    def of_employees(self, start: datetime, end: datetime) -> list[EmployeeAbsenceRow]:
        """The employees' absences that touch the span, by start."""
        columns = (getattr(EmployeeAbsence, name) for name in EmployeeAbsenceRow.__dataclass_fields__)
        query = select(*columns).where(
            EmployeeAbsence.organization_id == self._org,
            EmployeeAbsence.starts_at < end,
            EmployeeAbsence.ends_at > start,
        )
        rows = self._connection.execute(query.order_by(EmployeeAbsence.starts_at, EmployeeAbsence.id))
        return [EmployeeAbsenceRow(**row._mapping) for row in rows]

    def of_employees_since(self, moment: datetime) -> list[tuple[EmployeeAbsenceRow, datetime]]:
        """The employees' absences that were put on record from `moment` on, and when, the newest first."""
        columns = (getattr(EmployeeAbsence, name) for name in EmployeeAbsenceRow.__dataclass_fields__)
        made = EmployeeAbsence.created_at
        query = select(*columns, made).where(EmployeeAbsence.organization_id == self._org, made >= moment)
        rows = self._connection.execute(query.order_by(made.desc(), EmployeeAbsence.id))
        return [(EmployeeAbsenceRow(*row[:-1]), row[-1]) for row in rows]

    def availability(self, employee_id: UUID | None = None) -> list[AvailabilityRow]:
        """When an employee, or everybody, can work."""
        columns = (getattr(EmployeeAvailability, name) for name in AvailabilityRow.__dataclass_fields__)
        query = select(*columns).where(EmployeeAvailability.organization_id == self._org)
        if employee_id is not None:
            query = query.where(EmployeeAvailability.employee_id == employee_id)
        rows = self._connection.execute(query.order_by(EmployeeAvailability.employee_id, EmployeeAvailability.id))
        return [AvailabilityRow(**row._mapping) for row in rows]


class Absences(AbsencesReading):
    """What may be changed; two absences of one vehicle or employee never overlap (`Conflict`, at the end)."""

    def add_of_vehicles(self, rows: Iterable[VehicleAbsenceRow]) -> None:
        """New absences of vehicles."""
        self._inside.insert(VehicleAbsence, (asdict(row) for row in rows))

    def add_of_employees(self, rows: Iterable[EmployeeAbsenceRow]) -> None:
        """New absences of employees."""
        self._inside.insert(EmployeeAbsence, (asdict(row) for row in rows))

    def end(self, absence_id: UUID, ends_at: datetime) -> bool:
        """An employee comes back earlier or later than thought; False when there is no such absence."""
        query = (
            update(EmployeeAbsence)
            .where(EmployeeAbsence.organization_id == self._org, EmployeeAbsence.id == absence_id)
            .values(ends_at=ends_at, row_version=EmployeeAbsence.row_version + 1)
        )
        return self._connection.execute(query).rowcount == 1

    def remove(self, absence_id: UUID) -> bool:
        """Remove an absence of a vehicle or an employee; False when there is none."""
        gone = [
            self._connection.execute(
                delete(model).where(model.organization_id == self._org, model.id == absence_id)
            ).rowcount
            for model in (VehicleAbsence, EmployeeAbsence)
        ]
        return sum(gone) == 1

    def set_availability(self, employee_id: UUID, rows: Iterable[AvailabilityRow]) -> None:
        """When an employee can work, instead of what was known."""
        self._connection.execute(
            delete(EmployeeAvailability).where(
                EmployeeAvailability.organization_id == self._org, EmployeeAvailability.employee_id == employee_id
            )
        )
        self._inside.insert(EmployeeAvailability, (asdict(row) | {"employee_id": employee_id} for row in rows))
