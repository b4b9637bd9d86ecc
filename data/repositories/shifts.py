"""Shift templates and employees' shifts with their breaks and skills."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from data.models import EmployeeShift, ShiftSkill, ShiftTemplate, Skill
from data.repositories.inside import Inside, Repository
from data.repositories.months import Months
from data.repositories.skills import Skills
from data.vocabulary import ShiftStatus, Transport


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """Times of day a shift is made from; `break_windows` as in the original design."""

    id: UUID
    name: str
    start_time: time
    end_time: time
    break_windows: list[dict[str, Any]] | None = None
    row_version: int = 1


@dataclass(frozen=True, slots=True)
class BreakRow:
    """A rest inside a shift; aware instants."""

    id: str
    earliest: datetime
    latest_end: datetime
    duration_s: int
    is_paid: bool = False
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """One working spell of one carer; `skills` are `(name, level)` that hold on this shift only."""

    id: UUID
    day: date
    employee_id: UUID
    planned_start: datetime
    planned_end: datetime
    start_place_id: UUID
    end_place_id: UUID
    soft_end: datetime | None = None
    breaks: tuple[BreakRow, ...] = ()
    skills: tuple[tuple[str, int], ...] = ()
    transport: Transport = Transport.CAR
    max_leg_s: int | None = None
    is_pinned: bool = False
    vehicle_id: UUID | None = None
    shift_template_id: UUID | None = None
    status: ShiftStatus = ShiftStatus.PLANNED
    external_ref: str | None = None
    actual_start: datetime | None = None
    actual_end: datetime | None = None


_PLAIN = ("id", "employee_id", "planned_start", "planned_end", "start_place_id", "end_place_id", "soft_end",
          "transport", "max_leg_s", "is_pinned", "vehicle_id", "shift_template_id", "status",
          "external_ref", "actual_start", "actual_end")  # fmt: skip


class ShiftsReading(Repository):
    """What may be asked."""

    def templates(self) -> list[TemplateRow]:
        """Every template, by name."""
        columns = (
            ShiftTemplate.id,
            ShiftTemplate.name,
            ShiftTemplate.start_time,
            ShiftTemplate.end_time,
            ShiftTemplate.break_windows,
            ShiftTemplate.row_version,
        )
        query = select(*columns).where(ShiftTemplate.organization_id == self._org).order_by(ShiftTemplate.name)
        return [TemplateRow(**row._mapping) for row in self._connection.execute(query)]

    def usual_starts(self, limit: int = 200) -> list[UUID]:
        """Where the newest shifts begin."""
        query = (
            select(EmployeeShift.start_place_id)
            .where(EmployeeShift.organization_id == self._org)
            .order_by(EmployeeShift.day.desc())
            .limit(limit)
        )
        return list(self._connection.execute(query).scalars())

    def between(self, first_day: date, last_day: date) -> list[ShiftRow]:
        """The shifts of these days, by start."""
        skills = self._skills_between(first_day, last_day)
        columns = (getattr(EmployeeShift, name) for name in (*_PLAIN, "day", "breaks"))
        query = (
            select(*columns)
            .where(EmployeeShift.organization_id == self._org, EmployeeShift.day.between(first_day, last_day))
            .order_by(EmployeeShift.planned_start, EmployeeShift.id)
        )
        return [
            ShiftRow(
                **{name: getattr(row, name) for name in _PLAIN},
                day=row.date,
                breaks=tuple(_read_break(each) for each in row.breaks),
                skills=tuple(skills.get(row.id, ())),
            )
            for row in self._connection.execute(query)
        ]

    def _skills_between(self, first_day: date, last_day: date) -> dict[UUID, list[tuple[str, int]]]:
        query = (
            select(ShiftSkill.shift_id, Skill.name, ShiftSkill.level)
            .join(Skill, (Skill.organization_id == ShiftSkill.organization_id) & (Skill.id == ShiftSkill.skill_id))
            .where(ShiftSkill.organization_id == self._org, ShiftSkill.day.between(first_day, last_day))
            .order_by(Skill.name)
        )
        found: dict[UUID, list[tuple[str, int]]] = {}
        for row in self._connection.execute(query):
            found.setdefault(row.shift_id, []).append((row.name, row.level))
        return found


class Shifts(ShiftsReading):
    """What may be changed."""

    def __init__(self, inside: Inside, skills: Skills, months: Months) -> None:
        super().__init__(inside)
        self._skills = skills
        self._months = months

    def add_templates(self, templates: Iterable[TemplateRow]) -> None:
        """New templates."""
        self._inside.insert(ShiftTemplate, (asdict(template) for template in templates))

    def change_template(self, row: TemplateRow) -> bool:
        """Write `row` over the version it was read as; shifts made from it stay as they are."""
        values = {name: value for name, value in asdict(row).items() if name not in {"id", "row_version"}}
        return self._inside.overwrite(ShiftTemplate, row.id, row.row_version, values)

    def remove_templates(self, ids: Iterable[UUID]) -> int:
        """Remove templates nothing was made from (`Conflict`: something was); how many."""
        query = delete(ShiftTemplate).where(ShiftTemplate.organization_id == self._org, ShiftTemplate.id.in_(list(ids)))
        return self._connection.execute(query).rowcount

    def book_vehicle(self, day: date, shift_id: UUID, vehicle_id: UUID | None) -> bool:
        """Give the shift a vehicle, or none (`Conflict` at the end: booked); False when the shift has begun."""
        query = (
            update(EmployeeShift)
            .where(
                EmployeeShift.organization_id == self._org,
                EmployeeShift.day == day,
                EmployeeShift.id == shift_id,
                EmployeeShift.status == ShiftStatus.PLANNED,
            )
            .values(vehicle_id=vehicle_id, row_version=EmployeeShift.row_version + 1)
        )
        return self._connection.execute(query).rowcount == 1

    def change(self, was: ShiftRow, row: ShiftRow) -> bool:
        """Write hours, carer, vehicle and travel of a shift still only planned; False when it is not as it `was`."""
        changing = ("employee_id", "planned_start", "planned_end", "transport", "is_pinned", "vehicle_id",
                    "shift_template_id", "external_ref")  # fmt: skip
        query = (
            update(EmployeeShift)
            .where(
                EmployeeShift.organization_id == self._org,
                EmployeeShift.day == row.day,
                EmployeeShift.id == row.id,
                EmployeeShift.status == ShiftStatus.PLANNED,
                *(getattr(EmployeeShift, name).is_not_distinct_from(getattr(was, name)) for name in changing),
            )
            .values(
                **{name: getattr(row, name) for name in changing},
                row_version=EmployeeShift.row_version + 1,
            )
        )
        return self._connection.execute(query).rowcount == 1

    def retime(self, was: ShiftRow, row: ShiftRow) -> bool:
        """Write carer, hours with their breaks, and what was worked; False when the shift is not as it `was`."""
        held = ("employee_id", "planned_start", "planned_end", "vehicle_id", "status", "actual_start", "actual_end")
        query = (
            update(EmployeeShift)
            .where(
                EmployeeShift.organization_id == self._org,
                EmployeeShift.day == was.day,
                EmployeeShift.id == was.id,
                *(getattr(EmployeeShift, name).is_not_distinct_from(getattr(was, name)) for name in held),
            )
            .values(
                **{name: getattr(row, name) for name in (*held, "soft_end", "transport")},
                breaks=[_write_break(each) for each in row.breaks],
                row_version=EmployeeShift.row_version + 1,
            )
        )
        return self._connection.execute(query).rowcount == 1

    def remove(self, day: date, shift_id: UUID) -> bool:
        """Remove one shift that is still only planned; False when there is none."""
        query = delete(EmployeeShift).where(
            EmployeeShift.organization_id == self._org,
            EmployeeShift.day == day,
            EmployeeShift.id == shift_id,
            EmployeeShift.status == ShiftStatus.PLANNED,
        )
        return self._connection.execute(query).rowcount == 1

    def add(self, shifts: Iterable[ShiftRow]) -> None:
        """New shifts, of any days."""
        given = list(shifts)
        if not given:
            return
        self._months.prepare(min(shift.day for shift in given), max(shift.day for shift in given))
        self._inside.insert(
            EmployeeShift,
            (
                {name: getattr(shift, name) for name in _PLAIN}
                | {"date": shift.day, "breaks": [_write_break(each) for each in shift.breaks]}
                for shift in given
            ),
        )
        ids = self._skills.ensure(name for shift in given for name, _ in shift.skills)
        self._inside.insert(
            ShiftSkill,
            (
                {"date": shift.day, "shift_id": shift.id, "skill_id": ids[name], "level": level}
                for shift in given
                for name, level in shift.skills
            ),
        )

    def remove_between(self, first_day: date, last_day: date) -> int:
        """Remove the shifts of these days that are still only planned; how many."""
        query = delete(EmployeeShift).where(
            EmployeeShift.organization_id == self._org,
            EmployeeShift.day.between(first_day, last_day),
            EmployeeShift.status == ShiftStatus.PLANNED,
        )
        return self._connection.execute(query).rowcount


def _write_break(each: BreakRow) -> dict[str, Any]:
    return asdict(each) | {"earliest": each.earliest.isoformat(), "latest_end": each.latest_end.isoformat()}


def _read_break(held: dict[str, Any]) -> BreakRow:
    return BreakRow(
        **held
        | {
            "earliest": datetime.fromisoformat(held["earliest"]),
            "latest_end": datetime.fromisoformat(held["latest_end"]),
        }
    )
