"""What was done to an organisation as a whole: its trial begun, extended, ended; by whom, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from data.ids import new_id
from data.models import OrganizationAct
from data.repositories.inside import Repository
from data.vocabulary import OrganizationActKind


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act; `until` is the day a trial was extended to."""

    act: OrganizationActKind
    reason: str | None
    until: date | None
    by_id: UUID
    created_at: datetime


class ActsReading(Repository):
    """What may be asked, by the organisation's planners too."""

    def all(self) -> list[ActRow]:
        """Every act, the newest first."""
        columns = (getattr(OrganizationAct, name) for name in ActRow.__dataclass_fields__)
        query = select(*columns).where(OrganizationAct.organization_id == self._org)
        rows = self._connection.execute(query.order_by(OrganizationAct.id.desc()))
        return [ActRow(**row._mapping) for row in rows]


class Acts(ActsReading):
    """What may be added; nothing is changed or taken away."""

    def note(self, act: OrganizationActKind, by_id: UUID, reason: str = "", until: date | None = None) -> None:
        """Put an act on record, in the transaction that does it."""
        row = {"id": new_id(), "act": act, "by_id": by_id, "reason": reason or None, "until": until}
        self._inside.insert(OrganizationAct, [row])
