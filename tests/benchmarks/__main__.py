"""Solves every case that is present and prints one row each: `make bench`, `SECONDS=10 make bench`.

Rows are kept in .caire/bench/ under the commit, so a run that was stopped goes on where it was. A row during which the
solver had less than 90 % of a core is taken once more: somebody else was using the machine.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.architecture.house import ROOT

CASES = Path(os.environ.get("CASES", ROOT.parent / "shared" / "cases"))
SECONDS = int(os.environ.get("SECONDS", "60"))
ENOUGH_CPU_SHARE = 0.9
SHOWN = (
    "score",
    "visits",
    "unassigned",
    "travel_h",
    "waiting_h",
    "shifts_used",
    "continuity_avg",
    "seconds",
    "cpu_share",
)

Row = Mapping[str, object]


def commit() -> str:
    """The commit measured, with a mark when files differ from it."""
    command = ["git", "-c", "safe.directory=*", "describe", "--always", "--dirty", "--exclude=*"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def children_cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def solve(case: Path) -> Row:
    """One row: what the command line answered, and the share of a core it was given."""
    command = [sys.executable, "-m", "services", "solve", str(case), "--seconds", str(SECONDS), "--threads", "1"]
    begun, cpu_s = time.monotonic(), children_cpu_s()
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        return {"case": case.name, "exit": done.returncode}
    share = (children_cpu_s() - cpu_s) / (time.monotonic() - begun)
    return {"case": case.name, "cpu_share": round(share, 2), **json.loads(done.stdout.splitlines()[-1])}


def measured(case: Path) -> Row:
    first = solve(case)
    share = first.get("cpu_share")
    return solve(case) if isinstance(share, float) and share < ENOUGH_CPU_SHARE else first


def rows(cases: Sequence[Path], kept: Path) -> Iterator[Row]:
    """The rows kept from before, then the missing ones, each kept as soon as it is there."""
    before = [json.loads(line) for line in kept.read_text().splitlines()] if kept.exists() else []
    yield from before
    known = {row["case"] for row in before}
    for case in cases:
        if case.name not in known:
            row = measured(case)
            if "exit" not in row:
                with kept.open("a") as file:
                    file.write(json.dumps(row) + "\n")
            yield row


def main() -> int:
    cases = sorted(CASES.glob("*.input.json"))
    if not cases:
        print(f"No *.input.json in {CASES}; name the folder: CASES=... make bench", file=sys.stderr)
        return 2
    kept = ROOT / ".caire" / "bench" / f"{commit()}-{SECONDS}s.jsonl"
    kept.parent.mkdir(parents=True, exist_ok=True)
    failed = 0
    for row in rows(cases, kept):
        told = (
            "  ".join(f"{name} {row[name]}" for name in SHOWN if name in row) or f"failed with exit code {row['exit']}"
        )
        print(f"{row['case']}: {told}", flush=True)
        failed += "exit" in row
    print(f"kept in {kept.relative_to(ROOT)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
