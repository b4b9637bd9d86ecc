"""Sums of visits by day or by month, over as many months as anybody asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from data.models import Visit
from data.repositories.inside import Repository
from data.vocabulary import VisitStatus


@dataclass(frozen=True, slots=True)
class VisitSums:
    """Visits that begin in a period: how many, with a carer, done and cancelled, and their planned care in seconds."""

    first_day: date
    visits: int
    assigned: int
    done: int
    cancelled: int
    care_s: int


class TrendsReading(Repository):
    """What may be asked."""

    def by_day(self, first_day: date, last_day: date) -> list[VisitSums]:
        """Sums of each day with a visit, both ends included, by day."""
        return self._sums("day", first_day, last_day)

    def by_month(self, first_day: date, last_day: date) -> list[VisitSums]:
        """Sums of each month with a visit, both ends included, by month."""
        return self._sums("month", first_day, last_day)

    def _sums(self, period: str, first_day: date, last_day: date) -> list[VisitSums]:
        # Grouped by day first: the index gives the days in order, and a month is then a sum of at most 31 rows.
        days = (
            select(
                Visit.visit_date.label("day"),
                func.count().label("visits"),
                func.count(Visit.employee_id).label("assigned"),
                func.count().filter(Visit.status == VisitStatus.DONE).label("done"),
                func.count().filter(Visit.status == VisitStatus.CANCELLED).label("cancelled"),
                func.sum(Visit.duration_s).label("care_s"),
            )
            .where(Visit.organization_id == self._org, Visit.visit_date.between(first_day, last_day))
            .group_by(Visit.visit_date)
            .subquery()
        )
        begins = func.date_trunc(period, days.c.day)
        summed = (func.sum(days.c[name]) for name in ("visits", "assigned", "done", "cancelled", "care_s"))
        rows = self._connection.execute(select(begins, *summed).group_by(begins).order_by(begins))
        return [VisitSums(row[0].date(), *map(int, row[1:])) for row in rows]
