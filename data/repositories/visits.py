"""Dated visits with their windows, skills, carers and dependencies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, or_, select, update

from data.models import Skill, Visit, VisitCarer, VisitDependency, VisitSkill
from data.repositories.inside import Inside, Repository
from data.repositories.months import Months
from data.repositories.skills import Skills
from data.vocabulary import CarerRelation, VisitStatus


@dataclass(frozen=True, slots=True)
class WindowRow:
    """When a visit may start and must be over; aware instants, preference −10…10."""

    start: datetime
    latest_start: datetime
    end: datetime
    preference: int = 0


@dataclass(frozen=True, slots=True)
class AfterRow:
    """A visit this one waits for."""

    visit_id: UUID
    visit_date: date
    delay_s: int


@dataclass(frozen=True, slots=True)
class PinRow:
    """Where a visit is held."""

    shift_date: date
    shift_id: UUID
    start: datetime


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One stay of one carer; `skills` are `(name, least level)`, `carers` `(employee, relation)` of this visit only.

    `is_by_hand`: a planner changed this one visit, so its need no longer says how it is. `row_version` counts changes.
    """

    id: UUID
    visit_date: date
    client_id: UUID
    place_id: UUID
    duration_s: int
    windows: tuple[WindowRow, ...]
    title: str = ""
    skills: tuple[tuple[str, int], ...] = ()
    carers: tuple[tuple[UUID, CarerRelation], ...] = ()
    after: tuple[AfterRow, ...] = ()
    group_id: UUID | None = None
    priority: int = 10
    is_optional: bool = False
    pin: PinRow | None = None
    visit_requirement_id: UUID | None = None
    status: VisitStatus = VisitStatus.UNASSIGNED
    employee_id: UUID | None = None
    planned_start: datetime | None = None
    planned_end: datetime | None = None
    actual_start: datetime | None = None
    actual_end: datetime | None = None
    external_ref: str | None = None
    is_by_hand: bool = False
    row_version: int = 1


