"""Travel times by mode from positions: a fixed part and a part per metre by distance; whole seconds, 0 where one is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

EARTH_RADIUS_M = 6_371_000.0
"""Mean Earth radius used by the great-circle distance."""

SAME_PLACE_M = 1.0
"""Two positions closer than this are one place: no travel between them."""


class Mode(IntEnum):
    """How a carer travels; the value is the first index of every travel matrix."""

    CAR = 0
    BIKE = 1
    WALK = 2
    PUBLIC = 3


@dataclass(frozen=True, slots=True)
class TravelModel:
    """`seconds = fixed_s + factor × per_m_s × great-circle metres`; road distance = `detour` × great circle.

    `bands` are `(beyond_m, per_m_s)`, nearest first: what each metre beyond costs instead, so that long ways are faster
    and no way is shorter in time than one it contains. `factor` is for what slows all driving, such as winter.
    """

    fixed_s: float
    per_m_s: float
    detour: float
    bands: tuple[tuple[float, float], ...] = ()
    factor: float = 1.0

    def __post_init__(self) -> None:
        if self.fixed_s < 0 or self.per_m_s <= 0 or self.detour < 1 or self.factor <= 0:
            raise ValueError("Expected fixed_s >= 0, per_m_s > 0, detour >= 1 and factor > 0.")
        limits = [0.0, *(beyond for beyond, _ in self.bands)]
        if any(a >= b for a, b in pairwise(limits)) or any(rate <= 0 for _, rate in self.bands):
            raise ValueError("Expected bands at growing distances with per_m_s > 0.")

    def driving_s(self, distance_m: NDArray[np.float64]) -> NDArray[np.float64]:
        """Seconds on the way, without the fixed part and the factor."""
        seconds = self.per_m_s * distance_m
        rate = self.per_m_s
        for beyond_m, next_rate in self.bands:
            seconds = seconds + (next_rate - rate) * np.maximum(distance_m - beyond_m, 0.0)
            rate = next_rate
        return seconds


CAR_FITTED = TravelModel(fixed_s=133.2, per_m_s=0.1197, detour=1.56)
"""Fitted on 3,286 real car legs of a Swedish suburb district; the model of exchange files without a matrix."""

ORGANISATION_MODELS: dict[Mode, TravelModel] = {
    Mode.CAR: CAR_FITTED,
    Mode.BIKE: TravelModel(fixed_s=90.0, per_m_s=0.334, detour=1.3),  # 14 km/h, detour 1.3, lock and unlock
    Mode.WALK: TravelModel(fixed_s=30.0, per_m_s=1.04, detour=1.3),  # 4.5 km/h, detour 1.3
    Mode.PUBLIC: TravelModel(fixed_s=420.0, per_m_s=0.24, detour=1.4),  # half a headway, then 21 km/h
}
"""Defaults per mode of an organisation (speeds of demo-data E2); coefficients can be set per organisation."""


def great_circle_m(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
    """Haversine distances, metres: float64[place, place], symmetric with a zero diagonal."""
    phi, lam = np.radians(lat), np.radians(lon)
    half = (
        np.sin((phi[:, None] - phi[None, :]) / 2) ** 2
        + np.cos(phi)[:, None] * np.cos(phi)[None, :] * np.sin((lam[:, None] - lam[None, :]) / 2) ** 2
    )
    return np.asarray(2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))))


def seconds_and_metres(
    model: TravelModel, distance_m: NDArray[np.float64]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Travel seconds and road metres, both int32[place, place], each leg rounded once; 0 at the same place."""
    apart = distance_m >= SAME_PLACE_M
    seconds = np.where(apart, np.rint(model.fixed_s + model.factor * model.driving_s(distance_m)), 0)
    metres = np.where(apart, np.rint(model.detour * distance_m), 0)
    return seconds.astype(np.int32), metres.astype(np.int32)
