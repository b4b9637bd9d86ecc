"""Lists as other systems pull them: a page at a time, each continued after the key of its last row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select, tuple_

from data.ids import instant_of
from data.models import Client, Employee, EmployeeShift, EmployeeSkill, Skill, Visit, VisitRequirement
from data.models import ScheduleSolution as Solution
from data.repositories.inside import Repository
from data.repositories.people import HeldSkill
from data.repositories.shifts import BreakRow
from data.repositories.solutions import SolutionSummary
from data.repositories.visits import WindowRow
from data.vocabulary import (
    ClientStatus,
    EmployeeStatus,
    PlanKind,
    ShiftStatus,
    SolutionStatus,
    Transport,
    VisitStatus,
)

Place = tuple[date, UUID]
"""Where a list of dated rows has come to."""


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A dated visit; `client` and `carer` are pseudonyms, `service` what is granted."""

    id: UUID
    day: date
    client_id: UUID
    client: str
    district_id: UUID | None
    service: str | None
    duration_s: int
    windows: tuple[WindowRow, ...]
    priority: int
    is_optional: bool
    status: VisitStatus
    employee_id: UUID | None
    carer: str | None
    planned_start: datetime | None
    planned_end: datetime | None
    actual_start: datetime | None
    actual_end: datetime | None
    external_ref: str | None


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """A working spell of a carer, who is named by pseudonym."""

    id: UUID
    day: date
    employee_id: UUID
    carer: str
    district_id: UUID | None
    planned_start: datetime
    planned_end: datetime
    transport: Transport
    breaks: tuple[BreakRow, ...]
    status: ShiftStatus
    actual_start: datetime | None
    actual_end: datetime | None
    external_ref: str | None


@dataclass(frozen=True, slots=True)
class ClientLine:
    """A client by pseudonym; what tells who it is stands only where the key may know."""

    id: UUID
    client: str
    district_id: UUID | None
    contact_employee_id: UUID | None
    granted_minutes_month: int | None
    status: ClientStatus
    protected_identity: bool
    external_ref: str | None = None
    name: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class EmployeeLine:
    """An employee by pseudonym, with the skills held; what tells who it is stands only where the key may know."""

    id: UUID
    carer: str
    district_id: UUID | None
    transport: Transport
    contract_minutes_week: int | None
    status: EmployeeStatus
    skills: tuple[HeldSkill, ...] = ()
    external_ref: str | None = None
    name: str | None = None
    email: str | None = None
    phone: str | None = None


_PLAN = tuple(SolutionSummary.__dataclass_fields__)


