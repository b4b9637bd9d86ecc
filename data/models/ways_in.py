"""How people get in: a second step and its recovery codes, links for new passwords, what an organisation asks for."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Instant, Made, Stamped

_USER = ["caire.users.organization_id", "caire.users.id"]


class SecondStep(Made, Base):
    """A user's secret for codes of an app, sealed and opened by nobody else; `spent_step` is the newest code used."""

    __tablename__ = "second_steps"
    __table_args__ = (
        UniqueConstraint("organization_id", "user_id", name="second_steps_one_each"),
        ForeignKeyConstraint(["organization_id", "user_id"], _USER, ondelete="CASCADE"),
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID]
    secret_enc: Mapped[bytes]
    key_version: Mapped[int]
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    spent_step: Mapped[int | None] = mapped_column(BigInteger)


class RecoveryCode(Made, Base):
    """A code on paper that serves once, for who has lost the app; of it only the SHA-256 is kept."""

    __tablename__ = "recovery_codes"
    __table_args__ = (
        UniqueConstraint("organization_id", "user_id", "token_sha256", name="recovery_codes_token_key"),
        ForeignKeyConstraint(["organization_id", "user_id"], _USER, ondelete="CASCADE"),
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID]
    token_sha256: Mapped[bytes]
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class PasswordReset(Made, Base):
    """A new password: asked for (no token yet), or to be set by a link of which only the token's SHA-256 is kept."""

    __tablename__ = "password_resets"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "user_id"], _USER, ondelete="CASCADE"),
        ForeignKeyConstraint(["organization_id", "asked_by"], _USER, ondelete="CASCADE"),
        Index(
            "password_resets_token_key",
            "token_sha256",
            unique=True,
            postgresql_where=text("token_sha256 IS NOT NULL"),
        ),
        Index("password_resets_user", "organization_id", "user_id"),
        Index("password_resets_asked_by", "organization_id", "asked_by"),
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID]
    asked_by: Mapped[UUID]
    token_sha256: Mapped[bytes | None]
    expires_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    mailed_at: Mapped[datetime | None] = mapped_column(Instant)
    mail_outcome: Mapped[str | None] = mapped_column(String(40))


class SignInSettings(Stamped, Base):
    """What an organisation asks of those who sign in."""

    __tablename__ = "sign_in_settings"

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    admins_need_second_step: Mapped[bool] = mapped_column(server_default=text("false"))
