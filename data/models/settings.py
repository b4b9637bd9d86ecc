"""What an organisation sets of its own: how its districts are, and what care brings in from a day on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Numeric, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Stamped


class DistrictSetting(Stamped, Base):
    """Where a district's people set out from, and its own tolerance."""

    __tablename__ = "district_settings"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "district_id"],
            ["caire.districts.organization_id", "caire.districts.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(["organization_id", "place_id"], ["caire.places.organization_id", "caire.places.id"]),
        Index("district_settings_place", "organization_id", "place_id", postgresql_where=text("place_id IS NOT NULL")),
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    district_id: Mapped[UUID] = mapped_column(primary_key=True)
    place_id: Mapped[UUID | None]
    tolerance_min: Mapped[int | None]


class Tariff(Stamped, Base):
    """What an hour and a visit bring in from a day on, in a district or in all, of a kind of care or of every."""

    __tablename__ = "tariffs"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "district_id"], ["caire.districts.organization_id", "caire.districts.id"]
        ),
        UniqueConstraint(
            "organization_id",
            "district_id",
            "service_type",
            "valid_from",
            name="tariffs_one_from_a_day",
            postgresql_nulls_not_distinct=True,
        ),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    district_id: Mapped[UUID | None]
    service_type: Mapped[str | None] = mapped_column(String(255))
    valid_from: Mapped[date]
    hour_sek: Mapped[Decimal] = mapped_column(Numeric(8, 2))
    visit_sek: Mapped[Decimal] = mapped_column(Numeric(8, 2), server_default="0")
    row_version: Mapped[int] = mapped_column(server_default="1")
