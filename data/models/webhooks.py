"""Webhooks: whom we call when something has happened, and every call that is due or was made."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Instant, Made, Word
from data.vocabulary import DeliveryEvent, DeliveryState


class Webhook(Made, Base):
    """An address that is told of events; the secret that signs the calls is sealed."""

    __tablename__ = "webhooks"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "created_by"], ["caire.users.organization_id", "caire.users.id"]),
        Index("webhooks_created_by", "organization_id", "created_by"),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(String(500))
    events: Mapped[list[str]] = mapped_column(ARRAY(Text))
    secret_enc: Mapped[bytes]
    key_version: Mapped[int]
    created_by: Mapped[UUID]
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    paused_at: Mapped[datetime | None] = mapped_column(Instant)


class WebhookDelivery(Made, Base):
    """One event for one webhook: what happened to which row, how often it was told, and what came of it."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "webhook_id"], ["caire.webhooks.organization_id", "caire.webhooks.id"]
        ),
        Index("webhook_deliveries_webhook", "organization_id", "webhook_id", "id"),
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    webhook_id: Mapped[UUID]
    event: Mapped[DeliveryEvent] = mapped_column(Word(DeliveryEvent))
    subject_id: Mapped[UUID]
    state: Mapped[DeliveryState] = mapped_column(Word(DeliveryState), server_default="waiting")
    attempts: Mapped[int] = mapped_column(server_default="0")
    outcome: Mapped[str | None] = mapped_column(String(60))
    tried_at: Mapped[datetime | None] = mapped_column(Instant)
