"""Compares settings of the search under the same processor seconds: `python -m tests.benchmarks.search_settings`.

Each argument is one setting, such as `hot=2000,wait_share=0.1`, or `-` for the defaults; `SECONDS=10 SEEDS=1,2
THREADS=1 CASE=district-two-weeks`. A second is one of the processor, per thread, so that a row means the same on a busy
machine. Prints one row per setting and seed: soft points in thousands, what they are made of, key figures, speed;
`OUT=PLAN.json` writes the last plan.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import fields, replace
from pathlib import Path

from services.cli.figures import figures
from services.cli.files import write_whole
from services.constraints.kind import DEFAULT_WEIGHTS
from services.constraints.scoring import score_sheet
from services.engine.params import SearchParams
from services.integrations.timefold.reader import read_input
from services.integrations.timefold.writer import write_output
from services.problem import Problem
from services.problem.columns import Columns, columns
from services.problem.timetable import timetable
from services.solvers.in_house import InHouse
from services.solvers.port import Limits
from tests.benchmarks.__main__ import CASES

SECONDS = float(os.environ.get("SECONDS", "10"))
SEEDS = [int(seed) for seed in os.environ.get("SEEDS", "1,2").split(",")]
THREADS = int(os.environ.get("THREADS", "1"))
OUT = os.environ.get("OUT")
CASE = os.environ.get("CASE", "district-two-weeks")
PARTS = {
    "soft.travel.minutes": "travel",
    "soft.time.waiting": "wait",
    "soft.continuity.new_face": "faces",
    "soft.fair.load": "load",
    "soft.visit.overlap": "overlap",
}


def processor_s() -> float:
    """Processor seconds of this process, shared out among the search's threads."""
    return time.process_time() / THREADS


ITERATIONS = int(os.environ.get("ITERATIONS", "0"))
"""Instead of seconds, when given: for comparing what costs the same."""


def changed(params: SearchParams, setting: str) -> SearchParams:
    """`params` with the values named in `setting`."""
    kinds = {field.name: type(getattr(params, field.name)) for field in fields(params)}
    pairs = (part.split("=") for part in setting.split(",") if part and part != "-")
    return replace(params, **{name: kinds[name](value) for name, value in pairs})


def row(problem: Problem, c: Columns, params: SearchParams, seed: int) -> str:
    """What one search comes to."""
    limits = Limits(None, ITERATIONS, THREADS, seed) if ITERATIONS else Limits(SECONDS, None, THREADS, seed)
    found = InHouse(params, processor_s).solve(problem, DEFAULT_WEIGHTS, limits)
    t = timetable(c, found.plan)
    if OUT is not None:
        write_whole(Path(OUT), write_output(problem, found.plan, found.score, (c, t)))
    shown = figures(c, t)
    costs = {r.constraint.id: r.cost // 1000 for r in score_sheet(c, t).rows}
    parts = " ".join(f"{name} {costs[rule]:>5}" for rule, name in PARTS.items())
    return (f"{found.score.soft / 1000:9.1f}k = {parts} | out {shown['unassigned']} travel {shown['travel_h']:.1f} "
            f"idle {shown['idle_h']:.1f} carers {shown['continuity_avg']:.2f} sd {shown['load_sd_h']:.1f} | "
            f"{found.iterations / found.seconds / 1000:.1f} k/s")  # fmt: skip


def measure(problem_file: Path, settings: list[str]) -> None:
    problem = read_input(problem_file.read_bytes()).problem
    assert problem is not None
    c = columns(problem)
    base = SearchParams.for_size(len(problem.visits))
    InHouse(base).solve(problem, DEFAULT_WEIGHTS, Limits(None, 10))
    for setting in settings or ["-"]:
        for seed in SEEDS:
            print(f"{setting:>28} {seed} {row(problem, c, changed(base, setting), seed)}", flush=True)


if __name__ == "__main__":
    measure(CASES / f"{CASE}.input.json", sys.argv[1:])
