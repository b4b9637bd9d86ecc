"""A shift behind time: what follows a late visit is pushed as far as it must, what no longer fits loses its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from services.problem import Pin, Plan, Problem, Route, Stop, StopKind
from services.problem.columns import Columns, columns
from services.solvers.timing import Begun, timed


def pushed(problem: Problem, plan: Plan, late: Mapping[str, Pin], now_s: int) -> tuple[Plan, tuple[str, ...]]:
    """The plan with the visits of `late` where they really stand, and the visits that have no place any more."""
    c = columns(replace(problem, baseline=None, given=None))
    touched = {pin.shift_id for pin in late.values()}
    routes, lost = [], []
    for route in plan.routes:
        if route.shift_id not in touched:
            routes.append(route)
            continue
        stops, dropped = _pushed(c, route, late, now_s)
        routes.append(Route(route.shift_id, stops))
        lost += dropped
    return Plan(tuple(routes)), tuple(lost)


def _pushed(c: Columns, route: Route, late: Mapping[str, Pin], now_s: int) -> tuple[tuple[Stop, ...], list[str]]:
    at = max(k for k, stop in enumerate(route.stops) if stop.id in late)
    begun = [k for k, s in enumerate(route.stops) if s.start_s < now_s]
    fast = max([at, *begun])
    done = tuple(replace(s, start_s=late[s.id].start_s) if s.id in late else s for s in route.stops[: fast + 1])
    row, to_come = c.shift_index[route.shift_id], route.stops[fast + 1 :]
    since = _since(c, row, done)
    kept: list[int] = []
    lost: list[str] = []
    old = {c.visit_index[s.id]: s.start_s - c.origin_s for s in to_come if s.kind is StopKind.VISIT}
    fixed = {v: start for v, start in old.items() if _is_linked(c, v)}
    stops = timed(c, row, [], fixed, old, since)
    for v in old:
        tried = timed(c, row, [*kept, v], fixed, old, since)
        if tried is None:
            lost.append(c.problem.visits[v].id)
        else:
            kept, stops = [*kept, v], tried
    # Where not even the way home fits any more, what is to come has lost its place and the breaks stay as they were.
    return (*done, *(stops or ())), lost


def _since(c: Columns, row: int, done: tuple[Stop, ...]) -> Begun:
    """Where the carer stands when everything of `done` is over."""
    lasts = {rest.id: rest.duration_s for rest in c.problem.shifts[row].breaks}
    last = next(s for s in reversed(done) if s.kind is StopKind.VISIT)
    v = c.visit_index[last.id]
    over = [last.start_s + int(c.visit_duration_s[v])]
    over += [s.start_s + lasts.get(s.id, 0) for s in done if s.kind is StopKind.BREAK]
    taken = sum(stop.kind is StopKind.BREAK for stop in done)
    return Begun(int(c.visit_place[v]), max(over) - c.origin_s, min(taken, len(lasts)))


def _is_linked(c: Columns, v: int) -> bool:
    """Whether others go by this visit's time: its group, a dependency, a pin."""
    linked = (c.arc_before == v).any() or (c.arc_after == v).any()
    return bool(c.visit_group[v] >= 0 or c.pin_shift[v] >= 0 or linked)
