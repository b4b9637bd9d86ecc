"""Where an organisation's travel times come from: every version kept, the newest holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from data.ids import new_id
from data.models import OwnTravelSettings
from data.repositories.inside import Repository
from data.vocabulary import TravelSource, TravelWhy


@dataclass(frozen=True, slots=True)
class TravelSettingsRow:
    """One version; a router's answers are kept in the cache as those of source `kept_as`."""

    version: int
    source: TravelSource
    kept_as: str | None
    parameters: dict[str, Any]
    why: TravelWhy
    made_by: UUID
    created_at: datetime | None = None


class TravelSettingsReading(Repository):
    """What may be asked."""

    def all(self, limit: int = 50) -> list[TravelSettingsRow]:
        """Versions, the newest first."""
        columns = [getattr(OwnTravelSettings, name) for name in TravelSettingsRow.__dataclass_fields__]
        query = select(*columns).where(OwnTravelSettings.organization_id == self._org)
        rows = self._connection.execute(query.order_by(OwnTravelSettings.version.desc()).limit(limit))
        return [TravelSettingsRow(**row._mapping) for row in rows]

    def newest(self) -> TravelSettingsRow | None:
        """The version that holds; None while nothing is the organisation's own."""
        return next(iter(self.all(1)), None)


class TravelSettings(TravelSettingsReading):
    """What may be changed."""

    def add(self, row: TravelSettingsRow) -> None:
        """A new version; one of the same number is refused by the database."""
        values = {name: getattr(row, name) for name in TravelSettingsRow.__dataclass_fields__ if name != "created_at"}
        self._connection.execute(insert(OwnTravelSettings).values(organization_id=self._org, id=new_id(), **values))