class ListsReading(Repository):
    """At most `limit` rows, after the place a reader has come to."""

    def visits(
        self, first_day: date, last_day: date, district_id: UUID | None, after: Place | None, limit: int
    ) -> list[VisitLine]:
        """Visits of these days, by day."""
        query = (
            select(
                Visit.id, Visit.visit_date.label("day"), Visit.client_id, Client.pseudonym.label("client"),
                Client.district_id, VisitRequirement.service_type.label("service"), Visit.duration_s, Visit.windows,
                Visit.priority, Visit.is_optional, Visit.status, Visit.employee_id, Employee.pseudonym.label("carer"),
                Visit.planned_start, Visit.planned_end, Visit.actual_start, Visit.actual_end, Visit.external_ref,
            )
            .join(Client, and_(Client.organization_id == self._org, Client.id == Visit.client_id))
            .outerjoin(Employee, and_(Employee.organization_id == self._org, Employee.id == Visit.employee_id))
            .outerjoin(
                VisitRequirement,
                and_(VisitRequirement.organization_id == self._org, VisitRequirement.id == Visit.visit_requirement_id),
            )
            .where(Visit.organization_id == self._org, Visit.visit_date.between(first_day, last_day))
            .order_by(Visit.visit_date, Visit.id)
        )  # fmt: skip
        if district_id is not None:
            query = query.where(Client.district_id == district_id)
        if after is not None:
            query = query.where(Visit.visit_date >= after[0], tuple_(Visit.visit_date, Visit.id) > after)
        return [
            VisitLine(**{**row._mapping, "windows": tuple(map(_window, row.windows))})
            for row in self._connection.execute(query.limit(limit))
        ]

    def shifts(
        self, first_day: date, last_day: date, district_id: UUID | None, after: Place | None, limit: int
    ) -> list[ShiftLine]:
        """Shifts of these days, by day."""
        shift = EmployeeShift
        query = (
            select(
                shift.id, shift.day.label("day"), shift.employee_id, Employee.pseudonym.label("carer"),
                Employee.district_id, shift.planned_start, shift.planned_end, shift.transport, shift.breaks,
                shift.status, shift.actual_start, shift.actual_end, shift.external_ref,
            )
            .join(Employee, and_(Employee.organization_id == self._org, Employee.id == shift.employee_id))
            .where(shift.organization_id == self._org, shift.day.between(first_day, last_day))
            .order_by(shift.day, shift.id)
        )  # fmt: skip
        if district_id is not None:
            query = query.where(Employee.district_id == district_id)
        if after is not None:
            query = query.where(shift.day >= after[0], tuple_(shift.day, shift.id) > after)
        return [
            ShiftLine(**{**row._mapping, "breaks": tuple(map(_break, row.breaks))})
            for row in self._connection.execute(query.limit(limit))
        ]

    def clients(self, district_id: UUID | None, after: UUID | None, limit: int) -> list[ClientLine]:
        """Clients by id, those erased left out."""
        query = select(
            Client.id, Client.pseudonym.label("client"), Client.district_id, Client.contact_employee_id,
            Client.granted_minutes_month, Client.status, Client.protected_identity, Client.external_ref,
        ).where(Client.organization_id == self._org, Client.status != ClientStatus.ERASED)  # fmt: skip
        rows = self._people(query, Client.id, Client.district_id, district_id, after, limit)
        return [ClientLine(**row._mapping) for row in rows]

    def employees(self, district_id: UUID | None, after: UUID | None, limit: int) -> list[EmployeeLine]:
        """Employees by id, with the skills they hold."""
        query = select(
            Employee.id, Employee.pseudonym.label("carer"), Employee.district_id, Employee.transport,
            Employee.contract_minutes_week, Employee.status, Employee.external_ref,
        ).where(Employee.organization_id == self._org)  # fmt: skip
        rows = self._people(query, Employee.id, Employee.district_id, district_id, after, limit)
        held = self._held_by([row.id for row in rows])
        return [EmployeeLine(**row._mapping, skills=tuple(held.get(row.id, ()))) for row in rows]

    def plans(self, day: date | None, kind: PlanKind | None, before: UUID | None, limit: int) -> list[SolutionSummary]:
        """Finished plans, the newest first; with `day` those that hold it."""
        query = select(*(getattr(Solution, name) for name in _PLAN)).where(
            Solution.organization_id == self._org, Solution.status == SolutionStatus.COMPLETED
        )
        if day is not None:
            query = query.where(Solution.first_day <= day, Solution.last_day >= day)
        if kind is not None:
            query = query.where(Solution.kind == kind)
        if before is not None:
            moment = instant_of(before)
            query = query.where(
                Solution.run_date <= moment, or_(Solution.run_date < moment, Solution.id < before)
            )  # fmt: skip
        rows = self._connection.execute(query.order_by(Solution.run_date.desc(), Solution.id.desc()).limit(limit))
        return [SolutionSummary(**row._mapping) for row in rows]

    def _people(
        self,
        query: Select[*tuple[Any, ...]],
        own: Any,
        lives_in: Any,
        district_id: UUID | None,
        after: UUID | None,
        limit: int,
    ) -> Sequence[Row[*tuple[Any, ...]]]:
        narrower: list[ColumnElement[bool]] = []
        if district_id is not None:
            narrower.append(lives_in == district_id)
        if after is not None:
            narrower.append(own > after)
        return self._connection.execute(query.where(*narrower).order_by(own).limit(limit)).all()

    def _held_by(self, employees: Iterable[UUID]) -> dict[UUID, list[HeldSkill]]:
        query = (
            select(EmployeeSkill.employee_id, Skill.name, EmployeeSkill.level, EmployeeSkill.valid_from,
                   EmployeeSkill.valid_to)
            .join(Skill, and_(Skill.organization_id == self._org, Skill.id == EmployeeSkill.skill_id))
            .where(EmployeeSkill.organization_id == self._org, EmployeeSkill.employee_id.in_(list(employees)))
            .order_by(Skill.name)
        )  # fmt: skip
        held: dict[UUID, list[HeldSkill]] = {}
        for row in self._connection.execute(query):
            held.setdefault(row.employee_id, []).append(HeldSkill(row.name, row.level, row.valid_from, row.valid_to))
        return held


def _window(held: dict[str, Any]) -> WindowRow:
    start, latest, end = (datetime.fromisoformat(held[name]) for name in ("start", "latest_start", "end"))
    return WindowRow(start, latest, end, held.get("preference", 0))


def _break(held: dict[str, Any]) -> BreakRow:
    earliest, latest_end = (datetime.fromisoformat(held[name]) for name in ("earliest", "latest_end"))
    rest = {name: held[name] for name in ("id", "duration_s", "is_paid", "is_fixed") if name in held}
    return BreakRow(earliest=earliest, latest_end=latest_end, **rest)