@dataclass(frozen=True, slots=True)
class CancelledRow:
    """A visit that is not to be made, and when that was last written."""

    id: UUID
    visit_date: date
    client_id: UUID
    title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who makes a visit and when; None: nobody yet."""

    visit_id: UUID
    visit_date: date
    employee_id: UUID | None
    planned_start: datetime | None
    planned_end: datetime | None


_PLAIN = ("id", "visit_date", "client_id", "place_id", "duration_s", "title", "group_id", "priority", "is_optional",
          "visit_requirement_id", "status", "employee_id", "planned_start", "planned_end", "actual_start", "actual_end",
          "external_ref", "is_by_hand")  # fmt: skip
_WANTED = ("client_id", "place_id", "duration_s", "title", "windows", "group_id", "priority", "is_optional",
           "visit_requirement_id")  # fmt: skip
_MADE = ("status", "employee_id", "planned_start", "planned_end", "actual_start", "actual_end")
_EDITED = ("duration_s", "windows", "priority", "status", "employee_id", "planned_start", "planned_end", "pinned_date",
           "pinned_shift_id", "pinned_start")  # fmt: skip
_PINNED = ("pinned_date", "pinned_shift_id", "pinned_start")


# Two comparisons, for a list in a statement cannot be sent for many rows at once.
_HAS_NOT_BEGUN = or_(Visit.status == VisitStatus.UNASSIGNED, Visit.status == VisitStatus.PLANNED)


class VisitsReading(Repository):
    """What may be asked."""

    def between(self, first_day: date, last_day: date) -> list[VisitRow]:
        """The visits of these days, whole, by day."""
        carers = self._carers_between(first_day, last_day)
        after = self._after_between(first_day, last_day)
        return self._rows(first_day, last_day, carers, after)

    def wanted(self, first_day: date, last_day: date) -> list[VisitRow]:
        """The visits of these days without whom they are for and what they wait for: a third of the work."""
        return self._rows(first_day, last_day, {}, {})

    def cancelled_since(self, moment: datetime, first_day: date) -> list[CancelledRow]:
        """Visits of this day and later that were taken off from `moment` on, the newest first.

        One that was called off when it came into the house has never been planned: nothing has changed by it.
        """
        columns = (Visit.id, Visit.visit_date, Visit.client_id, Visit.title, Visit.updated_at)
        query = select(*columns).where(
            Visit.organization_id == self._org,
            Visit.visit_date >= first_day,
            Visit.status == VisitStatus.CANCELLED,
            Visit.updated_at >= moment,
            Visit.updated_at > Visit.created_at,
        )
        rows = self._connection.execute(query.order_by(Visit.updated_at.desc(), Visit.visit_date, Visit.id))
        return [CancelledRow(*row) for row in rows]

    def _rows(
        self,
        first_day: date,
        last_day: date,
        carers: Mapping[UUID, list[tuple[UUID, CarerRelation]]],
        after: Mapping[UUID, list[AfterRow]],
    ) -> list[VisitRow]:
        skills = self._skills_between(first_day, last_day)
        columns = (getattr(Visit, name) for name in (*_PLAIN, *_PINNED, "windows", "row_version"))
        query = (
            select(*columns)
            .where(Visit.organization_id == self._org, Visit.visit_date.between(first_day, last_day))
            .order_by(Visit.visit_date, Visit.id)
        )
        return [
            VisitRow(
                **{name: getattr(row, name) for name in (*_PLAIN, "row_version")},
                windows=tuple(_read_window(each) for each in row.windows),
                skills=tuple(skills.get(row.id, ())),
                carers=tuple(carers.get(row.id, ())),
                after=tuple(after.get(row.id, ())),
                pin=None if row.pinned_date is None else PinRow(row.pinned_date, row.pinned_shift_id, row.pinned_start),
            )
            for row in self._connection.execute(query)
        ]

    def days(self) -> tuple[date, date] | None:
        """The first and the last day with a visit, None when there is none."""
        query = select(Visit.visit_date).where(Visit.organization_id == self._org)
        first = self._connection.execute(query.order_by(Visit.visit_date).limit(1)).scalar_one_or_none()
        last = self._connection.execute(query.order_by(Visit.visit_date.desc()).limit(1)).scalar_one_or_none()
        return None if first is None or last is None else (first, last)

    def _skills_between(self, first_day: date, last_day: date) -> dict[UUID, list[tuple[str, int]]]:
        query = (
            select(VisitSkill.visit_id, Skill.name, VisitSkill.level)
            .join(Skill, (Skill.organization_id == VisitSkill.organization_id) & (Skill.id == VisitSkill.skill_id))
            .where(VisitSkill.organization_id == self._org, VisitSkill.visit_date.between(first_day, last_day))
            .order_by(Skill.name)
        )
        found: dict[UUID, list[tuple[str, int]]] = {}
        for row in self._connection.execute(query):
            found.setdefault(row.visit_id, []).append((row.name, row.level))
        return found

    def _carers_between(self, first_day: date, last_day: date) -> dict[UUID, list[tuple[UUID, CarerRelation]]]:
        query = select(VisitCarer.visit_id, VisitCarer.relation, VisitCarer.employee_ids).where(
            VisitCarer.organization_id == self._org, VisitCarer.visit_date.between(first_day, last_day)
        )
        found: dict[UUID, list[tuple[UUID, CarerRelation]]] = {}
        for row in self._connection.execute(query.order_by(VisitCarer.relation)):
            found.setdefault(row.visit_id, []).extend((employee, row.relation) for employee in row.employee_ids)
        return found

    def _after_between(self, first_day: date, last_day: date) -> dict[UUID, list[AfterRow]]:
        query = select(
            VisitDependency.visit_id,
            VisitDependency.after_visit_id,
            VisitDependency.after_visit_date,
            VisitDependency.delay_s,
        ).where(VisitDependency.organization_id == self._org, VisitDependency.visit_date.between(first_day, last_day))
        found: dict[UUID, list[AfterRow]] = {}
        for row in self._connection.execute(query.order_by(VisitDependency.after_visit_id)):
            waits = AfterRow(row.after_visit_id, row.after_visit_date, row.delay_s)
            found.setdefault(row.visit_id, []).append(waits)
        return found


class Visits(VisitsReading):
    """What may be changed."""

    def __init__(self, inside: Inside, skills: Skills, months: Months) -> None:
        super().__init__(inside)
        self._skills = skills
        self._months = months

    def add(self, visits: Iterable[VisitRow]) -> None:
        """New visits, of any days, with everything that hangs on them; shifts they are pinned to must stand."""
        given = list(visits)
        if not given:
            return
        self._months.prepare(min(visit.visit_date for visit in given), max(visit.visit_date for visit in given))
        self._inside.insert(Visit, (_write_visit(visit) for visit in given))
        self._add_what_hangs_on(given)

    def _add_what_hangs_on(self, given: list[VisitRow]) -> None:
        ids = self._skills.ensure(name for visit in given for name, _ in visit.skills)
        self._inside.insert(
            VisitSkill,
            (
                {"visit_date": visit.visit_date, "visit_id": visit.id, "skill_id": ids[name], "level": level}
                for visit in given
                for name, level in visit.skills
            ),
        )
        self._inside.insert(VisitCarer, _carer_rows(given))
        self._inside.insert(
            VisitDependency,
            (
                {
                    "visit_date": visit.visit_date,
                    "visit_id": visit.id,
                    "after_visit_date": waits.visit_date,
                    "after_visit_id": waits.visit_id,
                    "delay_s": waits.delay_s,
                }
                for visit in given
                for waits in visit.after
            ),
        )

    def assign(self, assignments: Iterable[Assignment]) -> int:
        """Write who makes which visit when, on visits that have not begun; how many were changed."""
        query = (
            update(Visit)
            .where(
                Visit.organization_id == self._org,
                Visit.visit_date == bindparam("on_date"),
                Visit.id == bindparam("of_visit"),
                _HAS_NOT_BEGUN,
            )
            .values(
                employee_id=bindparam("employee"),
                planned_start=bindparam("start"),
                planned_end=bindparam("end"),
                status=bindparam("state"),
                row_version=Visit.row_version + 1,
            )
        )
        rows = [
            {
                "on_date": each.visit_date,
                "of_visit": each.visit_id,
                "employee": each.employee_id,
                "start": each.planned_start,
                "end": each.planned_end,
                "state": VisitStatus.UNASSIGNED if each.employee_id is None else VisitStatus.PLANNED,
            }
            for each in assignments
        ]
        return self._connection.execute(query, rows).rowcount if rows else 0

    def hold(self, pins: Iterable[tuple[date, UUID, PinRow | None]]) -> int:
        """Hold these visits where their pin says, or let them go; how many."""
        query = (
            update(Visit)
            .where(
                Visit.organization_id == self._org,
                Visit.visit_date == bindparam("on_date"),
                Visit.id == bindparam("of_visit"),
            )
            .values({name: bindparam(f"new_{name}") for name in _PINNED} | {"row_version": Visit.row_version + 1})
        )
        rows = [
            {"on_date": day, "of_visit": visit_id, **{f"new_{name}": value for name, value in _write_pin(pin).items()}}
            for day, visit_id, pin in pins
        ]
        return self._connection.execute(query, rows).rowcount if rows else 0

    def cancel(self, visits: Iterable[tuple[date, UUID]]) -> int:
        """These visits are not to be made, where they have not begun; how many."""
        query = (
            update(Visit)
            .where(
                Visit.organization_id == self._org,
                Visit.visit_date == bindparam("on_date"),
                Visit.id == bindparam("of_visit"),
                _HAS_NOT_BEGUN,
            )
            .values(status=VisitStatus.CANCELLED, employee_id=None, planned_start=None, planned_end=None,
                    row_version=Visit.row_version + 1)
        )  # fmt: skip
        rows = [{"on_date": day, "of_visit": visit_id} for day, visit_id in visits]
        return self._connection.execute(query, rows).rowcount if rows else 0

    def change(self, visits: Iterable[VisitRow]) -> int:
        """Write what is wanted of these visits anew, and what hangs on them; who makes them when is left alone."""
        given = list(visits)
        if not given:
            return 0
        query = (
            update(Visit)
            .where(
                Visit.organization_id == self._org,
                Visit.visit_date == bindparam("on_date"),
                Visit.id == bindparam("of_visit"),
            )
            .values({name: bindparam(f"new_{name}") for name in _WANTED} | {"row_version": Visit.row_version + 1})
        )
        rows = [
            {"on_date": visit.visit_date, "of_visit": visit.id}
            | {f"new_{name}": value for name, value in _write_visit(visit).items() if name in _WANTED}
            for visit in given
        ]
        changed = self._connection.execute(query, rows).rowcount
        for model in (VisitSkill, VisitCarer, VisitDependency):
            self._connection.execute(
                delete(model).where(
                    model.organization_id == self._org,
                    model.visit_date == bindparam("on_date"),
                    model.visit_id == bindparam("of_visit"),
                ),
                [{"on_date": visit.visit_date, "of_visit": visit.id} for visit in given],
            )
        self._add_what_hangs_on(given)
        return changed

    def edit(self, row: VisitRow) -> bool:
        """Write what a planner changed of one visit over the version it was read as; False when it is not so now.

        A visit that has begun is not changed. What hangs on it (skills, carers, dependencies) is left alone.
        """
        values = {name: value for name, value in _write_visit(row).items() if name in _EDITED}
        query = (
            update(Visit)
            .where(
                Visit.organization_id == self._org,
                Visit.visit_date == row.visit_date,
                Visit.id == row.id,
                Visit.row_version == row.row_version,
                or_(_HAS_NOT_BEGUN, Visit.status == VisitStatus.CANCELLED),
            )
            .values(**values, is_by_hand=True, row_version=row.row_version + 1)
        )
        return self._connection.execute(query).rowcount == 1

    def move_home(self, client_id: UUID, old_place: UUID, new_place: UUID) -> int:
        """The client's visits at the old place that have not begun are made at the new one; how many."""
        query = (
            update(Visit)
            .where(
                Visit.organization_id == self._org,
                Visit.client_id == client_id,
                Visit.place_id == old_place,
                _HAS_NOT_BEGUN,
            )
            .values(place_id=new_place, row_version=Visit.row_version + 1)
        )
        return self._connection.execute(query).rowcount

    def record(self, visits: Iterable[VisitRow]) -> int:
        """Write who made these visits and when, planned and performed, as another system tells it; how many."""
        query = (
            update(Visit)
            .where(
                Visit.organization_id == self._org,
                Visit.visit_date == bindparam("on_date"),
                Visit.id == bindparam("of_visit"),
            )
            .values({name: bindparam(f"new_{name}") for name in _MADE} | {"row_version": Visit.row_version + 1})
        )
        rows = [
            {"on_date": visit.visit_date, "of_visit": visit.id}
            | {f"new_{name}": getattr(visit, name) for name in _MADE}
            for visit in visits
        ]
        return self._connection.execute(query, rows).rowcount if rows else 0

    def remove(self, visits: Iterable[tuple[date, UUID]]) -> int:
        """Remove these visits where they have not begun; how many."""
        query = delete(Visit).where(
            Visit.organization_id == self._org,
            Visit.visit_date == bindparam("on_date"),
            Visit.id == bindparam("of_visit"),
            _HAS_NOT_BEGUN,
        )
        rows = [{"on_date": day, "of_visit": visit_id} for day, visit_id in visits]
        return self._connection.execute(query, rows).rowcount if rows else 0

    def remove_between(self, first_day: date, last_day: date) -> int:
        """Remove the visits of these days that have not begun; how many."""
        query = delete(Visit).where(
            Visit.organization_id == self._org,
            Visit.visit_date.between(first_day, last_day),
            _HAS_NOT_BEGUN,
        )
        return self._connection.execute(query).rowcount


