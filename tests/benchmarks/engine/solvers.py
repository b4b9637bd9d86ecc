"""Who is measured: our engine and its peers, each in a process of its own with one thread, where it is installed."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from tests.architecture.house import ROOT
from tests.benchmarks.engine.new_best import keep
from tests.benchmarks.engine.tasks import ROUTING, Json, judge, load, solution_file, task
from tests.benchmarks.families.care import Instance

OURS = "caire"
PEERS = {"ortools": "ortools", "pyvrp": "pyvrp", "vroom": "vroom", "timefold": "timefold"}
"""The module each peer's script needs."""
PEERS_PYTHON = os.environ.get("PEERS_PYTHON", "")
"""An interpreter with the dependency group `peers`; without it only we are measured."""
SCRIPTS = Path(__file__).parent / "peers"
KEPT_MEMORY = {"MALLOC_TRIM_THRESHOLD_": "2000000000", "MALLOC_MMAP_THRESHOLD_": "2000000000"}
"""Freed memory stays with a process: given back and taken again it cost OR-Tools five sixths of its seconds."""
GRACE_S, BUSY = 180.0, 20.0
"""A process may take so long to start and to end, and so many seconds by the clock for each of the processor's."""


def is_installed(solver: str) -> bool:
    """Whether the peers' interpreter has the solver."""
    if solver == OURS:
        return True
    if not PEERS_PYTHON:
        return False
    asked = f"import importlib.util as u, sys; sys.exit(u.find_spec({PEERS[solver]!r}) is None)"
    return subprocess.run([PEERS_PYTHON, "-c", asked], check=False, capture_output=True).returncode == 0


def prepare(family: str, name: str) -> None:
    """Our kernel is compiled before anything is measured, however long that takes."""
    command = [sys.executable, "-m", "tests.benchmarks.engine.ours", family, name, "0.1", "1"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def measure(solver: str, family: str, name: str, seconds: float, seed: int) -> Json:
    """One row: what the solver found, judged, and the share of a core it had; or why there is nothing."""
    row: Json = {"family": family, "instance": name, "solver": solver, "seconds": seconds, "seed": seed}
    instance = load(family, name)
    command, told = [sys.executable, "-m", "tests.benchmarks.engine.ours", family, name, str(seconds), str(seed)], ""
    if solver != OURS:
        asked = task(instance)
        if asked is None:
            return {**row, "cannot": "terms that hang on more than orders, not modelled"}
        command = [PEERS_PYTHON, str(SCRIPTS / f"{solver}_peer.py")]
        told = json.dumps({**asked, "seconds": seconds, "seed": seed})
    begun, cpu_s = time.monotonic(), _children_cpu_s()
    try:
        done = subprocess.run(
            command, cwd=ROOT, check=False, capture_output=True, text=True, input=told,
            timeout=BUSY * seconds + GRACE_S, env={**os.environ, **KEPT_MEMORY},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return {**row, "failed": "did not end in time"}
    took = time.monotonic() - begun
    row |= {"took_s": round(took, 1), "cpu_share": round((_children_cpu_s() - cpu_s) / took, 2)}
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        return {**row, "failed": said[-1][:200]}
    answer = json.loads(done.stdout.splitlines()[-1])
    row["version"] = answer["version"]
    if "cannot" in answer:
        return {**row, "cannot": answer["cannot"]}
    if family in ROUTING and solver != OURS:  # peers count visits from nought, the family its customers from one
        answer["routes"] = [[visit + 1 for visit in route] for route in answer["routes"]]
    judged = judge(instance, answer)
    if solver == OURS and isinstance(instance, Instance) and judged.is_better_than_known:
        text = solution_file(instance, answer)
        if text is not None:
            keep(family, name, text)
    return {**row, "objective": round(judged.objective, 3), "gap": judged.gap, "faults": judged.faults[:3],
            "broken": len(judged.faults), "left_out": judged.left_out,
            "iterations": answer.get("iterations")}  # fmt: skip


def _children_cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
