"""Support access to an organisation: who looks in, why, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, insert, select, text, update

from data.ids import new_id
from data.models import SupportAccess
from data.repositories.inside import Repository


@dataclass(frozen=True, slots=True)
class SupportRow:
    """An opening; `staff_name` is None when the organisation itself asked for help."""

    id: UUID
    staff_name: str | None
    opened_by: UUID
    reason: str
    created_at: datetime
    expires_at: datetime
    closed_at: datetime | None


class SupportReading(Repository):
    """What may be asked, by the organisation's planners too: nobody looks in unseen."""

    def all(self) -> list[SupportRow]:
        """Every opening there has been, the newest first."""
        columns = (getattr(SupportAccess, name) for name in SupportRow.__dataclass_fields__)
        query = select(*columns).where(SupportAccess.organization_id == self._org)
        rows = self._connection.execute(query.order_by(SupportAccess.id.desc()))
        return [SupportRow(**row._mapping) for row in rows]


class Support(SupportReading):
    """What may be changed: openings are made and closed, never prolonged."""

    def look_in(self, reason: str, minutes: int) -> datetime:
        """A super admin opens access for himself, at most a week; until when. `Conflict` without a proper reason."""
        statement = text("SELECT sec.open_support(:id, :reason, :minutes)")
        values = {"id": new_id(), "reason": reason, "minutes": minutes}
        until: datetime = self._connection.execute(statement, values).scalar_one()
        return until

    def ask_for_help(self, opened_by: UUID, reason: str, minutes: int) -> UUID:
        """An administrator lets the platform's staff look in, at most for a week; the opening's id."""
        opening, until = new_id(), func.now() + timedelta(minutes=minutes)
        values = {"id": opening, "opened_by": opened_by, "reason": reason, "expires_at": until}
        self._connection.execute(insert(SupportAccess).values(organization_id=self._org, **values))
        return opening

    def close(self, opening: UUID, closed_by: UUID) -> bool:
        """End an opening at once; False when it is closed already."""
        query = (
            update(SupportAccess)
            .where(
                SupportAccess.organization_id == self._org,
                SupportAccess.id == opening,
                SupportAccess.closed_at.is_(None),
            )
            .values(closed_at=func.now(), closed_by=closed_by)
        )
        return self._connection.execute(query).rowcount == 1
