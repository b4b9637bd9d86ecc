"""Whether a position can be somebody's home here."""

from __future__ import annotations

_LAT, _LON = (55.0, 69.5), (10.5, 24.5)


def is_in_sweden(lat: float, lon: float) -> bool:
    """Inside the rectangle around Sweden; (0, 0) and swapped coordinates are not."""
    return _LAT[0] <= lat <= _LAT[1] and _LON[0] <= lon <= _LON[1]
