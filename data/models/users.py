"""Users, their sessions, who has been shown around, and the counted attempts to sign in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    String,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Instant, Made, Stamped, Word
from data.vocabulary import Role, UserStatus


class User(Stamped, Base):
    """Somebody who signs in; `password_hash` is written here and read only by the doors."""

    __tablename__ = "users"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "employee_id"], ["caire.employees.organization_id", "caire.employees.id"]
        ),
        ForeignKeyConstraint(["organization_id", "client_id"], ["caire.clients.organization_id", "caire.clients.id"]),
        Index("users_email_key", "email", unique=True),
        Index(
            "users_employee_key",
            "organization_id",
            "employee_id",
            unique=True,
            postgresql_where=text("employee_id IS NOT NULL"),
        ),
        Index("users_client", "organization_id", "client_id", postgresql_where=text("client_id IS NOT NULL")),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    email: Mapped[str] = mapped_column(String(255))
    password_hash: Mapped[str] = mapped_column(String(255))
    role: Mapped[Role] = mapped_column(Word(Role))
    status: Mapped[UserStatus] = mapped_column(Word(UserStatus), server_default="trial")
    employee_id: Mapped[UUID | None]
    client_id: Mapped[UUID | None]
    session_epoch: Mapped[int] = mapped_column(server_default="1")
    password_changed_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())


class UserSession(Made, Base):
    """A signed-in browser; of its token only the SHA-256 is kept."""

    __tablename__ = "user_sessions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "user_id"], ["caire.users.organization_id", "caire.users.id"], ondelete="CASCADE"
        ),
        Index("user_sessions_token_key", "token_sha256", unique=True),
        Index("user_sessions_user", "organization_id", "user_id"),
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID]
    token_sha256: Mapped[bytes]
    session_epoch: Mapped[int]
    last_seen_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
    expires_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    device: Mapped[str | None] = mapped_column(String(60))
    network_ref: Mapped[str | None] = mapped_column(String(43))


class GuidedTour(Made, Base):
    """A planner who has finished or skipped the tour of the planner's work."""

    __tablename__ = "guided_tours"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "user_id"], ["caire.users.organization_id", "caire.users.id"], ondelete="CASCADE"
        ),
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(primary_key=True)


class LoginAttempt(Base):
    """One attempt to sign in, counted before anybody is known."""

    __tablename__ = "login_attempts"
    __table_args__ = (Index("login_attempts_email", "email_hmac", "at"), Index("login_attempts_ip", "ip_hmac", "at"))

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
    email_hmac: Mapped[bytes]
    ip_hmac: Mapped[bytes]
    ok: Mapped[bool]
