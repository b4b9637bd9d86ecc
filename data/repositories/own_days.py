"""A carer's own days, read with the field role's few rights: the row security shows nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from data.models import Client, EmployeeAbsence, EmployeeShift, Visit
from data.repositories.inside import Repository
from data.vocabulary import AbsenceKind, Transport, VisitStatus


@dataclass(frozen=True, slots=True)
class OwnVisit:
    """A visit of the carer's as it is planned and was done."""

    id: UUID
    client_id: UUID
    place_id: UUID
    title: str
    status: VisitStatus
    planned_start: datetime
    planned_end: datetime
    actual_start: datetime | None
    actual_end: datetime | None


@dataclass(frozen=True, slots=True)
class OwnShift:
    """A shift of the carer's; `breaks` as `(earliest, latest end, seconds)`."""

    day: date
    transport: Transport
    planned_start: datetime
    planned_end: datetime
    breaks: tuple[tuple[datetime, datetime, int], ...]


@dataclass(frozen=True, slots=True)
class OwnAbsence:
    """A span in which the carer is away."""

    starts_at: datetime
    ends_at: datetime
    kind: AbsenceKind


_REACH = timedelta(days=35)
_VISIT = tuple(OwnVisit.__dataclass_fields__)


class OwnDays(Repository):
    """What may be asked."""

    def visits(self, employee_id: UUID, start: datetime, end: datetime) -> list[OwnVisit]:
        """Visits that are planned to start in `[start, end)`, in order; their own day may be weeks before."""
        query = select(*(getattr(Visit, name) for name in _VISIT)).where(
            Visit.organization_id == self._org,
            Visit.employee_id == employee_id,
            Visit.visit_date.between((start - _REACH).date(), end.date()),
            Visit.planned_start >= start,
            Visit.planned_start < end,
            Visit.planned_end.is_not(None),
        )
        rows = self._connection.execute(query.order_by(Visit.planned_start, Visit.id))
        return [OwnVisit(**row._mapping) for row in rows]

    def shifts(self, employee_id: UUID, first_day: date, last_day: date) -> list[OwnShift]:
        """The shifts that begin on these days, in order."""
        columns = (
            EmployeeShift.day.label("day"),
            EmployeeShift.transport,
            EmployeeShift.planned_start,
            EmployeeShift.planned_end,
        )
        query = select(*columns, EmployeeShift.breaks).where(
            EmployeeShift.organization_id == self._org,
            EmployeeShift.employee_id == employee_id,
            EmployeeShift.day.between(first_day, last_day),
        )
        rows = self._connection.execute(query.order_by(EmployeeShift.planned_start))
        return [
            OwnShift(row.day, row.transport, row.planned_start, row.planned_end, tuple(map(_rest, row.breaks)))
            for row in rows
        ]

    def absences(self, employee_id: UUID, start: datetime, end: datetime) -> list[OwnAbsence]:
        """When the carer is away in `[start, end)`, in order."""
        query = select(EmployeeAbsence.starts_at, EmployeeAbsence.ends_at, EmployeeAbsence.kind).where(
            EmployeeAbsence.organization_id == self._org,
            EmployeeAbsence.employee_id == employee_id,
            EmployeeAbsence.starts_at < end,
            EmployeeAbsence.ends_at > start,
        )
        rows = self._connection.execute(query.order_by(EmployeeAbsence.starts_at))
        return [OwnAbsence(**row._mapping) for row in rows]

    def clients(self) -> dict[UUID, str]:
        """Pseudonyms of the clients the carer may know of: those visited within a fortnight."""
        query = select(Client.id, Client.pseudonym).where(Client.organization_id == self._org)
        return {row.id: row.pseudonym for row in self._connection.execute(query)}

    def partners(self, day: date) -> dict[UUID, list[str]]:
        """Visit → pseudonyms of those who come along, of the acting carer's visits about this day."""
        found: dict[UUID, list[str]] = {}
        for row in self._connection.execute(text("SELECT * FROM sec.partners(:day)"), {"day": day}):
            found.setdefault(row.visit_id, []).append(row.pseudonym)
        return found


def _rest(held: dict[str, Any]) -> tuple[datetime, datetime, int]:
    earliest, latest = (datetime.fromisoformat(held[name]) for name in ("earliest", "latest_end"))
    return earliest, latest, int(held["duration_s"])
