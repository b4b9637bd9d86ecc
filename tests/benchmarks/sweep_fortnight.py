"""Sweeps a fortnight between travel and continuity: `SECONDS=30 python -m tests.benchmarks.sweep_fortnight`.

Prints each plan's weights, goals and key figures, and what of them is on the curve, where the case is present. The aim
is four plans that no other beats, whose travel differs by a tenth.
"""

from __future__ import annotations

from pathlib import Path

from services.constraints.kind import DEFAULT_WEIGHTS
from services.integrations.timefold.reader import read_input
from services.solvers.in_house import InHouse
from services.solvers.port import Limits
from services.sweeping import GOALS, Point, sweep, weightings
from tests.benchmarks.__main__ import CASES, SECONDS

INPUT = CASES / "district-two-weeks.input.json"


def tell(number: int, point: Point) -> None:
    travel_h, faces = point.values
    weights = f"{point.weighting.first:>4}{point.weighting.second:>5}"
    waiting = point.figures["waiting_hours"] or 0.0
    print(
        f"{weights}  travel {travel_h:6.1f} h  faces {faces:4.0f}  waiting {waiting:6.1f} h  {point.score}", flush=True
    )


def measure(problem_file: Path) -> None:
    problem = read_input(problem_file.read_bytes()).problem
    assert problem is not None
    goals = GOALS["travel"], GOALS["continuity"]
    chain = weightings(DEFAULT_WEIGHTS, *goals)
    points = sweep(problem, DEFAULT_WEIGHTS, goals, chain, Limits(float(SECONDS)), InHouse(), tell)
    travel = [point.values[0] for point in points if point.is_best]
    print(f"{len(travel)} plans on the curve, travel {min(travel):.1f}–{max(travel):.1f} h")


if __name__ == "__main__" and INPUT.exists():
    measure(INPUT)
