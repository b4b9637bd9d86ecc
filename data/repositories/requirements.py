"""What clients have been granted: the rows from which dated visits are made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from data.models import RequirementSkill, Skill, VisitRequirement
from data.repositories.inside import Inside, Repository
from data.repositories.skills import Skills


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One granted need; `skills` are `(name, least level)`, `row_version` counts its changes."""

    id: UUID
    client_id: UUID
    service_type: str
    duration_s: int
    frequency: dict[str, Any] | None = None
    time_windows: list[dict[str, Any]] = field(default_factory=list)
    skills: tuple[tuple[str, int], ...] = ()
    priority: int = 10
    carers_needed: int = 1
    after_requirement_id: UUID | None = None
    min_delay_min: int | None = None
    is_pattern_locked: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    external_ref: str | None = None
    slinga: str | None = None
    is_dormant: bool = False
    row_version: int = 1


_PLAIN = ("id", "client_id", "service_type", "frequency", "priority", "carers_needed", "after_requirement_id",
          "min_delay_min", "is_pattern_locked", "valid_from", "valid_to", "external_ref", "slinga", "is_dormant",
          "row_version")  # fmt: skip


class RequirementsReading(Repository):
    """What may be asked."""

    def all(self) -> list[RequirementRow]:
        """Every need, whole, by client and kind."""
        return self._found(VisitRequirement.organization_id == self._org)

    def find(self, ids: Iterable[UUID]) -> dict[UUID, RequirementRow]:
        """These needs, by id; ids nobody knows are left out."""
        wanted = [VisitRequirement.organization_id == self._org, VisitRequirement.id.in_(list(ids))]
        return {row.id: row for row in self._found(*wanted)}

    def _found(self, *conditions: Any) -> list[RequirementRow]:
        skills = self._skills_needed()
        columns = (getattr(VisitRequirement, name) for name in _PLAIN)
        query = select(*columns, VisitRequirement.duration, VisitRequirement.time_windows).where(*conditions)
        order = (VisitRequirement.client_id, VisitRequirement.service_type, VisitRequirement.id)
        return [
            RequirementRow(
                **{name: getattr(row, name) for name in _PLAIN},
                duration_s=round(row.duration.total_seconds()),
                time_windows=row.time_windows or [],
                skills=tuple(skills.get(row.id, ())),
            )
            for row in self._connection.execute(query.order_by(*order))
        ]

    def _skills_needed(self) -> dict[UUID, list[tuple[str, int]]]:
        query = (
            select(RequirementSkill.requirement_id, Skill.name, RequirementSkill.level)
            .join(Skill, Skill.id == RequirementSkill.skill_id)
            .where(RequirementSkill.organization_id == self._org, Skill.organization_id == self._org)
            .order_by(Skill.name)
        )
        found: dict[UUID, list[tuple[str, int]]] = {}
        for row in self._connection.execute(query):
            found.setdefault(row.requirement_id, []).append((row.name, row.level))
        return found


class Requirements(RequirementsReading):
    """What may be changed."""

    def __init__(self, inside: Inside, skills: Skills) -> None:
        super().__init__(inside)
        self._skills = skills

    def add(self, rows: Iterable[RequirementRow]) -> None:
        """New needs; those that wait for another come after it whatever order they are given in."""
        given = list(rows)
        written = [_written(row) for row in given]
        # One statement per row and the reference within the table is checked at its end: first without, then with it.
        self._inside.insert(
            VisitRequirement, ({**row, "after_requirement_id": None, "min_delay_min": None} for row in written)
        )
        for row in given:
            if row.after_requirement_id is not None:
                self._set(row.id, after_requirement_id=row.after_requirement_id, min_delay_min=row.min_delay_min)
        self._add_skills(given)

    def change(self, row: RequirementRow) -> bool:
        """Write `row` over the version it was read as; False when somebody changed it meanwhile or it is gone."""
        values = {name: value for name, value in _written(row).items() if name != "id"}
        if not self._inside.overwrite(VisitRequirement, row.id, row.row_version, values):
            return False
        self._connection.execute(
            delete(RequirementSkill).where(
                RequirementSkill.organization_id == self._org, RequirementSkill.requirement_id == row.id
            )
        )
        self._add_skills([row])
        return True

    def remove(self, ids: Iterable[UUID]) -> int:
        """Remove needs from which no visit was ever made; how many. Others are ended by `valid_to` instead."""
        query = delete(VisitRequirement).where(
            VisitRequirement.organization_id == self._org, VisitRequirement.id.in_(list(ids))
        )
        return self._connection.execute(query).rowcount

    def _set(self, requirement_id: UUID, **values: Any) -> None:
        self._connection.execute(
            update(VisitRequirement)
            .where(VisitRequirement.organization_id == self._org, VisitRequirement.id == requirement_id)
            .values(**values)
        )

    def _add_skills(self, rows: Iterable[RequirementRow]) -> None:
        needed = [(row.id, name, level) for row in rows for name, level in row.skills]
        ids = self._skills.ensure(name for _, name, _ in needed)
        self._inside.insert(
            RequirementSkill,
            ({"requirement_id": row_id, "skill_id": ids[name], "level": level} for row_id, name, level in needed),
        )


def _written(row: RequirementRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _PLAIN} | {
        "duration": timedelta(seconds=row.duration_s),
        "time_windows": row.time_windows or None,
    }
