"""How clients are spread over the number of carers they meet: a mean hides those who meet thirty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from services.insights.views import Member

BOUNDS = (5, 8, 10, 15, 20)
"""Upper ends of the steps; 8 is good and 15 is the target (`continuity_14d`)."""


@dataclass(frozen=True, slots=True)
class Step:
    """Clients who meet `low` to `high` carers; `high` None: or more."""

    low: int
    high: int | None
    planned: int
    performed: int

    @property
    def label(self) -> str:
        """`6–8`, `21+`."""
        return f"{self.low}+" if self.high is None else f"{self.low}–{self.high}"


def spread(members: Iterable[Member]) -> tuple[Step, ...]:
    """Clients by the number of different carers, planned and performed."""
    held = list(members)
    planned = [member.planned.value for member in held if member.planned.value is not None]
    performed = [member.performed.value for member in held if member.performed.value is not None]
    lows = (1, *(bound + 1 for bound in BOUNDS))
    return tuple(
        Step(low, high, _inside(planned, low, high), _inside(performed, low, high))
        for low, high in zip(lows, (*BOUNDS, None), strict=True)
    )


def _inside(values: Iterable[float], low: int, high: int | None) -> int:
    return sum(low <= value and (high is None or value < high + 1) for value in values)
