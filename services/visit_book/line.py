"""A dated visit as one line of the book, and what a planner may change of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID
from zoneinfo import ZoneInfo

from data.repositories.people import ClientRow, EmployeeRow
from data.repositories.visits import VisitRow
from data.vocabulary import VisitStatus


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit in words of the organisation: pseudonyms, wall-clock times.

    `start` and `end` are those of the first window, `windows` how many there are; `carers` how many come at a time.
    """

    id: UUID
    day: date
    client: str
    title: str
    start: time
    end: time
    windows: int
    minutes: int
    priority: int
    status: VisitStatus
    planned: time | None
    carer: str
    skills: str
    district: str
    carers: int
    waits: bool
    is_pinned: bool
    is_by_hand: bool
    row_version: int

    @property
    def is_cancelled(self) -> bool:
        """Whether nobody shall come."""
        return self.status is VisitStatus.CANCELLED


@dataclass(frozen=True, slots=True)
class VisitEdit:
    """What is to change of one visit, over the version it was read as; None: stays as it is."""

    id: UUID
    day: date
    row_version: int
    start: time | None = None
    end: time | None = None
    minutes: int | None = None
    priority: int | None = None
    is_cancelled: bool | None = None
    is_pinned: bool | None = None


def line_of(
    row: VisitRow,
    clients: Mapping[UUID, ClientRow],
    carers: Mapping[UUID, EmployeeRow],
    districts: Mapping[UUID, str],
    members: Mapping[UUID, int],
    zone: ZoneInfo,
) -> VisitLine:
    """The line of `row`; `members` counts the visits of each group."""
    client = clients[row.client_id]
    planned = None if row.planned_start is None else row.planned_start.astimezone(zone).time()
    window = row.windows[0]
    return VisitLine(
        id=row.id, day=row.visit_date, client=client.pseudonym, title=row.title,
        start=window.start.astimezone(zone).time(), end=window.end.astimezone(zone).time(), windows=len(row.windows),
        minutes=round(row.duration_s / 60), priority=row.priority, status=row.status, planned=planned,
        carer=carers[row.employee_id].pseudonym if row.employee_id else "",
        skills=", ".join(name if level == 1 else f"{name} {level}" for name, level in row.skills),
        district=districts.get(client.district_id, "") if client.district_id else "",
        carers=members.get(row.group_id, 1) if row.group_id else 1, waits=bool(row.after),
        is_pinned=row.pin is not None, is_by_hand=row.is_by_hand, row_version=row.row_version,
    )  # fmt: skip
