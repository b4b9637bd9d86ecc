"""Groups have 2–4 visits, each in one group only; dependencies resolve and have no ring."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from services.problem.checks.known import AlsoKnown
from services.problem.problem import Problem
from services.problem.report import Report

LONGEST_DELAY_S = 28 * 86_400
Arc = tuple[str, str]


def check(problem: Problem, also_known: AlsoKnown, report: Report) -> None:
    """Faults of visit groups and of dependencies."""
    known = {visit.id for visit in problem.visits} | also_known.visits
    _groups(problem, known, report)
    arcs: list[Arc] = []
    for visit in problem.visits:
        for after in visit.after:
            where = f"visit {visit.id}"
            if not 0 <= after.delay_s <= LONGEST_DELAY_S:
                report.add("PROB-022", where, "delay_s", after.delay_s)
            if after.most_s is not None and after.most_s < after.delay_s:
                report.add("PROB-023", where, "most_s", after.most_s)
            if after.visit_id == visit.id:
                report.add("PROB-020", where, "after", after.visit_id)
            elif after.visit_id not in known:
                report.add("PROB-011", where, "after", after.visit_id)
            else:
                arcs.append((after.visit_id, visit.id))
    for ring in rings(arcs, _together(problem)):
        report.add("PROB-021", f"visit {ring[0][1]}", "after", ring[0][0], chain=_chain(ring))


def _groups(problem: Problem, known: set[str], report: Report) -> None:
    home: dict[str, str] = {}
    for group in problem.groups:
        where = f"group {group.id}"
        if not 2 <= len(group.visit_ids) <= 4:
            report.add("PROB-030", where, "visit_ids", len(group.visit_ids), count=len(group.visit_ids))
        for visit_id, count in Counter(group.visit_ids).items():
            if count > 1:
                report.add("PROB-031", where, "visit_ids", visit_id)
            if visit_id not in known:
                report.add("PROB-012", where, "visit_ids", visit_id)
            if home.setdefault(visit_id, group.id) != group.id:
                report.add("PROB-032", f"visit {visit_id}", "group_id", group.id)
    for visit in problem.visits:
        if visit.group_id != home.get(visit.id):
            report.add("PROB-032", f"visit {visit.id}", "group_id", visit.group_id or "")


def _together(problem: Problem) -> dict[str, str]:
    """Visit id → the visit that stands for its group: a group starts as one, so it counts as one in a ring."""
    return {visit_id: group.visit_ids[0] for group in problem.groups for visit_id in group.visit_ids}


def rings(arcs: Iterable[Arc], stands_for: dict[str, str]) -> list[list[Arc]]:
    """Separate rings of `(before, after)` arcs, visits with the same stand-in counted as one; O(arcs) each."""
    into: dict[str, list[Arc]] = defaultdict(list)
    for before, after in arcs:
        into[stands_for.get(after, after)].append((before, after))
    found: list[list[Arc]] = []
    while stuck := _stuck(into, stands_for):
        ring = _walk_back(stuck, into, stands_for)
        found.append(ring)
        for _, after in ring:
            into.pop(stands_for.get(after, after), None)
    return found


def _stuck(into: dict[str, list[Arc]], stands_for: dict[str, str]) -> set[str]:
    """What is left when everything that can go first has gone: empty unless there is a ring."""
    waits = {node: {stands_for.get(before, before) for before, _ in arcs} & into.keys() for node, arcs in into.items()}
    followers: dict[str, list[str]] = defaultdict(list)
    for node, befores in waits.items():
        for before in befores:
            followers[before].append(node)
    free = [node for node, befores in waits.items() if not befores]
    while free:
        gone = free.pop()
        for follower in followers[gone]:
            waits[follower].discard(gone)
            if not waits[follower]:
                free.append(follower)
    return {node for node, befores in waits.items() if befores}


def _walk_back(stuck: set[str], into: dict[str, list[Arc]], stands_for: dict[str, str]) -> list[Arc]:
    """Backwards from anything stuck along what it waits for, until a node comes again: that is a ring."""
    node = min(stuck)
    path: list[Arc] = []
    seen: dict[str, int] = {}
    while node not in seen:
        seen[node] = len(path)
        arc = next(arc for arc in into[node] if stands_for.get(arc[0], arc[0]) in stuck)
        path.append(arc)
        node = stands_for.get(arc[0], arc[0])
    return path[seen[node] :][::-1]


def _chain(ring: list[Arc]) -> str:
    """`V1 → V2 → V1`; visits of one group that meet in the ring are joined by `+`."""
    words = [ring[0][0]]
    for i, (_, after) in enumerate(ring):
        following = ring[(i + 1) % len(ring)][0]
        words.append(after if after == following else f"{after}+{following}")
    return " → ".join(words)
