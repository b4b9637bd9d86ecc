"""A plan: for each shift its stops in order with their start times. What is stored is what is scored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class StopKind(StrEnum):
    """What happens at a stop."""

    VISIT = "VISIT"
    BREAK = "BREAK"


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit or a break, by id, starting at `start_s` (epoch seconds)."""

    kind: StopKind
    id: str
    start_s: int


@dataclass(frozen=True, slots=True)
class Route:
    """The stops of one shift, in the order they are made."""

    shift_id: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Routes by shift; a shift without a route is unused, a visit in no route is unassigned."""

    routes: tuple[Route, ...] = ()

    def visit_stops(self) -> Iterator[tuple[str, Stop]]:
        """Every served visit as `(shift id, stop)`."""
        for route in self.routes:
            for stop in route.stops:
                if stop.kind is StopKind.VISIT:
                    yield route.shift_id, stop

    def served(self) -> frozenset[str]:
        """Ids of the visits in the plan."""
        return frozenset(stop.id for _, stop in self.visit_stops())
