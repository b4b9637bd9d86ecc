"""What an organisation assumes of prices and tolerances; every version kept, the newest holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Json, Made


class OwnAssumptions(Made, Base):
    """One version: what differs from the product's own assumptions, by name."""

    __tablename__ = "assumptions"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "made_by"], ["caire.users.organization_id", "caire.users.id"]),
        UniqueConstraint("organization_id", "version", name="assumptions_version_key"),
        Index("assumptions_made_by", "organization_id", "made_by"),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int]
    changed: Mapped[dict[str, Any]] = mapped_column(Json)
    made_by: Mapped[UUID]
