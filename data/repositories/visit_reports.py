"""What carers report from visits: acts that count once, and the times they give the visit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.dialects.postgresql import insert

from data.models import Visit, VisitReport
from data.repositories.inside import Repository
from data.vocabulary import ReportClock, ReportKind, VisitStatus


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One act: `at` by which clock, after waiting on the device for so long."""

    id: UUID
    visit_date: date
    visit_id: UUID
    employee_id: UUID
    kind: ReportKind
    clock: ReportClock
    at: datetime
    waited_s: int = 0


@dataclass(frozen=True, slots=True)
class Reportable:
    """A visit as far as a report needs it."""

    id: UUID
    visit_date: date
    status: VisitStatus
    planned_start: datetime
    planned_end: datetime
    actual_start: datetime | None
    actual_end: datetime | None


_REPORTABLE = tuple(Reportable.__dataclass_fields__)
_REPORT = tuple(ReportRow.__dataclass_fields__)


class VisitReportsReading(Repository):
    """What may be asked."""

    def of(self, visit_ids: Iterable[UUID], first_day: date, last_day: date) -> list[ReportRow]:
        """The acts at these visits whose own day lies in the period, as they came."""
        query = select(*(getattr(VisitReport, name) for name in _REPORT)).where(
            VisitReport.organization_id == self._org,
            VisitReport.visit_date.between(first_day, last_day),
            VisitReport.visit_id.in_(list(visit_ids)),
        )
        rows = self._connection.execute(query.order_by(VisitReport.created_at, VisitReport.id))
        return [ReportRow(**row._mapping) for row in rows]

    def stands(self, visit_id: UUID, first_day: date, last_day: date) -> Reportable | None:
        """How the visit stands; its own day may lie before the day it is planned on."""
        row = self._connection.execute(self._one(visit_id, first_day, last_day)).first()
        return None if row is None else Reportable(**row._mapping)

    def _one(self, visit_id: UUID, first_day: date, last_day: date) -> Select[Any]:
        return select(*(getattr(Visit, name) for name in _REPORTABLE)).where(
            Visit.organization_id == self._org,
            Visit.visit_date.between(first_day, last_day),
            Visit.id == visit_id,
            Visit.planned_end.is_not(None),
        )


class VisitReports(VisitReportsReading):
    """What may be changed; the field role's row security holds it to the carer's own visits of about a day."""

    def held(self, visit_id: UUID, first_day: date, last_day: date) -> Reportable | None:
        """The visit, held against others until the end; its own day may lie before the day it is planned on."""
        row = self._connection.execute(self._one(visit_id, first_day, last_day).with_for_update()).first()
        return None if row is None else Reportable(**row._mapping)

    def add(self, report: ReportRow) -> bool:
        """Put the act on record; False when it is there already."""
        made = insert(VisitReport).values(organization_id=self._org, **asdict(report)).on_conflict_do_nothing()
        return self._connection.execute(made.returning(VisitReport.id)).first() is not None

    def write(self, visit: Reportable) -> None:
        """The visit as it went."""
        query = (
            update(Visit)
            .where(Visit.organization_id == self._org, Visit.visit_date == visit.visit_date, Visit.id == visit.id)
            .values(
                status=visit.status,
                actual_start=visit.actual_start,
                actual_end=visit.actual_end,
                row_version=Visit.row_version + 1,
            )
        )
        self._connection.execute(query)
