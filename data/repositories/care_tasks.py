"""Visits a care system has told of, so that one it tells of no more can be known from one that was never its."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from data.models import CareTask
from data.repositories.inside import Repository


@dataclass(frozen=True, slots=True)
class CareTaskRow:
    """A visit that came from a care system; `gone_at`: since when it says nothing of it."""

    visit_date: date
    visit_id: UUID
    care_group: str = ""
    gone_at: datetime | None = None


class CareTasksReading(Repository):
    """What may be asked."""

    def between(self, first_day: date, last_day: date) -> dict[UUID, CareTaskRow]:
        """The visits of these days that a care system has told of, by id."""
        columns = [getattr(CareTask, name) for name in CareTaskRow.__dataclass_fields__]
        query = select(*columns).where(
            CareTask.organization_id == self._org, CareTask.visit_date.between(first_day, last_day)
        )
        return {row.visit_id: CareTaskRow(**row._mapping) for row in self._connection.execute(query)}


class CareTasks(CareTasksReading):
    """What may be changed."""

    def told(self, rows: Iterable[CareTaskRow]) -> None:
        """It tells of these, in these groups; none of them is gone."""
        names = ("visit_date", "visit_id", "care_group")
        given = [{"organization_id": self._org} | {name: getattr(row, name) for name in names} for row in rows]
        if not given:
            return
        made = insert(CareTask)
        again = made.on_conflict_do_update(
            index_elements=["organization_id", "visit_date", "visit_id"],
            set_={"care_group": made.excluded.care_group, "gone_at": None},
            where=or_(CareTask.care_group != made.excluded.care_group, CareTask.gone_at.is_not(None)),
        )
        self._connection.execute(again, given)

    def gone(self, visits: Iterable[tuple[date, UUID]]) -> None:
        """It tells of these no more."""
        query = (
            update(CareTask)
            .where(
                CareTask.organization_id == self._org,
                CareTask.visit_date == bindparam("on_date"),
                CareTask.visit_id == bindparam("of_visit"),
            )
            .values(gone_at=func.now())
        )
        rows = [{"on_date": day, "of_visit": visit_id} for day, visit_id in visits]
        if rows:
            self._connection.execute(query, rows)
