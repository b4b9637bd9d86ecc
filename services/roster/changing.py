"""A shift as a planner writes it, in clock times, becomes a row: right over midnight and when the clocks change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.ids import new_id
from data.repositories.people import EmployeeRow
from data.repositories.shifts import BreakRow, ShiftRow, TemplateRow
from data.vocabulary import ShiftStatus
from services.recurrence.windows import DayWindow, moment, spans_on
from services.rota.pattern import breaks_of, hours_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who has the shift and when; `worked_from` and `worked_to` are what really happened."""

    employee_id: UUID
    start: time
    end: time
    worked_from: time | None = None
    worked_to: time | None = None


@dataclass(frozen=True, slots=True)
class NewShift:
    """A shift no pattern gives: of a kind, or with hours of its own, or a kind with other hours."""

    day: date
    employee_id: UUID
    template_id: UUID | None = None
    start: time | None = None
    end: time | None = None


def changed(was: ShiftRow, wanted: Wanted, carer: EmployeeRow, zone: ZoneInfo) -> ShiftRow:
    """`was` as wanted; hours that read the same stay the same moments."""
    start, end = was.planned_start, was.planned_end
    if (wanted.start, wanted.end) != (clock_of(start, zone), clock_of(end, zone)):
        start, end = _hours(wanted.start, wanted.end, was.day, zone)
    begun = _nearest(wanted.worked_from, was.actual_start, start, zone)
    over = _nearest(wanted.worked_to, was.actual_end, end, zone)
    row = replace(
        was, employee_id=carer.id, planned_start=start, planned_end=end, actual_start=begun, actual_end=over,
        status=_status(begun, over), transport=was.transport if carer.id == was.employee_id else carer.transport,
    )  # fmt: skip
    if (start, end) == (was.planned_start, was.planned_end):
        return row
    soft_end = was.soft_end if was.soft_end is not None and start < was.soft_end <= end else None
    return replace(row, breaks=tuple(_fitting(was.breaks, start, end)), soft_end=soft_end)


def made(
    told: NewShift, carer: EmployeeRow, template: TemplateRow | None, place: UUID, zone: ZoneInfo
) -> ShiftRow | None:
    """The new shift; None when neither a kind nor hours are given."""
    if template is None and (told.start is None or told.end is None):
        return None
    breaks: Sequence[BreakRow] = ()
    if template is not None:
        start, end = hours_of(template, told.day, zone)
        breaks = breaks_of(template, told.day, zone)
    if told.start is not None or told.end is not None:
        first = told.start or clock_of(start, zone)
        start, end = _hours(first, told.end or clock_of(end, zone), told.day, zone)
    return ShiftRow(
        new_id(), told.day, carer.id, start, end, place, place, breaks=tuple(_fitting(breaks, start, end)),
        transport=carer.transport, shift_template_id=None if template is None else template.id,
    )  # fmt: skip


def worked_longer_s(row: ShiftRow) -> int | None:
    """Seconds worked beyond the planned length, negative when less; None until the shift is over."""
    if row.actual_start is None or row.actual_end is None:
        return None
    return int(((row.actual_end - row.actual_start) - (row.planned_end - row.planned_start)).total_seconds())


def clock_of(when: datetime, zone: ZoneInfo) -> time:
    """What the wall shows, in whole minutes."""
    return when.astimezone(zone).time().replace(second=0, microsecond=0)


def _hours(start: time, end: time, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    (span,) = spans_on([DayWindow(start, end)], day, zone)
    return span.start, span.end


def _nearest(clock: time | None, known: datetime | None, planned: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment the wall shows `clock` nearest to the planned one; the known moment where it reads the same."""
    if clock is None:
        return None
    if known is not None and clock_of(known, zone) == clock:
        return known
    day = planned.astimezone(zone).date()
    return min(
        (
            moment(day + timedelta(days=i), clock, zone, is_second=second)
            for i in (-1, 0, 1)
            for second in (False, True)
        ),
        key=lambda each: abs(each - planned),
    )


def _status(begun: datetime | None, over: datetime | None) -> ShiftStatus:
    if begun is None:
        return ShiftStatus.PLANNED
    return ShiftStatus.ACTIVE if over is None else ShiftStatus.COMPLETED


def _fitting(breaks: Sequence[BreakRow], start: datetime, end: datetime) -> Iterator[BreakRow]:
    """Breaks that still have room inside the hours, their windows cut to them."""
    for pause in breaks:
        earliest, latest = max(pause.earliest, start), min(pause.latest_end, end)
        slack = latest - earliest - timedelta(seconds=pause.duration_s)
        if slack >= timedelta():
            yield replace(pause, earliest=earliest, latest_end=latest, is_fixed=slack == timedelta())