def _write_visit(visit: VisitRow) -> dict[str, Any]:
    return {name: getattr(visit, name) for name in _PLAIN} | {
        "windows": [
            {
                "start": each.start.isoformat(),
                "latest_start": each.latest_start.isoformat(),
                "end": each.end.isoformat(),
                "preference": each.preference,
            }
            for each in visit.windows
        ],
        **_write_pin(visit.pin),
    }


def _write_pin(pin: PinRow | None) -> dict[str, Any]:
    return {
        "pinned_date": pin and pin.shift_date,
        "pinned_shift_id": pin and pin.shift_id,
        "pinned_start": pin and pin.start,
    }


def _carer_rows(visits: Iterable[VisitRow]) -> Iterator[dict[str, Any]]:
    for visit in visits:
        by_relation: dict[CarerRelation, list[UUID]] = {}
        for employee, relation in visit.carers:
            by_relation.setdefault(relation, []).append(employee)
        for relation, employees in by_relation.items():
            yield {
                "visit_date": visit.visit_date,
                "visit_id": visit.id,
                "relation": relation,
                "employee_ids": employees,
            }


def _read_window(held: dict[str, Any]) -> WindowRow:
    return WindowRow(
        datetime.fromisoformat(held["start"]),
        datetime.fromisoformat(held["latest_start"]),
        datetime.fromisoformat(held["end"]),
        held.get("preference", 0),
    )
