"""What publications changed for carers, day by day: written when a plan is published, read by the carer it is for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from data.ids import instant_of, new_id
from data.models import PlanNotice
from data.repositories.inside import Repository


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One carer, one day; `change` holds lists `new`, `moved` and `gone` of `{visit, client, was, start}`."""

    solution_id: UUID
    employee_id: UUID
    day: date
    change: dict[str, Any]
    id: UUID | None = None
    created_at: datetime | None = None
    read_at: datetime | None = None


class NoticesReading(Repository):
    """What may be asked; a carer sees the own ones."""

    def since(self, first_day: date) -> list[NoticeRow]:
        """Notices of these days and later, the newest first."""
        columns = (getattr(PlanNotice, name) for name in NoticeRow.__dataclass_fields__)
        query = select(*columns).where(PlanNotice.organization_id == self._org, PlanNotice.day >= first_day)
        rows = self._connection.execute(query.order_by(PlanNotice.run_date.desc(), PlanNotice.day))
        return [NoticeRow(**row._mapping) for row in rows]


class Notices(NoticesReading):
    """What may be changed."""

    def add(self, notices: Iterable[NoticeRow]) -> None:
        """New notices."""
        self._inside.insert(
            PlanNotice,
            (
                {
                    "run_date": instant_of(each.solution_id),
                    "id": new_id(),
                    "solution_id": each.solution_id,
                    "employee_id": each.employee_id,
                    "day": each.day,
                    "change": each.change,
                }
                for each in notices
            ),
        )

    def mark_read(self, ids: Iterable[UUID]) -> int:
        """The carer has seen these; how many were new to her."""
        query = (
            update(PlanNotice)
            .where(
                PlanNotice.organization_id == self._org,
                PlanNotice.id.in_(list(ids)),
                PlanNotice.read_at.is_(None),
            )
            .values(read_at=func.now())
        )
        return self._connection.execute(query).rowcount
