"""Whether a shift suits its carer: she cannot work then, may, or would like to; from the hours she has told.

Without told hours any time will do. Hours "can" and "would like" say when she can work at all; hours "cannot" are taken
out of them. A row for one date holds instead of the weekly ones of that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import IntEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from data.repositories.absences import AvailabilityRow
from data.repositories.shifts import ShiftRow
from data.vocabulary import AvailabilityKind
from services.recurrence.windows import DayWindow, spans_on

_Span = tuple[datetime, datetime]
_DAY = timedelta(days=1)


class Fit(IntEnum):
    """How a shift suits its carer; the value is the wish of `soft.preference.shift`."""

    CANNOT = -1
    MAY = 0
    LIKES = 1


def by_employee(rows: Iterable[AvailabilityRow]) -> dict[UUID, list[AvailabilityRow]]:
    """What each employee has told."""
    found: dict[UUID, list[AvailabilityRow]] = {}
    for row in rows:
        found.setdefault(row.employee_id, []).append(row)
    return found


def fit(shift: ShiftRow, told: Sequence[AvailabilityRow], zone: ZoneInfo) -> Fit:
    """How the shift suits whoever told these hours."""
    if not told:
        return Fit.MAY
    days = [shift.day - _DAY, shift.day, shift.day + _DAY]
    spans = {kind: list(_spans(told, kind, days, zone)) for kind in AvailabilityKind}
    if any(
        start < shift.planned_end and shift.planned_start < end for start, end in spans[AvailabilityKind.UNAVAILABLE]
    ):
        return Fit.CANNOT
    if _covers(spans[AvailabilityKind.PREFERRED], shift):
        return Fit.LIKES
    has_hours = any(row.kind is not AvailabilityKind.UNAVAILABLE and _is_valid(row, shift.day) for row in told)
    can = [*spans[AvailabilityKind.AVAILABLE], *spans[AvailabilityKind.PREFERRED]]
    return Fit.CANNOT if has_hours and not _covers(can, shift) else Fit.MAY


def wishes(
    shifts: Iterable[ShiftRow], told: Mapping[UUID, Sequence[AvailabilityRow]], zone: ZoneInfo
) -> dict[UUID, int]:
    """The wish of each shift that is liked or cannot be worked."""
    found = {shift.id: int(fit(shift, told.get(shift.employee_id, ()), zone)) for shift in shifts}
    return {shift_id: wish for shift_id, wish in found.items() if wish}


def _spans(
    told: Sequence[AvailabilityRow], kind: AvailabilityKind, days: Sequence[date], zone: ZoneInfo
) -> Iterator[_Span]:
    for day in days:
        own = [row for row in told if row.day == day]
        for row in own or [row for row in told if row.weekday == day.isoweekday() and _is_valid(row, day)]:
            if row.kind is kind:
                (span,) = spans_on([DayWindow(row.start_time, row.end_time)], day, zone)
                yield span.start, span.end


def _is_valid(row: AvailabilityRow, day: date) -> bool:
    if row.day is not None:
        return row.day == day
    return (row.valid_from or date.min) <= day <= (row.valid_to or date.max)


def _covers(spans: Iterable[_Span], shift: ShiftRow) -> bool:
    reached = shift.planned_start
    for start, end in sorted(spans):
        if start <= reached < end:
            reached = end
    return reached >= shift.planned_end
