"""Shifts as stays on duty: without absences, and with the breaks taken off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from data.repositories.absences import EmployeeAbsenceRow
from data.repositories.people import EmployeeRow
from data.repositories.shifts import BreakRow, ShiftRow
from data.vocabulary import EmployeeStatus
from services.supply.spreading import Stay

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OnDuty:
    """One shift of a carer as it will be worked: `(skill, level)` that hold on its day, spells of duty, breaks."""

    employee_id: UUID
    day: date
    skills: Mapping[str, int]
    spells: tuple[Stay, ...]
    breaks: tuple[Stay, ...]


def on_duty(
    shifts: Sequence[ShiftRow], employees: Mapping[UUID, EmployeeRow], away: Sequence[EmployeeAbsenceRow]
) -> list[OnDuty]:
    """The shifts of active employees; somebody away for all of a shift is not on duty."""
    absent: dict[UUID, list[Span]] = {}
    for row in away:
        absent.setdefault(row.employee_id, []).append((_s(row.starts_at), _s(row.ends_at)))
    found = []
    for shift in shifts:
        employee = employees[shift.employee_id]
        spans = _left((_s(shift.planned_start), _s(shift.planned_end)), absent.get(shift.employee_id, ()))
        if employee.status is EmployeeStatus.ACTIVE and spans:
            spells = tuple(Stay(start, start, end - start) for start, end in spans)
            breaks = tuple(stay for pause in shift.breaks for stay in _break(pause, spans))
            found.append(OnDuty(employee.id, shift.day, held_on(employee, shift), spells, breaks))
    return found


def held_on(employee: EmployeeRow, shift: ShiftRow) -> dict[str, int]:
    """Skills of the employee that are valid on the shift's day and those of the shift; the higher level counts."""
    skills = dict(shift.skills)
    for held in employee.skills:
        if (held.valid_from or date.min) <= shift.day <= (held.valid_to or date.max):
            skills[held.name] = max(held.level, skills.get(held.name, 0))
    return skills


def _left(span: Span, absent: Sequence[Span]) -> list[Span]:
    """What is left of the span."""
    left = [span]
    for gone, back in absent:
        cut = [part for start, end in left for part in ((start, min(end, gone)), (max(start, back), end))]
        left = [(start, end) for start, end in cut if start < end]
    return left


def _break(pause: BreakRow, spans: Sequence[Span]) -> list[Stay]:
    """Where the break may lie while its carer is there; none when there is no room for it."""
    earliest, latest = _s(pause.earliest), _s(pause.latest_end)
    inside = [(max(start, earliest), min(end, latest) - pause.duration_s) for start, end in spans]
    rooms = [(open_s, close_s) for open_s, close_s in inside if open_s <= close_s]
    return [Stay(open_s, close_s, pause.duration_s, 1 / len(rooms)) for open_s, close_s in rooms]


def _s(moment: datetime) -> int:
    return int(moment.timestamp())
