"""Vehicles and where they stand."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Point, Stamped, Word
from data.vocabulary import VehicleStatus


class Vehicle(Stamped, Base):
    """A vehicle; `capacity` is the number of people it can carry, `location` (lon, lat) where it is kept."""

    __tablename__ = "vehicles"
    __table_args__ = (UniqueConstraint("organization_id", "name", name="vehicles_name_key"),)

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    type: Mapped[str] = mapped_column(String(255))
    capacity: Mapped[int | None]
    status: Mapped[VehicleStatus] = mapped_column(Word(VehicleStatus), server_default="ACTIVE")
    location: Mapped[tuple[float, float] | None] = mapped_column(Point)
    licences: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    row_version: Mapped[int] = mapped_column(server_default="1")
