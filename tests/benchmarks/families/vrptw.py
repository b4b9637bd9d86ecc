"""Vehicle routing with time windows (Solomon, Gehring & Homberger): reader, and a scorer for both conventions.

`DIMACS` counts distance alone, cut to one decimal and used as travel time; `SINTEF` counts vehicles first, then the
distance in full precision. Values of one say nothing about the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import hypot
from pathlib import Path

NOISE = 1e-6


class Convention(StrEnum):
    """How a plan is counted."""

    DIMACS = "dimacs"
    SINTEF = "sintef"


@dataclass(frozen=True, slots=True)
class Customer:
    """Row 0 is the depot. `ready` and `due` limit the start of the service."""

    x: float
    y: float
    demand: int
    ready: float
    due: float
    service: float


@dataclass(frozen=True)
class Instance:
    """A fleet of equal vehicles at one depot."""

    family: str
    name: str
    vehicles: int
    capacity: int
    customers: tuple[Customer, ...]

    def distance(self, a: int, b: int, convention: Convention) -> float:
        """From customer row to customer row."""
        one, other = self.customers[a], self.customers[b]
        whole = hypot(one.x - other.x, one.y - other.y)
        return int(whole * 10) / 10 if convention is Convention.DIMACS else whole


@dataclass(frozen=True, slots=True)
class Verdict:
    """Vehicles used, distance, and every rule the routes break in words."""

    vehicles: int
    distance: float
    faults: tuple[str, ...]


Routes = Sequence[Sequence[int]]
"""Customer rows of each vehicle in order, without the depot."""


def read(path: Path, family: str) -> Instance:
    """An instance in SINTEF's text format."""
    lines = [line.split() for line in path.read_text(encoding="ascii").splitlines() if line.strip()]
    table = [[float(word) for word in line] for line in lines if all(re.fullmatch(r"[\d.+-]+", w) for w in line)]
    fleet, rows = next(row for row in table if len(row) == 2), [row for row in table if len(row) == 7]
    customers = tuple(Customer(x, y, int(demand), ready, due, service) for _, x, y, demand, ready, due, service in rows)
    return Instance(family, path.stem, int(fleet[0]), int(fleet[1]), customers)


def read_routes(path: Path) -> list[list[int]]:
    """Routes of a solution file: every line `Route …: 1 2 3`."""
    lines = path.read_text(encoding="ascii").splitlines()
    told = [line.split(":")[1].split() for line in lines if line.strip().startswith("Route") and ":" in line]
    return [[int(word) for word in route] for route in told if route]


def score(instance: Instance, routes: Routes, convention: Convention) -> Verdict:
    """What the routes are worth, driven as early as windows allow."""
    used = [route for route in routes if route]
    faults = [] if len(used) <= instance.vehicles else [f"{len(used)} vehicles of {instance.vehicles}"]
    visited = sorted(row for route in used for row in route)
    if visited != list(range(1, len(instance.customers))):
        faults.append("not every customer is visited exactly once")
    distance = 0.0
    for k, route in enumerate(used):
        load = sum(instance.customers[row].demand for row in route)
        if load > instance.capacity:
            faults.append(f"route {k} carries {load} of {instance.capacity}")
        now = instance.customers[0].ready
        for a, b in pairwise([0, *route, 0]):
            leg = instance.distance(a, b, convention)
            distance += leg
            now = max(now + leg, instance.customers[b].ready)
            if now > instance.customers[b].due + NOISE:
                faults.append(f"route {k} is late at {b}")
            now += instance.customers[b].service
    return Verdict(len(used), distance, tuple(faults))
