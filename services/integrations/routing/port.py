"""What every router answers, and how a large matrix is cut into blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from services.problem import Mode
from services.problem.roads import Matrix

Point = tuple[float, float]
"""Latitude and longitude, degrees."""
BLOCK = 50
"""Sources, and targets, of one question: within the limits both servers come with."""


class Router(Protocol):
    """A router reached over a door."""

    def table(self, sources: Sequence[Point], targets: Sequence[Point], mode: Mode) -> tuple[Matrix, Matrix]:
        """Seconds and metres from every source to every target; raises `Unavailable`."""
        ...

    def route(self, points: Sequence[Point], mode: Mode) -> list[Point]:
        """The way through the points as a line; empty when there is none. Raises `Unavailable`."""
        ...


def blocks(count: int, size: int = BLOCK) -> Iterator[tuple[slice, slice]]:
    """Rows and columns of a square matrix, block by block."""
    cuts = [slice(first, min(first + size, count)) for first in range(0, count, size)]
    return ((rows, columns) for rows in cuts for columns in cuts)
