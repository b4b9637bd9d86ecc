"""Ways in and out: invitations of people, keys of machines, and our credentials at other services."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Double, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Instant, Json, Made, Stamped, Word
from data.vocabulary import IntegrationProvider, Role


class Invitation(Made, Base):
    """Somebody asked to become a user; the address is sealed, of the token only the SHA-256 is kept."""

    __tablename__ = "invitations"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "employee_id"],
            ["caire.employees.organization_id", "caire.employees.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["organization_id", "client_id"], ["caire.clients.organization_id", "caire.clients.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["organization_id", "invited_by"], ["caire.users.organization_id", "caire.users.id"]),
        ForeignKeyConstraint(["organization_id", "accepted_by"], ["caire.users.organization_id", "caire.users.id"]),
        Index("invitations_token_key", "token_sha256", unique=True),
        Index(
            "invitations_one_open",
            "organization_id",
            "email_bidx",
            unique=True,
            postgresql_where=text("accepted_at IS NULL AND revoked_at IS NULL"),
        ),
        Index(
            "invitations_employee",
            "organization_id",
            "employee_id",
            postgresql_where=text("employee_id IS NOT NULL"),
        ),
        Index("invitations_client", "organization_id", "client_id", postgresql_where=text("client_id IS NOT NULL")),
        Index("invitations_invited_by", "organization_id", "invited_by"),
        Index(
            "invitations_accepted_by",
            "organization_id",
            "accepted_by",
            postgresql_where=text("accepted_by IS NOT NULL"),
        ),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    email_enc: Mapped[bytes]
    email_bidx: Mapped[bytes]
    key_version: Mapped[int]
    role: Mapped[Role] = mapped_column(Word(Role))
    employee_id: Mapped[UUID | None]
    client_id: Mapped[UUID | None]
    token_sha256: Mapped[bytes]
    invited_by: Mapped[UUID]
    expires_at: Mapped[datetime] = mapped_column(Instant)
    accepted_at: Mapped[datetime | None] = mapped_column(Instant)
    accepted_by: Mapped[UUID | None]
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    mailed_at: Mapped[datetime | None] = mapped_column(Instant)
    mail_outcome: Mapped[str | None] = mapped_column(String(40))


class ApiKey(Made, Base):
    """A machine's key, `prefix.secret`; of the secret only an HMAC is kept."""

    __tablename__ = "api_keys"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "created_by"], ["caire.users.organization_id", "caire.users.id"]),
        ForeignKeyConstraint(
            ["organization_id", "replaced_by"], ["caire.api_keys.organization_id", "caire.api_keys.id"]
        ),
        Index("api_keys_prefix_key", "prefix", unique=True),
        Index("api_keys_created_by", "organization_id", "created_by"),
        Index(
            "api_keys_replaced_by",
            "organization_id",
            "replaced_by",
            postgresql_where=text("replaced_by IS NOT NULL"),
        ),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    prefix: Mapped[str] = mapped_column(String(12))
    secret_hmac: Mapped[bytes]
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    rate_per_min: Mapped[int] = mapped_column(server_default="120")
    created_by: Mapped[UUID]
    replaced_by: Mapped[UUID | None]
    expires_at: Mapped[datetime] = mapped_column(Instant)
    last_used_at: Mapped[datetime | None] = mapped_column(Instant)
    tokens: Mapped[float | None] = mapped_column(Double)
    refilled_at: Mapped[datetime | None] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)


class IntegrationCredential(Stamped, Base):
    """Our secret at another service, sealed; only workers open it."""

    __tablename__ = "integration_credentials"
    __table_args__ = (
        UniqueConstraint("organization_id", "provider", "label", name="integration_credentials_label_key"),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    provider: Mapped[IntegrationProvider] = mapped_column(Word(IntegrationProvider))
    label: Mapped[str] = mapped_column(String(100))
    secret_enc: Mapped[bytes]
    key_version: Mapped[int]
    base_url: Mapped[str | None]
    rotated_at: Mapped[datetime | None] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    row_version: Mapped[int] = mapped_column(server_default="1")
    settings: Mapped[dict[str, Any]] = mapped_column(Json, server_default=text("'{}'"))
    hook_secret_enc: Mapped[bytes | None]
    failures: Mapped[int] = mapped_column(server_default="0")
    rests_until: Mapped[datetime | None] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
