"""A line of the rota: one employee, one kind of shift, and when it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.repositories.shifts import BreakRow, TemplateRow
from services.recurrence import Frequency
from services.recurrence.windows import DayWindow, spans_on

USUAL_BREAK_MIN = 30


@dataclass(frozen=True, slots=True)
class Pattern:
    """`employee_id` works shifts of `template_id` by `rule` while it is valid, from and to the given places."""

    id: UUID
    employee_id: UUID
    template_id: UUID
    rule: Frequency
    valid_from: date
    start_place_id: UUID
    end_place_id: UUID
    valid_to: date | None = None
    vehicle_id: UUID | None = None


def hours_of(template: TemplateRow, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end of the template's shift on `day`, in UTC; over midnight and clock changes."""
    (span,) = spans_on([DayWindow(template.start_time, template.end_time)], day, zone)
    return span.start, span.end


def breaks_of(template: TemplateRow, day: date, zone: ZoneInfo) -> tuple[BreakRow, ...]:
    """The required breaks of that shift; a break of a night shift after midnight lies on the next day."""
    found = []
    for number, told in enumerate(template.break_windows or ()):
        if not told["required"]:
            continue
        start, end = time.fromisoformat(told["start"]), time.fromisoformat(told["end"])
        is_next_day = template.end_time < template.start_time and start < template.start_time
        break_day = day + timedelta(days=int(is_next_day))
        (span,) = spans_on([DayWindow(start, end)], break_day, zone)
        length_s = 60 * int(told.get("duration_min", USUAL_BREAK_MIN))
        is_fixed = span.end - span.start == timedelta(seconds=length_s)
        paid = bool(told.get("paid", False))
        found.append(BreakRow(f"break-{number + 1}", span.start, span.end, length_s, paid, is_fixed))
    return tuple(found)


def by_employee(patterns: Sequence[Pattern]) -> dict[UUID, list[Pattern]]:
    """The patterns of each employee."""
    found: dict[UUID, list[Pattern]] = {}
    for pattern in patterns:
        found.setdefault(pattern.employee_id, []).append(pattern)
    return found
