"""The rows pages show of the rota, and rows as they begin."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from data.ids import new_id
from data.repositories.absences import EmployeeAbsenceRow
from data.repositories.patterns import PatternRow
from data.repositories.shifts import ShiftRow, TemplateRow
from data.vocabulary import AbsenceKind
from services.recurrence import Frequency

__all__ = ["EmployeeAbsenceRow", "PatternRow", "ShiftRow", "TemplateRow", "new_absence", "new_pattern", "new_template"]


def new_template(name: str = "") -> TemplateRow:
    """A kind of shift nobody has described yet: a day."""
    return TemplateRow(new_id(), name, time(7), time(16))


def new_pattern(
    employee_id: UUID, template_id: UUID, rule: Frequency, begins: date, ends: date | None, office: UUID
) -> PatternRow:
    """A line of the rota that begins and ends at the office."""
    return PatternRow(new_id(), employee_id, template_id, rule.to_json(), begins, office, office, ends)


def new_absence(employee_id: UUID, start: datetime, end: datetime, kind: AbsenceKind) -> EmployeeAbsenceRow:
    """Somebody is away from `start` to `end`."""
    return EmployeeAbsenceRow(new_id(), employee_id, start, end, kind)
