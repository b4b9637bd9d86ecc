"""Sessions as their users know them: where from, since when, and ended one by one or all at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, text, update

from data.models import User, UserSession
from data.repositories.inside import Repository


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that still opens; `network` is the address without its last part."""

    id: UUID
    created_at: datetime
    last_seen_at: datetime
    device: str | None
    network: str | None


class SessionsReading(Repository):
    """What may be asked: the own sessions by their user, everybody's by administrators."""

    def open_of(self, user_id: UUID) -> list[OpenSession]:
        """Sessions of a user that a page would still answer, the one seen last first."""
        query = (
            select(UserSession.id, UserSession.created_at, UserSession.last_seen_at, UserSession.device,
                   UserSession.network_ref.label("network"))
            .join(User, (User.organization_id == UserSession.organization_id) & (User.id == UserSession.user_id))
            .where(
                UserSession.organization_id == self._org,
                UserSession.user_id == user_id,
                UserSession.revoked_at.is_(None),
                UserSession.session_epoch == User.session_epoch,
                UserSession.expires_at > func.now(),
                UserSession.last_seen_at > func.now() - text("interval '30 min'"),
            )
        )  # fmt: skip
        rows = self._connection.execute(query.order_by(UserSession.last_seen_at.desc()))
        return [OpenSession(**row._mapping) for row in rows]

    def last_seen(self) -> dict[UUID, datetime]:
        """When each user was seen last, as far back as sessions are kept."""
        query = select(UserSession.user_id, func.max(UserSession.last_seen_at).label("at"))
        rows = self._connection.execute(
            query.where(UserSession.organization_id == self._org).group_by(UserSession.user_id)
        )
        return {row.user_id: row.at for row in rows}


class Sessions(SessionsReading):
    """What may be changed: sessions only ever end."""

    def end(self, user_id: UUID, session_id: UUID) -> bool:
        """End one session of a user; False when it is not open."""
        query = update(UserSession).where(
            UserSession.organization_id == self._org,
            UserSession.user_id == user_id,
            UserSession.id == session_id,
            UserSession.revoked_at.is_(None),
        )
        return self._connection.execute(query.values(revoked_at=func.now())).rowcount == 1

    def end_others(self, user_id: UUID, but: UUID | None) -> int:
        """End every session of a user except one; how many."""
        query = update(UserSession).where(
            UserSession.organization_id == self._org, UserSession.user_id == user_id, UserSession.revoked_at.is_(None)
        )
        if but is not None:
            query = query.where(UserSession.id != but)
        return self._connection.execute(query.values(revoked_at=func.now())).rowcount

    def end_all(self, user_id: UUID) -> bool:
        """End every session and whatever ticket is on its way to becoming one."""
        query = text("SELECT sec.end_sessions(:user)")
        return bool(self._connection.execute(query, {"user": user_id}).scalar_one())
