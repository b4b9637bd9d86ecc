"""Constraint definitions of an organisation and their values for it, its employees and its clients."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Computed, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Json, Stamped, Word
from data.vocabulary import ConstraintCategory, ConstraintType, EntityType


class ConstraintDefinition(Stamped, Base):
    """A row of the catalogue as this organisation weighs it; `name` is the catalogue's id."""

    __tablename__ = "constraint_definitions"
    __table_args__ = (UniqueConstraint("organization_id", "name", name="constraint_definitions_name_key"),)

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    type: Mapped[ConstraintType] = mapped_column(Word(ConstraintType))
    priority: Mapped[str] = mapped_column(String(255))
    weight: Mapped[int]
    category: Mapped[ConstraintCategory] = mapped_column(Word(ConstraintCategory))
    is_system: Mapped[bool] = mapped_column(server_default=text("false"))
    enabled: Mapped[bool] = mapped_column(server_default=text("true"))
    row_version: Mapped[int] = mapped_column(server_default="1")


class ConstraintValue(Stamped, Base):
    """What one organisation, employee or client sets instead; never for a system constraint."""

    __tablename__ = "constraint_values"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "constraint_definition_id"],
            ["caire.constraint_definitions.organization_id", "caire.constraint_definitions.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["organization_id", "employee_id"],
            ["caire.employees.organization_id", "caire.employees.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["organization_id", "client_id"], ["caire.clients.organization_id", "caire.clients.id"], ondelete="CASCADE"
        ),
        UniqueConstraint(
            "organization_id",
            "constraint_definition_id",
            "entity_type",
            "entity_id",
            name="constraint_values_entity_key",
        ),
        Index(
            "constraint_values_employee",
            "organization_id",
            "employee_id",
            postgresql_where=text("employee_id IS NOT NULL"),
        ),
        Index(
            "constraint_values_client", "organization_id", "client_id", postgresql_where=text("client_id IS NOT NULL")
        ),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    constraint_definition_id: Mapped[UUID]
    entity_type: Mapped[EntityType] = mapped_column(Word(EntityType))
    entity_id: Mapped[UUID]
    value: Mapped[dict[str, Any]] = mapped_column(Json)
    override_weight: Mapped[int | None]
    row_version: Mapped[int] = mapped_column(server_default="1")
    employee_id: Mapped[UUID | None] = mapped_column(
        Computed("CASE WHEN entity_type = 'EMPLOYEE' THEN entity_id END", persisted=True)
    )
    client_id: Mapped[UUID | None] = mapped_column(
        Computed("CASE WHEN entity_type = 'CLIENT' THEN entity_id END", persisted=True)
    )
