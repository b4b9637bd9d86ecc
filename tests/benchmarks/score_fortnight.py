"""Times the scoring of a whole fortnight as Timefold planned it: `python -m tests.benchmarks.score_fortnight`.

Prints the milliseconds (best of twenty) of laying the plan against the problem, of counting every rule, of weighing
again and of weighing units kept with the plan, and the rows, where the case is present. The aim is 100 ms for all.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from services.constraints.kind import DEFAULT_WEIGHTS
from services.constraints.reweighing import keep, to_json, weigh
from services.constraints.scoring import reweigh, score_sheet
from services.integrations.timefold.output_reader import read_output
from services.integrations.timefold.reader import read_input
from services.problem.columns import columns
from services.problem.timetable import timetable
from tests.benchmarks.__main__ import CASES

INPUT, OUTPUT = CASES / "district-two-weeks.input.json", CASES / "district-two-weeks.timefold-output.json"


def best_ms(work: Callable[[], object], times: int = 20) -> float:
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    return 1000 * min(took)


def measure(problem_file: Path, plan_file: Path) -> None:
    problem = read_input(problem_file.read_bytes()).problem
    assert problem is not None
    plan = read_output(plan_file.read_bytes(), problem).plan
    assert plan is not None
    table = columns(problem)
    times = timetable(table, plan)
    sheet = score_sheet(table, times)
    print(f"timetable {best_ms(lambda: timetable(table, plan)):.1f} ms")
    print(f"score     {best_ms(lambda: score_sheet(table, times)):.1f} ms")
    print(f"reweigh   {best_ms(lambda: reweigh(sheet, table, DEFAULT_WEIGHTS)):.1f} ms")
    kept = keep(sheet, table)
    print(f"keep      {best_ms(lambda: keep(sheet, table)):.1f} ms, {len(json.dumps(to_json(kept))) / 1000:.1f} kB")
    print(f"weigh     {best_ms(lambda: weigh(kept, DEFAULT_WEIGHTS)):.2f} ms")
    for row in sheet.rows:
        print(f"{row.constraint.id:28}{row.units:>10}{row.weight:>8}{row.cost:>10}")
    print(sheet.score)


if __name__ == "__main__" and INPUT.exists() and OUTPUT.exists():
    measure(INPUT, OUTPUT)
