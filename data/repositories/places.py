"""Places: exact positions sealed, rounded ones in clear."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from data.models import Place
from data.repositories.inside import Repository


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place with its exact position in degrees."""

    id: UUID
    lat: float
    lon: float


class PlacesReading(Repository):
    """What may be asked."""

    def all(self, ids: Iterable[UUID] | None = None) -> dict[UUID, PlaceRow]:
        """Places by id, all or those named; each position is opened here."""
        query = select(Place.id, Place.position_enc).where(Place.organization_id == self._org)
        if ids is not None:
            query = query.where(Place.id.in_(list(ids)))
        return {row.id: self._opened(row.id, row.position_enc) for row in self._connection.execute(query)}

    def _opened(self, place_id: UUID, sealed: bytes) -> PlaceRow:
        lat, lon = self._vault.open("places", "position_enc", place_id, sealed).split(",")
        return PlaceRow(place_id, float(lat), float(lon))


class Places(PlacesReading):
    """What may be changed."""

    def add(self, places: Iterable[PlaceRow]) -> None:
        """New places."""
        self._inside.insert(
            Place,
            (
                {
                    "id": place.id,
                    "position_enc": self._vault.seal(
                        "places", "position_enc", place.id, f"{place.lat!r},{place.lon!r}"
                    ),
                    "lat_rounded": round(place.lat, 2),
                    "lon_rounded": round(place.lon, 2),
                    "key_version": self._vault.version,
                }
                for place in places
            ),
        )
