"""Times the editing of a whole fortnight as Timefold planned it: `python -m tests.benchmarks.edit_fortnight`.

Prints the milliseconds of preparing once, of every offer for a picked visit (median, 95 %, worst of a sample) and of
judging one drop, on the wall and of the processor alone, where the case is present. The aim is 50 ms for the last two.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from random import Random

from services.constraints.kind import DEFAULT_WEIGHTS
from services.constraints.scoring import score_sheet
from services.editing.offering import Bench, bench_of, offers
from services.editing.placing import placed
from services.integrations.timefold.output_reader import read_output
from services.integrations.timefold.reader import read_input
from services.problem.columns import columns
from services.problem.timetable import timetable
from tests.benchmarks.score_fortnight import INPUT, OUTPUT, best_ms

SAMPLE = 200


def drop(bench: Bench, v: int, rng: Random) -> int:
    """Judge the visit on a random shift of its day at a random moment of it; how many orders were counted."""
    c = bench.now.columns
    day = int(c.shift_day[max(0, int(bench.now.times.shift_of[v]))])
    shift = rng.choice([row for row in range(len(c.shift_day)) if c.shift_day[row] == day])
    start = rng.randrange(int(c.shift_start_s[shift]), int(c.shift_end_s[shift]), 300)
    return len(bench.now.changes(placed(bench.now, bench.timing, {v: (shift, start)})))


def told(name: str, times: list[float]) -> str:
    times.sort()
    return f"{name:34}{statistics.median(times):8.1f}{times[int(len(times) * 0.95)]:8.1f}{times[-1]:8.1f} ms"


def measure() -> None:
    problem = read_input(INPUT.read_bytes()).problem
    assert problem is not None
    plan = read_output(OUTPUT.read_bytes(), problem).plan
    assert plan is not None
    table = columns(problem)
    begun = time.perf_counter()
    bench = bench_of(table, plan, DEFAULT_WEIGHTS)
    print(f"prepared once               {1000 * (time.perf_counter() - begun):8.1f} ms")
    again = best_ms(lambda: bench_of(table, plan, DEFAULT_WEIGHTS, bench.reach), 5)
    print(f"after an edit               {again:8.1f} ms")
    whole = best_ms(lambda: score_sheet(table, timetable(table, plan)), 5)
    print(f"timetable and whole score   {whole:8.1f} ms")
    rng = Random(7)
    sample = rng.sample(range(len(problem.visits)), SAMPLE)
    print(f"{'':34}{'median':>8}{'95 %':>8}{'worst':>8}")
    found = [len(offers(bench, v)) for v in sample[:20]]
    for name, ask in (
        ("all offers for a visit", lambda v: offers(bench, v)),
        ("one drop", lambda v: drop(bench, v, rng)),
    ):
        for clock_name, now in (("", time.perf_counter), (", processor", time.process_time)):
            print(told(name + clock_name, [1000 * took(now, ask, v) for v in sample]))
    print(f"{statistics.mean(found):.1f} shifts have room for a visit, on average")


def took(now: Callable[[], float], ask: Callable[[int], object], v: int) -> float:
    begun = now()
    ask(v)
    return now() - begun


if __name__ == "__main__" and INPUT.exists() and OUTPUT.exists():
    measure()
