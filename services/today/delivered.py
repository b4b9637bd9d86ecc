"""How far the day has come by what carers report: visits done, under way, and those that should have begun."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.repositories.visits import VisitRow
from data.vocabulary import VisitStatus

GRACE = timedelta(minutes=15)
"""A visit counts as late so long after its planned start."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """Counts of a day's planned visits; `late` is 0 where nobody has reported anything, for then nothing is known."""

    visits: int = 0
    done: int = 0
    under_way: int = 0
    late: int = 0

    @property
    def is_reported(self) -> bool:
        """Whether anybody has reported anything."""
        return bool(self.done or self.under_way)


def delivered(rows: Iterable[VisitRow], now: datetime) -> Delivered:
    """Of visits somebody is to make."""
    planned = [row for row in rows if row.employee_id is not None and row.planned_start is not None]
    done = sum(row.status is VisitStatus.DONE for row in planned)
    under_way = sum(row.status is VisitStatus.STARTED for row in planned)
    late = sum(row.status is VisitStatus.PLANNED and (row.planned_start or now) + GRACE < now for row in planned)
    return Delivered(len(planned), done, under_way, late if done or under_way else 0)
