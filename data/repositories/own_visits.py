"""A client's own visits, read with the field role's few rights: who comes when, and what publications changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, text

from data.models import Visit
from data.repositories.inside import Repository
from data.vocabulary import VisitStatus


@dataclass(frozen=True, slots=True)
class ClientVisit:
    """A visit as the client may know it; the day of `planned_start` is the day somebody comes."""

    id: UUID
    title: str
    status: VisitStatus
    employee_id: UUID | None
    planned_start: datetime
    planned_end: datetime


@dataclass(frozen=True, slots=True)
class VisitNews:
    """What one publication changed of one visit for one carer: `new`, `moved` or `gone`; moments in seconds."""

    solution_id: UUID
    told_at: datetime
    kind: str
    visit_id: UUID
    employee_id: UUID
    was_s: int | None
    start_s: int | None


_REACH = timedelta(days=35)
_VISIT = tuple(ClientVisit.__dataclass_fields__)


class OwnVisits(Repository):
    """What may be asked."""

    def between(self, client_id: UUID, start: datetime, end: datetime) -> list[ClientVisit]:
        """Visits that are planned to start in `[start, end)`, in order; their own day may be weeks before."""
        query = select(*(getattr(Visit, name) for name in _VISIT)).where(
            Visit.organization_id == self._org,
            Visit.client_id == client_id,
            Visit.visit_date.between((start - _REACH).date(), end.date()),
            Visit.planned_start >= start,
            Visit.planned_start < end,
            Visit.planned_end.is_not(None),
        )
        rows = self._connection.execute(query.order_by(Visit.planned_start, Visit.id))
        return [ClientVisit(**row._mapping) for row in rows]

    def callers(self) -> dict[UUID, str | None]:
        """Carer → whole name, of those who come to the acting client these weeks or were to come."""
        rows = self._connection.execute(text("SELECT employee_id, name_enc FROM sec.callers()"))
        return {
            row.employee_id: None
            if row.name_enc is None
            else self._vault.open("employees", "name_enc", row.employee_id, row.name_enc)
            for row in rows
        }

    def news(self) -> list[VisitNews]:
        """What publications changed for the acting client from yesterday on, as it was told."""
        rows = self._connection.execute(text("SELECT * FROM sec.visit_news() ORDER BY told_at, visit_id, kind"))
        return [VisitNews(**row._mapping) for row in rows]
