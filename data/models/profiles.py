"""Own profiles of weights, their versions, and the journal of changes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Json, Made, Stamped, Word
from data.vocabulary import ConstraintChangeKind, EntityType


class ConstraintProfile(Stamped, Base):
    """A named set of weights; `version` is the newest of its versions."""

    __tablename__ = "constraint_profiles"
    __table_args__ = (
        UniqueConstraint("organization_id", "name", name="constraint_profiles_name_key"),
        Index("constraint_profiles_one_default", "organization_id", unique=True, postgresql_where=text("is_default")),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    is_default: Mapped[bool] = mapped_column(server_default=text("false"))
    version: Mapped[int] = mapped_column(server_default="1")
    row_version: Mapped[int] = mapped_column(server_default="1")


class ConstraintProfileVersion(Made, Base):
    """A profile as it was at one time; never changed."""

    __tablename__ = "constraint_profile_versions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "profile_id"],
            ["caire.constraint_profiles.organization_id", "caire.constraint_profiles.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(["organization_id", "made_by"], ["caire.users.organization_id", "caire.users.id"]),
        Index("constraint_profile_versions_made_by", "organization_id", "made_by"),
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    profile_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    weights: Mapped[dict[str, Any]] = mapped_column(Json)
    note: Mapped[str] = mapped_column(String(500), server_default="")
    made_by: Mapped[UUID]


class ConstraintChange(Made, Base):
    """Who changed which weight, override or profile, from what to what."""

    __tablename__ = "constraint_changes"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "made_by"], ["caire.users.organization_id", "caire.users.id"]),
        Index("constraint_changes_made_by", "organization_id", "made_by"),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[ConstraintChangeKind] = mapped_column(Word(ConstraintChangeKind))
    about: Mapped[str] = mapped_column(String(255))
    entity_type: Mapped[EntityType | None] = mapped_column(Word(EntityType))
    entity_id: Mapped[UUID | None]
    was: Mapped[dict[str, Any] | None] = mapped_column(Json)
    became: Mapped[dict[str, Any] | None] = mapped_column(Json)
    made_by: Mapped[UUID]
