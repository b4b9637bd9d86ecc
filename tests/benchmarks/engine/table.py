"""Rows as a Markdown table: for each group of instances the mean gap of every solver, and what stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import mean

from tests.benchmarks.engine.beside import Group, beside_ours
from tests.benchmarks.engine.tasks import MADE, SAME, Json

HEAD = ("group", "instances", "s", "solver", "mean gap", "worst", "at best known", "not feasible", "core")
SHAPES = (
    (r"Instanz(?:CPLEX|VNS)_HCSRP_(\d+)_\d+", "{}"),
    (r"HHCRSP_(\d+)_.*", "{}"),
    (r"(R?C?[12])(?:\d\d|_(\d+)_\d+)", "{} {}"),
    (r"([D-N])\d+", "{}"),
    (r"i-\d+", "validation"),
    (r"instance-\d+", "small"),
    (r"instance_\d+-.*", "towns"),
    (r"(\d+)-\d+(?:-(ungrouped|plain))?", "{} {}"),
)
"""Names of instances, and what of each names its group."""
EXPLAINED = """\
Seconds are the processor's. Gaps are over the best known objective (of vehicle routing: distance alone) and count
feasible plans only; a plan is not feasible when the family's own scorer finds a rule broken or a visit missing. Core is
the share of one core a process had by the clock on the wall, starting and reading included.
"""
EASED = {"ungrouped": "without groups", "plain": "without breaks and groups"}
LABELS = {"10": "A", "25": "B", "50": "C", "75": "D", "100": "E", "200": "F", "300": "G"}


def group_of(row: Json) -> str:
    """The family's own name for the row's group."""
    name, family = str(row["instance"]), str(row["family"])
    for shape, words in SHAPES:
        found = re.fullmatch(shape, name)
        if found:
            said = words.format(*(EASED.get(part, part) if part else "" for part in found.groups())).strip()
            return f"{family} {LABELS.get(said, said) if family == 'mankowska2014' else said}".strip()
    return family


def groups(rows: Iterable[Json]) -> dict[tuple[str, str], list[Json]]:
    """Rows by group and solver, in the order they came."""
    found: dict[tuple[str, str], list[Json]] = {}
    for row in rows:
        found.setdefault((group_of(row), str(row["solver"])), []).append(row)
    return found


def gaps(rows: Sequence[Json]) -> list[float]:
    """Gaps of the feasible rows that have one."""
    return [row["gap"] for row in rows if row.get("gap") is not None and not row["broken"]]


def markdown(rows: Sequence[Json], commit: str) -> str:
    """The tables with what they were measured at above, and below them who could not and why."""
    seeds, found = sorted({int(row["seed"]) for row in rows}), sorted(groups(rows).items())
    notes: dict[str, None] = {}
    for (group, solver), each in found:
        why = sorted({str(row[kind]) for row in each for kind in ("cannot", "failed", "absent") if kind in row})
        notes |= dict.fromkeys(f"* {solver}, {group}: {'; '.join(why)}" for _ in why[:1])
    versions = {f"{row['solver']} {row['version']}" for row in rows if "version" in row}
    lines = [f"At {commit}; one thread each, seeds {seeds}.", *_beside_known(found), *beside_ours(found)]
    return "\n".join([*lines, "", "Measured: " + ", ".join(sorted(versions)) + ".", "", *_told(notes), ""])


def _beside_known(found: Iterable[Group]) -> list[str]:
    """The gaps of the families that have best known plans."""
    lines = [
        _line(_cells(group, solver, [row for row in each if "objective" in row]))
        for (group, solver), each in found
        if each[0]["family"] != MADE and any("objective" in row for row in each)
    ]
    return ["", EXPLAINED, _line(HEAD), _line(["---"] * len(HEAD)), *lines] if lines else []


def _told(notes: Iterable[str]) -> list[str]:
    listed = list(notes)
    return ["Not measured:", "", *listed] if listed else []


def _cells(group: str, solver: str, rows: Sequence[Json]) -> list[str]:
    found = gaps(rows)
    broken = sum(bool(row["broken"]) for row in rows)
    equal = sum(gap <= SAME for gap in found)
    seconds = sorted({row["seconds"] for row in rows})
    return [
        group, str(len({row["instance"] for row in rows})), "/".join(f"{s:g}" for s in seconds), solver,
        f"{mean(found):.2%}" if found else "–", f"{max(found):.2%}" if found else "–", f"{equal} of {len(found)}",
        f"{broken} of {len(rows)}", f"{mean(row['cpu_share'] for row in rows):.0%}",
    ]  # fmt: skip


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
