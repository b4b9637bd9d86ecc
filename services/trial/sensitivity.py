"""How sure the sum is: counted anew with every price lower and higher, alone and all together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import product

from services.kpi.assumptions import Assumptions

DRIVERS = ("wage_sek", "overhead_percent", "km_sek", "reimbursement_hour_sek", "reimbursement_visit_sek")
"""The assumptions that are prices."""
Count = Callable[[Assumptions], float]
"""The sum under other assumptions."""


@dataclass(frozen=True, slots=True)
class Swing:
    """One assumption turned down and up, the others left alone, and the sums that gives."""

    name: str
    low: float
    high: float

    @property
    def width(self) -> float:
        """How much hangs on it."""
        return abs(self.high - self.low)


@dataclass(frozen=True, slots=True)
class Band:
    """From the worst to the best when all prices are wrong at once; `swings` with the one that drives most first."""

    low: float
    likely: float
    high: float
    swings: tuple[Swing, ...]


def band(count: Count, likely: Assumptions, turned: float) -> Band:
    """Every price `turned` (0.2 is a fifth) down and up.

    The sum is linear in each price alone, so that its least and greatest lie where every price is at one of its ends.
    """
    swings = [
        Swing(name, count(_turned(likely, [name], [1 - turned])), count(_turned(likely, [name], [1 + turned])))
        for name in DRIVERS
    ]
    corners = [count(_turned(likely, DRIVERS, ends)) for ends in product((1 - turned, 1 + turned), repeat=len(DRIVERS))]
    middle = count(likely)
    moving = tuple(swing for swing in sorted(swings, key=lambda swing: -swing.width) if swing.width > 0)
    return Band(min(middle, *corners), middle, max(middle, *corners), moving)


def _turned(likely: Assumptions, names: Iterable[str], factors: Iterable[float]) -> Assumptions:
    return replace(likely, **{n: getattr(likely, n) * factor for n, factor in zip(names, factors, strict=True)})
