"""The facts behind a proposal, as rows: who is away, which visits are not to be made, which came to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from data.ids import new_id
from data.repositories.absences import EmployeeAbsenceRow
from data.repositories.visits import VisitRow, WindowRow
from data.vocabulary import VisitStatus
from data.work import ReadingWork
from services.dayof.applying import URGENT_PRIORITY
from services.dayof.events import Cancelled, Event, Sick, Urgent, event_from_json
from services.planning.problems import MET_DAYS

_OWN_DAY = timedelta(days=2 * MET_DAYS)
"""A visit's own day is that of its first window, which may lie before the plan's first day."""
_BEGUN = frozenset({VisitStatus.STARTED, VisitStatus.DONE})


@dataclass(frozen=True, slots=True)
class Facts:
    """What is not on record yet: absences, visits to cancel (those that have not begun), visits to add.

    `events` counts what happened that belongs on record at all: a visit that is late does not.
    """

    absences: tuple[EmployeeAbsenceRow, ...] = ()
    cancelled: tuple[VisitRow, ...] = ()
    added: tuple[VisitRow, ...] = ()
    events: int = 0

    def __bool__(self) -> bool:
        return bool(self.absences or self.cancelled or self.added)


def events_of(occasion: dict[str, Any]) -> list[Event]:
    """What a proposal was asked for."""
    return [event_from_json(each) for each in occasion["events"]]


def facts(
    work: ReadingWork, events: Sequence[Event], days: tuple[date, date], until: date, zone: ZoneInfo
) -> Facts:  # fmt: skip
    """The rows that are missing; who is sick, nobody knows how long, is away through the day `until`."""
    known = {row.id: row for row in work.visits.between(days[0] - _OWN_DAY, days[1])}
    gone = (known.get(UUID(event.visit_id)) for event in events if isinstance(event, Cancelled))
    standing = _BEGUN | {VisitStatus.CANCELLED}
    new = (event for event in events if isinstance(event, Urgent) and UUID(event.visit_id) not in known)
    return Facts(
        tuple(row for event in events if isinstance(event, Sick) for row in _away(work, event, until, zone)),
        tuple(row for row in gone if row is not None and row.status not in standing),
        tuple(_visit(event, zone) for event in new),
        sum(isinstance(event, Sick | Cancelled | Urgent) for event in events),
    )


def _away(work: ReadingWork, event: Sick, until: date, zone: ZoneInfo) -> Iterator[EmployeeAbsenceRow]:
    """From the moment until midnight, around what is known already: two absences of one person never overlap."""
    start = datetime.fromtimestamp(event.from_s, UTC)
    end = datetime.combine(until + timedelta(days=1), datetime.min.time(), zone)
    if event.until_s is not None:
        end = datetime.fromtimestamp(event.until_s, UTC)
    employee = UUID(event.carer_id)
    held = (row for row in work.absences.of_employees(start, end) if row.employee_id == employee)
    for begins, ends in _gaps(start, end, ((row.starts_at, row.ends_at) for row in held)):
        yield EmployeeAbsenceRow(new_id(), employee, begins, ends)


def _gaps(
    start: datetime, end: datetime, held: Iterable[tuple[datetime, datetime]]
) -> Iterator[tuple[datetime, datetime]]:  # fmt: skip
    """What of the span is left beside spans in order."""
    for begins, ends in held:
        if begins > start:
            yield start, begins
        start = max(start, ends)
    if start < end:
        yield start, end


def _visit(event: Urgent, zone: ZoneInfo) -> VisitRow:
    start, latest = (datetime.fromtimestamp(each, zone) for each in (event.from_s, event.until_s))
    window = WindowRow(start, latest, latest + timedelta(seconds=event.duration_s))
    return VisitRow(
        UUID(event.visit_id), start.date(), UUID(event.client_id), UUID(event.place_id), event.duration_s, (window,),
        priority=URGENT_PRIORITY, is_by_hand=True,
    )  # fmt: skip
