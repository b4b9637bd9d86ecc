"""Organisations, the data keys that seal their fields, and what was done to each as a whole."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Instant, Made, Stamped, Word
from data.vocabulary import KeyPurpose, KeyState, OrganizationActKind, OrganizationKind, OrganizationStatus, Tongue


class Organization(Stamped, Base):
    """A care organisation, or the platform itself."""

    __tablename__ = "organizations"
    __table_args__ = (
        Index("organizations_one_platform", "kind", unique=True, postgresql_where=text("kind = 'platform'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    trial_expiration_date: Mapped[date | None]
    status: Mapped[OrganizationStatus] = mapped_column(Word(OrganizationStatus), server_default="trial")
    kind: Mapped[OrganizationKind] = mapped_column(Word(OrganizationKind), server_default="tenant")
    timezone: Mapped[str] = mapped_column(server_default="Europe/Stockholm")
    is_demo: Mapped[bool] = mapped_column(server_default=text("false"))
    deletion_requested_at: Mapped[datetime | None] = mapped_column(Instant)
    erased_at: Mapped[datetime | None] = mapped_column(Instant)
    language: Mapped[Tongue | None] = mapped_column(Word(Tongue))


class DataKey(Made, Base):
    """A key of one organisation, wrapped by the master key named in `kek_id`; without it nothing opens."""

    __tablename__ = "data_keys"
    __table_args__ = (
        UniqueConstraint("organization_id", "purpose", "version", name="data_keys_version_key"),
        Index(
            "data_keys_one_active", "organization_id", "purpose", unique=True, postgresql_where=text("state = 'ACTIVE'")
        ),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    purpose: Mapped[KeyPurpose] = mapped_column(Word(KeyPurpose))
    version: Mapped[int]
    kek_id: Mapped[str]
    wrapped_key: Mapped[bytes | None]
    state: Mapped[KeyState] = mapped_column(Word(KeyState), server_default="ACTIVE")
    destroyed_at: Mapped[datetime | None] = mapped_column(Instant)


class OrganizationAct(Made, Base):
    """A trial begun, extended, ended; an organisation suspended, or to be erased: by whom, and why."""

    __tablename__ = "organization_acts"

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    act: Mapped[OrganizationActKind] = mapped_column(Word(OrganizationActKind))
    reason: Mapped[str | None] = mapped_column(String(500))
    until: Mapped[date | None]
    by_id: Mapped[UUID]
