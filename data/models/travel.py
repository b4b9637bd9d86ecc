"""Travel between places as a router told it, places by id; and where an organisation's travel times come from."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Instant, Json, Made, Word
from data.vocabulary import Transport, TravelSource, TravelWhy


class TravelCache(Base):
    """Seconds and metres from one place to another, by one means of transport and one source."""

    __tablename__ = "travel_cache"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "from_place_id"],
            ["caire.places.organization_id", "caire.places.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["organization_id", "to_place_id"], ["caire.places.organization_id", "caire.places.id"], ondelete="CASCADE"
        ),
        Index("travel_cache_to", "organization_id", "to_place_id"),
        Index("travel_cache_age", "organization_id", "fetched_at"),
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    from_place_id: Mapped[UUID] = mapped_column(primary_key=True)
    to_place_id: Mapped[UUID] = mapped_column(primary_key=True)
    transport: Mapped[Transport] = mapped_column(Word(Transport), primary_key=True)
    source: Mapped[str] = mapped_column(String(40), primary_key=True)
    duration_s: Mapped[int]
    distance_m: Mapped[int]
    fetched_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())


class OwnTravelSettings(Made, Base):
    """One version: who is asked, and parameters where they differ from the product's own."""

    __tablename__ = "travel_settings"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "made_by"], ["caire.users.organization_id", "caire.users.id"]),
        UniqueConstraint("organization_id", "version", name="travel_settings_version_key"),
        Index("travel_settings_made_by", "organization_id", "made_by"),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int]
    source: Mapped[TravelSource] = mapped_column(Word(TravelSource))
    kept_as: Mapped[str | None] = mapped_column(String(40))
    parameters: Mapped[dict[str, Any]] = mapped_column(Json)
    why: Mapped[TravelWhy] = mapped_column(Word(TravelWhy))
    made_by: Mapped[UUID]
