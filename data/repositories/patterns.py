"""Patterns of the rota."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from data.models import ShiftPattern
from data.repositories.inside import Repository


@dataclass(frozen=True, slots=True)
class PatternRow:
    """Who works which template when, from where to where; `frequency` as in `services.recurrence`."""

    id: UUID
    employee_id: UUID
    shift_template_id: UUID
    frequency: dict[str, Any]
    valid_from: date
    start_place_id: UUID
    end_place_id: UUID
    valid_to: date | None = None
    vehicle_id: UUID | None = None
    row_version: int = 1


class PatternsReading(Repository):
    """What may be asked."""

    def all(self) -> list[PatternRow]:
        """Every pattern, in the order they were made."""
        columns = (getattr(ShiftPattern, name) for name in PatternRow.__dataclass_fields__)
        query = select(*columns).where(ShiftPattern.organization_id == self._org).order_by(ShiftPattern.id)
        return [PatternRow(**row._mapping) for row in self._connection.execute(query)]


class Patterns(PatternsReading):
    """What may be changed; shifts made from a pattern stay when it is changed or removed."""

    def add(self, rows: Iterable[PatternRow]) -> None:
        """New patterns."""
        self._inside.insert(ShiftPattern, (asdict(row) for row in rows))

    def change(self, row: PatternRow) -> bool:
        """Write `row` over the version it was read as; False when it was changed meanwhile."""
        values = {name: value for name, value in asdict(row).items() if name not in {"id", "row_version"}}
        return self._inside.overwrite(ShiftPattern, row.id, row.row_version, values)

    def remove(self, ids: Iterable[UUID]) -> int:
        """Remove patterns; how many."""
        query = delete(ShiftPattern).where(ShiftPattern.organization_id == self._org, ShiftPattern.id.in_(list(ids)))
        return self._connection.execute(query).rowcount
