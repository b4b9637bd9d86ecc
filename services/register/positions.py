"""Positions of homes: whether one can be somebody's, the reason why not, and what one finds one's way by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from uuid import UUID

from data.repositories.people import ClientRow
from data.repositories.places import PlaceRow
from services.errors import BadInput
from services.integrations.care_files.sweden import is_in_sweden
from services.words import Text

_ACTION = Text(sv="Ange latitud (55–70) och longitud (10–25).", en="Give latitude (55–70) and longitude (10–25).")
_ZERO = Text(sv="Positionen är 0, 0: ingen adress ligger där.", en="The position is 0, 0: no address lies there.")
_SWAPPED = Text(
    sv="Latitud och longitud verkar ha bytt plats.", en="Latitude and longitude seem to have changed places."
)
_OUTSIDE = Text(sv="Positionen ligger utanför Sverige.", en="The position lies outside Sweden.")


def doubt(lat: float, lon: float) -> BadInput | None:
    """What speaks against the position; None where somebody may live."""
    if is_in_sweden(lat, lon):
        return None
    if abs(lat) < 1e-6 and abs(lon) < 1e-6:
        cause = _ZERO
    elif isfinite(lat) and isfinite(lon) and is_in_sweden(lon, lat):
        cause = _SWAPPED
    else:
        cause = _OUTSIDE
    return BadInput("REG-003", cause, _ACTION)


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Latitude, longitude and pseudonym of homes, offices without a name; `own` is where the client lives now."""

    known: tuple[tuple[float, float, str], ...]
    own: tuple[float, float] | None


def landmarks(homes: Mapping[UUID, ClientRow], places: Iterable[PlaceRow], client_id: UUID) -> Landmarks:
    """Places around a client, the client's own apart."""
    known, own = [], None
    for place in places:
        home = homes.get(place.id)
        if home is not None and home.id == client_id:
            own = (place.lat, place.lon)
        else:
            known.append((place.lat, place.lon, home.pseudonym if home else ""))
    return Landmarks(tuple(known), own)
