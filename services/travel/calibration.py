"""Predicted against measured: by what factor ways take longer than the model says, and how sure that is.

Only ways without waiting can be measured: the carer was so late that she could not have stood outside a door. Whether a
way is taken is decided by what was predicted, not by how it went, so that slow ways are not chosen for being slow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import TypeVar

from services.problem import Mode
from services.travel.parameters import Parameters, usual

BANDS_M = (1_000, 2_000, 5_000)
"""Road metres at which another band begins."""
LEAST = 30
"""Ways below which nothing is said."""
_SURE = 1.96
"""Standard errors on each side of 95 per cent."""
LONGEST_TIMES = 5.0
"""What took more than so many times as long was something else than the way."""

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Trip:
    """One way without waiting."""

    mode: Mode
    hour: int
    metres: int
    predicted_s: int
    actual_s: int

    @property
    def band(self) -> int:
        """The distance band it lies in."""
        return sum(self.metres >= limit for limit in BANDS_M)


@dataclass(frozen=True, slots=True)
class Measured:
    """Ways of a kind: mean minutes, and the factor with its 95 per cent interval; None where there are too few."""

    count: int
    predicted_min: float
    actual_min: float
    factor: float | None
    low: float | None
    high: float | None

    @property
    def is_sure(self) -> bool:
        """Whether the factor is another than 1, as far as can be told."""
        return self.low is not None and self.high is not None and not self.low <= 1.0 <= self.high


def measured(trips: Sequence[Trip]) -> Measured:
    """All of them as one: total measured over total predicted."""
    count, predicted, actual = len(trips), sum(t.predicted_s for t in trips), sum(t.actual_s for t in trips)
    if not count or not predicted:
        return Measured(count, 0.0, 0.0, None, None, None)
    means = predicted / count / 60, actual / count / 60
    if count < LEAST:
        return Measured(count, *means, None, None, None)
    factor = actual / predicted
    spread = sum((t.actual_s - factor * t.predicted_s) ** 2 for t in trips) / (count - 1)
    off = _SURE * sqrt(count * spread) / predicted
    return Measured(count, *means, factor, factor - off, factor + off)


def grouped(trips: Iterable[Trip], by: Callable[[Trip], K]) -> dict[K, Measured]:
    """Of each kind apart."""
    kinds: dict[K, list[Trip]] = defaultdict(list)
    for trip in trips:
        kinds[by(trip)].append(trip)
    return {kind: measured(kinds[kind]) for kind in kinds}


def plausible(trip: Trip) -> bool:
    """Whether it was a way, and nothing beside it."""
    return trip.predicted_s > 0 and 0 < trip.actual_s <= LONGEST_TIMES * trip.predicted_s


def corrected(held: Parameters, factors: Mapping[Mode, float]) -> Parameters:
    """Parameters by which ways take as long as they were measured to: stops and driving alike."""
    modes = dict(held.modes)
    for mode, factor in factors.items():
        own = modes.get(mode) or usual(mode)
        modes[mode] = replace(own, stop_s=round(own.stop_s * factor, 1), factor=round(own.factor * factor, 3))
    return replace(held, modes=modes)
