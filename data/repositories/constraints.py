"""Constraint definitions as the organisation weighs them, and overrides per organisation, employee and client."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from data.ids import new_id
from data.models import ConstraintDefinition, ConstraintValue
from data.repositories.inside import Repository
from data.vocabulary import ConstraintCategory, ConstraintType, EntityType


@dataclass(frozen=True, slots=True)
class DefinitionRow:
    """A row of the catalogue in this organisation; `name` is the catalogue's id."""

    name: str
    type: ConstraintType
    category: ConstraintCategory
    weight: int
    priority: str = ""
    is_system: bool = False
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class ValueRow:
    """What one entity sets for one constraint."""

    name: str
    entity_type: EntityType
    entity_id: UUID
    value: dict[str, Any]
    override_weight: int | None = None


class ConstraintsReading(Repository):
    """What may be asked."""

    def definitions(self) -> list[DefinitionRow]:
        """Every definition, by name."""
        columns = (getattr(ConstraintDefinition, name) for name in DefinitionRow.__dataclass_fields__)
        query = select(*columns).where(ConstraintDefinition.organization_id == self._org)
        rows = self._connection.execute(query.order_by(ConstraintDefinition.name))
        return [DefinitionRow(**row._mapping) for row in rows]

    def values(self) -> list[ValueRow]:
        """Every override."""
        query = (
            select(
                ConstraintDefinition.name, ConstraintValue.entity_type, ConstraintValue.entity_id,
                ConstraintValue.value, ConstraintValue.override_weight,
            )
            .join(
                ConstraintDefinition,
                (ConstraintDefinition.organization_id == ConstraintValue.organization_id)
                & (ConstraintDefinition.id == ConstraintValue.constraint_definition_id),
            )
            .where(ConstraintValue.organization_id == self._org)
        )  # fmt: skip
        return [ValueRow(**row._mapping) for row in self._connection.execute(query)]


class Constraints(ConstraintsReading):
    """What may be changed: never a system constraint, whoever asks."""

    def seed(self, definitions: Iterable[DefinitionRow]) -> int:
        """Make the catalogue's rows that are missing, leaving the others as they were tuned; how many."""
        rows = [
            {
                "id": str(new_id()),
                "name": row.name,
                "type": row.type.value,
                "priority": row.priority,
                "weight": row.weight,
                "category": row.category.value,
                "is_system": row.is_system,
            }
            for row in definitions
        ]
        statement = text("SELECT sec.seed_constraints(CAST(:rows AS jsonb))")
        return int(self._connection.execute(statement, {"rows": json.dumps(rows)}).scalar_one())

    def tune(self, name: str, weight: int, enabled: bool = True) -> bool:
        """Another weight; False when there is no such constraint."""
        query = (
            update(ConstraintDefinition)
            .where(ConstraintDefinition.organization_id == self._org, ConstraintDefinition.name == name)
            .values(weight=weight, enabled=enabled, row_version=ConstraintDefinition.row_version + 1)
        )
        return self._connection.execute(query).rowcount == 1

    def forget(self, name: str, entity_type: EntityType, entity_id: UUID) -> bool:
        """Remove what one entity set; False when it had set nothing."""
        definition = (
            select(ConstraintDefinition.id)
            .where(ConstraintDefinition.organization_id == self._org, ConstraintDefinition.name == name)
            .scalar_subquery()
        )
        query = delete(ConstraintValue).where(
            ConstraintValue.organization_id == self._org,
            ConstraintValue.constraint_definition_id == definition,
            ConstraintValue.entity_type == entity_type,
            ConstraintValue.entity_id == entity_id,
        )
        return self._connection.execute(query).rowcount == 1

    def wait_for_others(self) -> None:
        """Nobody else writes values until this transaction ends, so that what is read now is what is written over."""
        statement = text("SELECT pg_advisory_xact_lock(7243, hashtext(:org))")
        self._connection.execute(statement, {"org": str(self._org)})

    def override(self, row: ValueRow) -> None:
        """What one entity sets, new or again."""
        definition = (
            select(ConstraintDefinition.id)
            .where(ConstraintDefinition.organization_id == self._org, ConstraintDefinition.name == row.name)
            .scalar_subquery()
        )
        made = insert(ConstraintValue).values(
            organization_id=self._org,
            id=new_id(),
            constraint_definition_id=definition,
            entity_type=row.entity_type,
            entity_id=row.entity_id,
            value=row.value,
            override_weight=row.override_weight,
        )
        again = made.on_conflict_do_update(
            constraint="constraint_values_entity_key",
            set_={
                "value": made.excluded.value,
                "override_weight": made.excluded.override_weight,
                "row_version": ConstraintValue.row_version + 1,
                "updated_at": func.now(),
            },
        )
        self._connection.execute(again)
