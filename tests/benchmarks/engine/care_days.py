"""Home-care days of our own as tasks for the peers, and what an answer of any solver is worth."""

from __future__ import annotations

from typing import Any

from tests.benchmarks.families.care_day import UNSERVED, Day, Shift, Stop
from tests.benchmarks.families.care_day_score import Verdict, score

Stops = list[list[tuple[int | None, int]]]
"""For each shift its stops as `(visit or None for the rest, start)`."""


def task(day: Day) -> dict[str, Any]:
    """The day in the peers' form; they answer with times, as a rest and a pair have more than an order."""
    everybody = list(range(len(day.shifts)))
    return {
        "travel": [list(row) for row in day.travel],
        "vehicles": [_vehicle(shift) for shift in day.shifts],
        "visits": [
            {"place": visit.place, "duration": visit.duration, "windows": [list(window) for window in visit.windows],
             "late": 0, "able": None if (able := day.able(row)) == everybody else able, "load": 0}
            for row, visit in enumerate(day.visits)
        ],
        "pairs": [[one, other, 0, 0] for one, other in day.pairs],
        "unserved": UNSERVED,
        "is_timed": True,
    }  # fmt: skip


def judge(day: Day, stops: Stops) -> Verdict:
    """What the stops are worth by the family's own scorer."""
    return score(day, tuple(tuple(Stop(*stop) for stop in made) for made in stops))


def _vehicle(shift: Shift) -> dict[str, Any]:
    rest = shift.rest and [shift.rest.first, shift.rest.last, shift.rest.length]
    return {"start": 0, "end": 0, "from": shift.start, "until": shift.end, "load": 0, "rest": rest}
