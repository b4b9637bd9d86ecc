"""Visits put into a shift of a plan: everything else stays where it is, or moves no more than it must."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from services.problem.columns import Columns
from services.problem.plan import Plan, Route, StopKind
from services.problem.timetable import Timetable
from services.solvers.timing import first_start, timed


def with_visits(c: Columns, plan: Plan, t: Timetable, shift: int, placed: Mapping[int, int]) -> Plan | None:
    """The plan with the visits of `placed` (row → start) on `shift`, wherever they were; None where they do not fit.

    `t` is the timetable of `plan`. Stops keep their starts if they can, else the shift is timed as early as may be;
    visits that others go by, pinned ones and those standing outside their windows are never moved.
    """
    shift_id = c.problem.shifts[shift].id
    ids = {c.problem.visits[v].id for v in placed}
    rows = t.stop_visit[t.stop_shift == shift].tolist()
    starts = {v: int(t.start_s[v]) for v in rows if v not in placed}
    fast = {v: s for v, s in starts.items() if keeps_time(c, v, s)} | dict(placed)
    for order in _orders(starts, placed):
        for from_s in (starts, {}):
            stops = timed(c, shift, order, fast, from_s)
            if stops is not None:
                without = (replace(r, stops=tuple(s for s in r.stops if s.id not in ids)) for r in plan.routes)
                others = [
                    r for r in without if r.shift_id != shift_id and any(s.kind is StopKind.VISIT for s in r.stops)
                ]
                return Plan((*others, Route(shift_id, stops)))
    return None


def _is_used(route: Route) -> bool:
    return any(stop.kind is StopKind.VISIT for stop in route.stops)


def keeps_time(c: Columns, v: int, start_s: int) -> bool:
    """Whether a visit of a plan stays when it is: others go by it, it is pinned, or it stands where it never may."""
    is_linked = c.visit_group[v] >= 0 or (c.arc_before == v).any() or (c.arc_after == v).any()
    return bool(is_linked or c.pin_shift[v] >= 0 or first_start(c, v, start_s) != start_s)


def _orders(starts: Mapping[int, int], placed: Mapping[int, int]) -> Iterator[list[int]]:
    """In order of time; then, of a single visit, every other place for it."""
    made = list(starts)
    yield sorted([*made, *placed], key=lambda v: (placed.get(v, starts.get(v, 0)), v in placed))
    if len(placed) == 1:
        for k in range(len(made) + 1):
            yield [*made[:k], *placed, *made[k:]]
