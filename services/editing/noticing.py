"""What a publication means for each carer and day: visits that are new, moved in time, or gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from data.repositories.notices import NoticeRow
from data.repositories.visits import Assignment, VisitRow
from data.vocabulary import VisitStatus

_NOT_BEGUN = frozenset({VisitStatus.UNASSIGNED, VisitStatus.PLANNED})


@dataclass(frozen=True, slots=True)
class Told:
    """Who makes a visit and when."""

    employee_id: UUID
    start: datetime


def notices(
    plan_id: UUID, rows: Iterable[VisitRow], planned: Mapping[UUID, Assignment], zone: ZoneInfo, today: date
) -> list[NoticeRow]:
    """One notice per carer and day from today on on which something of what was told before differs."""
    found: dict[tuple[UUID, date], dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        then = planned.get(row.id)
        if row.status not in _NOT_BEGUN or then is None:
            continue
        was, becomes = _told(row.employee_id, row.planned_start), _told(then.employee_id, then.planned_start)
        for employee, day, kind in _kinds(was, becomes, zone):
            if day >= today:
                found[employee, day][kind].append(_entry(row, was, becomes))
    return [NoticeRow(plan_id, employee, day, dict(change)) for (employee, day), change in sorted(found.items())]


def _kinds(was: Told | None, becomes: Told | None, zone: ZoneInfo) -> Iterable[tuple[UUID, date, str]]:
    """Whom a visit's change touches, on which day, and how."""
    if was == becomes:
        return
    days = [None if told is None else told.start.astimezone(zone).date() for told in (was, becomes)]
    if was and becomes and was.employee_id == becomes.employee_id and days[0] == days[1]:
        yield becomes.employee_id, days[1] or date.max, "moved"
        return
    if was and days[0]:
        yield was.employee_id, days[0], "gone"
    if becomes and days[1]:
        yield becomes.employee_id, days[1], "new"


def _told(employee_id: UUID | None, start: datetime | None) -> Told | None:
    return None if employee_id is None or start is None else Told(employee_id, start)


def _entry(row: VisitRow, was: Told | None, becomes: Told | None) -> dict[str, Any]:
    return {
        "visit": str(row.id),
        "client": str(row.client_id),
        "was": None if was is None else int(was.start.timestamp()),
        "start": None if becomes is None else int(becomes.start.timestamp()),
    }
