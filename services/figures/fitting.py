"""How far to zoom a map so that points fill it, without one distant place shrinking the town."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

TILE_PX = 512
"""The world is one tile of so many pixels at zoom 0."""

CLOSEST, FARTHEST = 15.0, 4.0


@dataclass(frozen=True, slots=True)
class View:
    """Middle and zoom of a map."""

    lat: float
    lon: float
    zoom: float


def fit(
    lat: NDArray[np.float64], lon: NDArray[np.float64], width_px: int, height_px: int, *,
    spare: float = 0.0, margin_px: int = 26,
) -> View:  # fmt: skip
    """The view of the points but for the share `spare` at either end, with a margin; the middle of Sweden for none."""
    if not len(lat):
        return View(62.0, 15.0, FARTHEST)
    west, east = (float(q) for q in np.quantile(lon, [spare, 1 - spare]))
    south, north = (float(q) for q in np.quantile(mercator(lat), [spare, 1 - spare]))
    wide = max(1, width_px - 2 * margin_px) / (TILE_PX * max((east - west) / 360, 1e-9))
    high = max(1, height_px - 2 * margin_px) / (TILE_PX * max(north - south, 1e-9))
    zoom = min(CLOSEST, max(FARTHEST, math.log2(min(wide, high))))
    return View(_latitude((south + north) / 2), (west + east) / 2, round(zoom, 2))


def mercator(lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Height on the map, the world from 0 to 1."""
    return np.asarray(0.5 + np.log(np.tan(np.pi / 4 + np.radians(lat) / 2)) / (2 * np.pi))


def _latitude(height: float) -> float:
    return math.degrees(2 * math.atan(math.exp((height - 0.5) * 2 * math.pi)) - math.pi / 2)
