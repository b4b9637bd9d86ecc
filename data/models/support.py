"""Support access: when the platform's staff may look into an organisation, and why."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Instant, Made


class SupportAccess(Made, Base):
    """An opening with a reason and an end; without `staff_id` any of the platform's staff may use it."""

    __tablename__ = "support_access"
    __table_args__ = (
        Index("support_access_open", "organization_id", "expires_at", postgresql_where=text("closed_at IS NULL")),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID | None]
    staff_name: Mapped[str | None] = mapped_column(String(255))
    opened_by: Mapped[UUID]
    reason: Mapped[str] = mapped_column(String(500))
    expires_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_by: Mapped[UUID | None]
