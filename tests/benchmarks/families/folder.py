"""Where the families' data are, and the best known objective of every instance that has one."""

from __future__ import annotations

import csv
import os
from pathlib import Path

from tests.architecture.house import ROOT

BENCHMARKS = Path(os.environ.get("BENCHMARKS", ROOT.parent / "shared" / "benchmarks"))
"""A folder per family with `instances`, `solutions` and `bks.csv`; absent on most machines."""


def instances(family: str, pattern: str = "*") -> list[Path]:
    """Files of the family's instances whose stem matches `pattern`, by name; none where the data are absent."""
    return sorted(path for path in (BENCHMARKS / family / "instances").glob(f"**/{pattern}.*") if path.is_file())


def solution(family: str, name: str, ending: str = ".sol.json") -> Path | None:
    """The saved solution of an instance, where there is one."""
    path = BENCHMARKS / family / "solutions" / f"{name}{ending}"
    return path if path.exists() else None


def table(family: str) -> dict[str, dict[str, str]]:
    """Rows of the family's `bks.csv` by instance."""
    path = BENCHMARKS / family / "bks.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["instance"]: row for row in csv.DictReader(file)}


def best_known(family: str, column: str = "bks") -> dict[str, float]:
    """The best known objective by instance; instances without one are left out."""
    return {name: float(row[column]) for name, row in table(family).items() if row[column]}
