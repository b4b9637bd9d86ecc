"""How much each carer is booked in a period, beside what the contract says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from data.repositories.absences import EmployeeAbsenceRow
from data.repositories.people import EmployeeRow
from data.repositories.shifts import ShiftRow
from data.repositories.visits import VisitRow
from data.vocabulary import EmployeeStatus, VisitStatus
from services.rota.working_time import paid_s

_WEEK_DAYS = 7
_NOT_MADE = frozenset({VisitStatus.CANCELLED, VisitStatus.MISSED})


@dataclass(frozen=True, slots=True)
class Utilisation:
    """Seconds of a period: booked in shifts without unpaid breaks, agreed, away during shifts, planned with clients."""

    employee_id: UUID
    pseudonym: str
    shifts: int
    booked_s: int
    contract_s: int | None
    away_s: int
    care_s: int

    @property
    def share(self) -> float | None:
        """Booked against agreed; None without a contract."""
        return self.booked_s / self.contract_s if self.contract_s else None


def utilisation(
    employees: Iterable[EmployeeRow],
    shifts: Sequence[ShiftRow],
    away: Sequence[EmployeeAbsenceRow],
    visits: Iterable[VisitRow],
    days: tuple[date, date],
) -> list[Utilisation]:
    """Every active employee, and others who have shifts; a contract of a week is counted by its days."""
    booked: dict[UUID, list[ShiftRow]] = {}
    for shift in shifts:
        booked.setdefault(shift.employee_id, []).append(shift)
    care: dict[UUID, int] = {}
    for visit in visits:
        if visit.employee_id is not None and visit.status not in _NOT_MADE:
            care[visit.employee_id] = care.get(visit.employee_id, 0) + visit.duration_s
    length = (days[1] - days[0]).days + 1
    return [
        Utilisation(
            row.id, row.pseudonym, len(own), sum(paid_s(shift) for shift in own),
            None if row.contract_minutes_week is None else round(60 * row.contract_minutes_week * length / _WEEK_DAYS),
            sum(_away_s(shift, away) for shift in own), care.get(row.id, 0),
        )
        for row in employees
        if (own := booked.get(row.id, [])) or row.status is EmployeeStatus.ACTIVE
    ]  # fmt: skip


def _away_s(shift: ShiftRow, away: Sequence[EmployeeAbsenceRow]) -> int:
    own = (row for row in away if row.employee_id == shift.employee_id)
    spans = ((max(row.starts_at, shift.planned_start), min(row.ends_at, shift.planned_end)) for row in own)
    return sum(int((end - start).total_seconds()) for start, end in spans if start < end)
