"""The door: what may be asked of the database before a tenant is known, each through one definer function."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from data.ids import new_id


@dataclass(frozen=True, slots=True)
class Credentials:
    """What is needed to weigh a password."""

    organization_id: UUID
    user_id: UUID
    password_hash: str
    role: str
    user_status: str
    organization_status: str
    session_epoch: int
    has_second_step: bool


@dataclass(frozen=True, slots=True)
class SessionRow:
    """Who a valid session belongs to; `read_only` when the organisation's trial has expired.

    `owes_second_step`: the organisation asks for a second step and the user has not set one up.
    """

    organization_id: UUID
    organization_name: str
    user_id: UUID
    user_name: str
    role: str
    subject_id: UUID | None
    read_only: bool
    is_demo: bool
    timezone: str
    language: str | None
    session_id: UUID
    owes_second_step: bool


@dataclass(frozen=True, slots=True)
class SupportFound:
    """The organisation that one of the platform's staff looks into, by which opening, and until when."""

    organization_id: UUID
    organization_name: str
    timezone: str
    opening_id: UUID
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class InvitationFound:
    """The organisation and role an open invitation is for."""

    organization_id: UUID
    invitation_id: UUID
    role: str
    token_sha256: bytes


@dataclass(frozen=True, slots=True)
class ResetFound:
    """Whose new password an open link may set."""

    organization_id: UUID
    reset_id: UUID
    user_id: UUID
    role: str
    token_sha256: bytes
    has_second_step: bool


@dataclass(frozen=True, slots=True)
class ApiKeyFound:
    """What is needed to weigh a machine's secret; `read_only` when the organisation's trial has expired."""

    organization_id: UUID
    api_key_id: UUID
    secret_hmac: bytes
    scopes: list[str]
    rate_per_min: int
    read_only: bool


@dataclass(frozen=True, slots=True)
class CallSpent:
    """Who made the key of a call, and how many seconds too early the call is; 0: it may go on."""

    made_by: UUID
    wait_s: float


class SigningIn:
    """Sign-in look-ups and sessions, on one connection in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def look_up(self, email: str) -> Credentials | None:
        """The user of this address, whatever its state."""
        row = self._connection.execute(text("SELECT * FROM sec.login_lookup(:email)"), {"email": email}).one_or_none()
        return None if row is None else Credentials(**row._mapping)

    def failures(self, email_hmac: bytes, ip_hmac: bytes) -> tuple[int, int]:
        """Wrong tries of the last 15 minutes: of the account since its last success, and of the address."""
        row = self._connection.execute(
            text("SELECT per_account, per_address FROM sec.login_failures(:email, :ip)"),
            {"email": email_hmac, "ip": ip_hmac},
        ).one()
        return int(row.per_account), int(row.per_address)

    def note_attempt(self, email_hmac: bytes, ip_hmac: bytes, ok: bool) -> None:
        """Count one attempt."""
        self._connection.execute(
            text("SELECT sec.note_attempt(:email, :ip, :ok)"), {"email": email_hmac, "ip": ip_hmac, "ok": ok}
        )

    def start_session(
        self,
        organization_id: UUID,
        user_id: UUID,
        token_sha256: bytes,
        epoch: int,
        absolute_s: int,
        device: str | None = None,
        network: str | None = None,
    ) -> bool:
        """Begin a session; False when the user was changed since `epoch` was read."""
        statement = text(
            "SELECT sec.start_session(:organization, :user, :id, :token, :epoch, :absolute, :device, :network)"
        )
        values = {
            "organization": organization_id,
            "user": user_id,
            "id": new_id(),
            "token": token_sha256,
            "epoch": epoch,
            "absolute": absolute_s,
            "device": device,
            "network": network,
        }
        return bool(self._connection.execute(statement, values).scalar_one())

    def resolve(self, token_sha256: bytes, touch: bool) -> SessionRow | None:
        """Who the session belongs to, None unless session, user and organisation are open; `touch` marks activity."""
        row = self._connection.execute(
            text(
                "SELECT s.*, sec.language_of(s.organization_id) AS language FROM sec.resolve_session(:token, :touch) s"
            ),
            {"token": token_sha256, "touch": touch},
        ).one_or_none()
        return None if row is None else SessionRow(**row._mapping)

    def support(self, token_sha256: bytes) -> SupportFound | None:
        """Where a session of the platform's staff looks in, None unless an opening of its own is open now."""
        row = self._connection.execute(
            text("SELECT * FROM sec.support_of(:token)"), {"token": token_sha256}
        ).one_or_none()
        return None if row is None else SupportFound(**row._mapping)

    def trial_starts(self, ip_hmac: bytes) -> int:
        """How often a trial was asked for from this address in a day and a night."""
        return int(self._connection.execute(text("SELECT sec.trial_starts(:ip)"), {"ip": ip_hmac}).scalar_one())

    def end(self, token_sha256: bytes) -> None:
        """Revoke the session."""
        self._connection.execute(text("SELECT sec.end_session(:token)"), {"token": token_sha256})

    def invitation(self, token_sha256: bytes) -> InvitationFound | None:
        """The invitation of this token, None unless it can still be accepted."""
        row = self._connection.execute(
            text("SELECT * FROM sec.invitation_lookup(:token)"), {"token": token_sha256}
        ).one_or_none()
        return None if row is None else InvitationFound(**row._mapping)

    def reset(self, token_sha256: bytes) -> ResetFound | None:
        """The link for a new password of this token, None unless it can still be used."""
        row = self._connection.execute(
            text("SELECT * FROM sec.reset_lookup(:token)"), {"token": token_sha256}
        ).one_or_none()
        return None if row is None else ResetFound(**row._mapping)

    def api_key(self, prefix: str) -> ApiKeyFound | None:
        """The key of this prefix, None unless it and its organisation are open; the caller weighs the secret."""
        row = self._connection.execute(
            text("SELECT * FROM sec.api_key_lookup(:prefix)"), {"prefix": prefix}
        ).one_or_none()
        return None if row is None else ApiKeyFound(**row._mapping)

    def spend_call(self, organization_id: UUID, api_key_id: UUID) -> CallSpent | None:
        """Count one call of a key whose secret was weighed; None when it was closed this very moment.

        The count need not outlive a fall of the server, so nobody waits for the disk.
        """
        self._connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
        row = self._connection.execute(
            text("SELECT made_by, wait_s FROM sec.spend_api_call(:organization, :key)"),
            {"organization": organization_id, "key": api_key_id},
        ).one_or_none()
        return None if row is None else CallSpent(row.made_by, row.wait_s)
