"""Invitations: who was asked to become a user, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update

from data.models import Invitation
from data.repositories.inside import Repository
from data.vocabulary import Role


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """Somebody asked to become a user of this role; employees and clients are named."""

    id: UUID
    email: str
    role: Role
    invited_by: UUID
    expires_at: datetime
    employee_id: UUID | None = None
    client_id: UUID | None = None
    mailed_at: datetime | None = None
    mail_outcome: str | None = None


class InvitationsReading(Repository):
    """What may be asked, by administrators only."""

    def open(self) -> list[InvitationRow]:
        """Invitations that can still be accepted, the newest first."""
        query = select(
            Invitation.id,
            Invitation.email_enc,
            Invitation.role,
            Invitation.invited_by,
            Invitation.expires_at,
            Invitation.employee_id,
            Invitation.client_id,
            Invitation.mailed_at,
            Invitation.mail_outcome,
        ).where(*self._is_open())
        return [
            InvitationRow(
                **{name: value for name, value in row._mapping.items() if name != "email_enc"},
                email=self._vault.open("invitations", "email_enc", row.id, row.email_enc),
            )
            for row in self._connection.execute(query.order_by(Invitation.id.desc()))
        ]

    def find(self, invitation_id: UUID) -> InvitationRow | None:
        """One invitation, while it can be accepted."""
        return next((row for row in self.open() if row.id == invitation_id), None)

    def _is_open(self) -> tuple[ColumnElement[bool], ...]:
        return (
            Invitation.organization_id == self._org,
            Invitation.accepted_at.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > func.now(),
        )


class Invitations(InvitationsReading):
    """What may be changed."""

    def withdraw(self, email: str) -> int:
        """Take back whatever is open for an address; how many."""
        index = self._vault.index("invitations", "email_bidx", email.strip().lower())
        query = update(Invitation).where(*self._is_open(), Invitation.email_bidx == index)
        return self._connection.execute(query.values(revoked_at=func.now())).rowcount

    def draw(self, invitation_id: UUID, token_sha256: bytes) -> str | None:
        """For the worker that sends it: the invitation opens by this token from now on; where to, None when closed."""
        query = update(Invitation).where(*self._is_open(), Invitation.id == invitation_id)
        query = query.values(token_sha256=token_sha256).returning(Invitation.email_enc)
        sealed = self._connection.execute(query).scalar_one_or_none()
        return None if sealed is None else self._vault.open("invitations", "email_enc", invitation_id, sealed)

    def note_mail(self, invitation_id: UUID, outcome: str, *, is_sent: bool) -> None:
        """What came of sending it."""
        query = update(Invitation).where(Invitation.organization_id == self._org, Invitation.id == invitation_id)
        sent = {"mailed_at": func.now()} if is_sent else {}
        self._connection.execute(query.values({"mail_outcome": outcome, **sent}))

    def add(self, row: InvitationRow, token_sha256: bytes) -> None:
        """A new invitation; the address may have one open at a time (`Conflict`), one that ran out is closed."""
        email = row.email.strip().lower()
        index = self._vault.index("invitations", "email_bidx", email)
        self._connection.execute(
            update(Invitation)
            .where(
                Invitation.organization_id == self._org,
                Invitation.email_bidx == index,
                Invitation.accepted_at.is_(None),
                Invitation.revoked_at.is_(None),
                Invitation.expires_at <= func.now(),
            )
            .values(revoked_at=func.now())
        )
        self._inside.insert(
            Invitation,
            [
                {
                    "id": row.id,
                    "email_enc": self._vault.seal("invitations", "email_enc", row.id, email),
                    "email_bidx": index,
                    "key_version": self._vault.version,
                    "role": row.role,
                    "employee_id": row.employee_id,
                    "client_id": row.client_id,
                    "token_sha256": token_sha256,
                    "invited_by": row.invited_by,
                    "expires_at": row.expires_at,
                }
            ],
        )

    def accept(self, invitation_id: UUID, user_id: UUID) -> bool:
        """The invited has become this user; False when the invitation is not open any more."""
        return self._close(invitation_id, accepted_at=func.now(), accepted_by=user_id)

    def revoke(self, invitation_id: UUID) -> bool:
        """Take the invitation back; False when it is not open any more."""
        return self._close(invitation_id, revoked_at=func.now())

    def _close(self, invitation_id: UUID, **how: object) -> bool:
        query = update(Invitation).where(*self._is_open(), Invitation.id == invitation_id)
        return self._connection.execute(query.values(**how)).rowcount == 1
