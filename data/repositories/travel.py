"""Travel between places as a router told it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from data.models import TravelCache
from data.repositories.inside import Repository
from data.vocabulary import Transport


@dataclass(frozen=True, slots=True)
class Leg:
    """Seconds and metres of one way."""

    duration_s: int
    distance_m: int


class TravelReading(Repository):
    """What may be asked."""

    def among(self, places: Iterable[UUID], transport: Transport, source: str) -> dict[tuple[UUID, UUID], Leg]:
        """Every known way from one of these places to another."""
        wanted = list(places)
        query = select(
            TravelCache.from_place_id, TravelCache.to_place_id, TravelCache.duration_s, TravelCache.distance_m
        ).where(
            TravelCache.organization_id == self._org,
            TravelCache.from_place_id.in_(wanted),
            TravelCache.to_place_id.in_(wanted),
            TravelCache.transport == transport,
            TravelCache.source == source,
        )
        return {
            (row.from_place_id, row.to_place_id): Leg(row.duration_s, row.distance_m)
            for row in self._connection.execute(query)
        }


class Travel(TravelReading):
    """What may be changed."""

    def keep(self, legs: Mapping[tuple[UUID, UUID], Leg], transport: Transport, source: str) -> None:
        """Ways as a router has just told them, new or again."""
        rows = [
            {
                "organization_id": self._org,
                "from_place_id": start,
                "to_place_id": end,
                "transport": transport,
                "source": source,
                "duration_s": leg.duration_s,
                "distance_m": leg.distance_m,
            }
            for (start, end), leg in legs.items()
        ]
        if not rows:
            return
        made = insert(TravelCache)
        again = made.on_conflict_do_update(
            index_elements=["organization_id", "from_place_id", "to_place_id", "transport", "source"],
            set_={
                "duration_s": made.excluded.duration_s,
                "distance_m": made.excluded.distance_m,
                "fetched_at": func.now(),
            },
        )
        self._connection.execute(again, rows)

    def forget_before(self, moment: datetime) -> int:
        """Remove what was told before `moment`; how many ways."""
        query = delete(TravelCache).where(TravelCache.organization_id == self._org, TravelCache.fetched_at < moment)
        return self._connection.execute(query).rowcount
