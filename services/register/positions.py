"""Whether a position can be somebody's home: the reason why not, as precisely as it can be told."""

from __future__ import annotations

from math import isfinite

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
