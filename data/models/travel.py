"""Travel between places as a router told it, places by id."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String, func
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Instant, Word
from data.vocabulary import Transport


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
