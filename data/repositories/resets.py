"""New passwords: asked for by their users, or to be set by a link that serves once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, text, update

from data.models import PasswordReset
from data.repositories.inside import Repository


@dataclass(frozen=True, slots=True)
class ResetRow:
    """A new password for `user_id`; asked for by the user, or by an administrator who sends a link."""

    id: UUID
    user_id: UUID
    asked_by: UUID
    expires_at: datetime
    mailed_at: datetime | None = None
    mail_outcome: str | None = None
    created_at: datetime | None = None


class ResetsReading(Repository):
    """What may be asked: the own ones by their user, everybody's by administrators."""

    def open(self) -> list[ResetRow]:
        """What is neither used nor run out, the newest first."""
        columns = (getattr(PasswordReset, name) for name in ResetRow.__dataclass_fields__)
        query = select(*columns).where(*self._is_open()).order_by(PasswordReset.id.desc())
        return [ResetRow(**row._mapping) for row in self._connection.execute(query)]

    def _is_open(self) -> tuple[ColumnElement[bool], ...]:
        return (
            PasswordReset.organization_id == self._org,
            PasswordReset.closed_at.is_(None),
            PasswordReset.expires_at > func.now(),
        )


class Resets(ResetsReading):
    """What may be changed."""

    def add(self, row: ResetRow, token_sha256: bytes | None) -> None:
        """A new link, or without a token a wish for one; what the user had before is closed."""
        self.close_of(row.user_id)
        values = {"id": row.id, "user_id": row.user_id, "asked_by": row.asked_by, "expires_at": row.expires_at}
        self._inside.insert(PasswordReset, [{**values, "token_sha256": token_sha256}])

    def close(self, reset_id: UUID) -> bool:
        """Use the link; False when it was used, replaced or has run out meanwhile."""
        query = update(PasswordReset).where(*self._is_open(), PasswordReset.id == reset_id)
        return self._connection.execute(query.values(closed_at=func.now())).rowcount == 1

    def close_of(self, user_id: UUID) -> int:
        """Close whatever is open for a user; how many."""
        query = update(PasswordReset).where(*self._is_open(), PasswordReset.user_id == user_id)
        return self._connection.execute(query.values(closed_at=func.now())).rowcount

    def draw(self, reset_id: UUID, token_sha256: bytes) -> UUID | None:
        """For the worker that sends it: the link opens by this token for an hour; whose it is, None when closed."""
        query = update(PasswordReset).where(*self._is_open(), PasswordReset.id == reset_id)
        values = {"token_sha256": token_sha256, "expires_at": func.now() + text("interval '1 hour'")}
        return self._connection.execute(query.values(values).returning(PasswordReset.user_id)).scalar_one_or_none()

    def note_mail(self, reset_id: UUID, outcome: str, *, is_sent: bool) -> None:
        """What came of sending it."""
        query = update(PasswordReset).where(PasswordReset.organization_id == self._org, PasswordReset.id == reset_id)
        sent = {"mailed_at": func.now()} if is_sent else {}
        self._connection.execute(query.values({"mail_outcome": outcome, **sent}))
