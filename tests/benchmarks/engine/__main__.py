"""Measures our engine beside its peers on the literature's families and on days of our own: `make bench-engine`.

    BENCHMARKS=…  where the families' data are        FAMILIES="solomon mankowska2014"   PATTERN="C1*"
    SECONDS=10    processor seconds of search         SEEDS="1 2 3"     SOLVERS="caire ortools"
    FAMILIES=care-days PATTERN="300-* 1000-1"  is made by code and needs no data
    PEERS_PYTHON=…/bin/python  an interpreter with the dependency group `peers`: uv pip install --group peers

Without a choice every family's sample is measured. Rows are kept in .caire/bench/ under the commit (or in the file ROWS
names), so a run that was stopped goes on where it was; table and drawing are written anew after every run.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.architecture.house import ROOT
from tests.benchmarks.__main__ import commit
from tests.benchmarks.engine.plot import svg
from tests.benchmarks.engine.solvers import OURS, PEERS, is_installed, measure, prepare
from tests.benchmarks.engine.table import markdown
from tests.benchmarks.engine.tasks import MADE, Json, names
from tests.benchmarks.families.folder import BENCHMARKS

SAMPLE = {
    "uhhc2026": ("[DEF]*", "i-1*"),
    "mankowska2014": ("*_10_*", "*_25_*", "*_50_*"),
    "kummer2021": ("HHCRSP_50_*",),
    "ceschia-italian": ("*-p[4-9][0-9]-*",),
    "solomon": ("C10*", "R10*", "RC10*"),
    "gehring-homberger": ("*_2_*",),
    MADE: ("100-*",),
}
"""What is measured of each family when nothing is chosen; of our own days the small ones, which ten seconds suit."""
RESULTS = Path(__file__).parents[1] / "results"
Asked = tuple[str, str, str, int]
"""Family, instance, solver, seed."""


def chosen(name: str, otherwise: Sequence[str]) -> list[str]:
    """Words of the environment, or all there are."""
    return os.environ.get(name, "").split() or list(otherwise)


def asked() -> list[Asked]:
    """Every row that is wanted: instances first, so that a stopped run has all solvers of those it came to."""
    seeds, solvers = [int(seed) for seed in chosen("SEEDS", ["1"])], chosen("SOLVERS", [OURS, *PEERS])
    return [
        (family, name, solver, seed)
        for family in chosen("FAMILIES", list(SAMPLE))
        for pattern in chosen("PATTERN", SAMPLE[family])
        for name in names(family, pattern)
        for seed in seeds
        for solver in solvers
    ]


def rows(wanted: Sequence[Asked], kept: Path, seconds: float) -> Iterator[Json]:
    """Rows kept from before, then the missing ones, each kept as soon as it is there."""
    before = [json.loads(line) for line in kept.read_text().splitlines()] if kept.exists() else []
    known = {(row["family"], row["instance"], row["solver"], row["seed"]) for row in before}
    yield from before
    absent = {solver for solver in {solver for _, _, solver, _ in wanted} if not is_installed(solver)}
    if any(each[2] == OURS and each not in known for each in wanted):
        prepare(*wanted[0][:2])
    for each in wanted:
        family, name, solver, seed = each
        if solver in absent:
            yield {"family": family, "instance": name, "solver": solver, "seed": seed, "absent": "not installed"}
        elif each not in known:
            row = measure(solver, family, name, seconds, seed)
            if "failed" not in row:
                with kept.open("a") as file:
                    file.write(json.dumps(row) + "\n")
            yield row


def told(row: Json) -> str:
    """A row in one line."""
    why = next((str(row[kind]) for kind in ("cannot", "failed", "absent") if kind in row), None)
    if why is not None:
        return why
    gap = "" if row["gap"] is None else f"  {row['gap']:+.2%}"
    broken = f"  breaks {row['broken']}: {row['faults'][0]}" if row["broken"] else ""
    return f"{row['objective']:g}{gap}  core {row['cpu_share']:.0%}{broken}"


def main() -> int:
    wanted, seconds = asked(), float(os.environ.get("SECONDS", "10"))
    if not wanted:
        print(f"No instances in {BENCHMARKS}; name the folder: BENCHMARKS=... make bench-engine", file=sys.stderr)
        return 2
    own = ROOT / ".caire" / "bench" / f"engine-{commit()}-{seconds:g}s.jsonl"
    kept = Path(os.environ.get("ROWS", own))
    kept.parent.mkdir(parents=True, exist_ok=True)
    made = []
    for row in rows(wanted, kept, seconds):
        made.append(row)
        print(f"{row['family']} {row['instance']} {row['solver']} {row['seed']}: {told(row)}", flush=True)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "engine.md").write_text(f"# The engine beside its peers\n\n{markdown(made, commit())}", encoding="utf-8")
    (RESULTS / "engine.svg").write_text(svg(made), encoding="utf-8")
    print(f"rows in {kept}, table and drawing in {RESULTS}")
    return 1 if any("failed" in row for row in made) else 0


if __name__ == "__main__":
    sys.exit(main())
