"""From the kernel's arrays back to a plan: stops with their starts, breaks where the kernel took them."""

from __future__ import annotations

from services.engine.layout import State
from services.problem.columns import Columns
from services.problem.plan import Plan, Route, Stop, StopKind


def best_plan(c: Columns, state: State) -> Plan:
    """The best plan the state holds, in epoch seconds."""
    routes = []
    for row in range(len(c.shift_carer)):
        n = int(state.best_length[row])
        if n:
            nodes = state.best_node[row, 1 : n + 1].tolist()
            begins = state.best_begin[row, 1 : n + 1].tolist()
            taken = state.best_taken[row, 1 : n + 1].tolist()
            routes.append(_route(c, row, nodes, begins, taken, int(state.best_end_state[row])))
    return Plan(tuple(routes))


def _route(c: Columns, row: int, nodes: list[int], begins: list[int], taken: list[int], at_home: int) -> Route:
    problem, origin = c.problem, c.origin_s
    shift, first = problem.shifts[row], int(c.break_off[row])
    travel = c.travel_s[c.shift_mode[row]]
    stops: list[Stop] = []
    left, done, here = int(c.shift_start_s[row]), 0, int(c.shift_start_place[row])
    for v, begin, so_far in zip(nodes, begins, taken, strict=True):
        place = int(c.visit_place[v])
        for b, start in _rests(c, first + done, first + so_far, left, int(travel[here, place])):
            stops.append(Stop(StopKind.BREAK, shift.breaks[b - first].id, start + origin))
        stops.append(Stop(StopKind.VISIT, problem.visits[v].id, begin + origin))
        left, done, here = begin + int(c.visit_duration_s[v]), so_far, place
    home = int(travel[here, int(c.shift_end_place[row])])
    for b, start in _rests(c, first + done, first + at_home, left, home):
        stops.append(Stop(StopKind.BREAK, shift.breaks[b - first].id, start + origin))
    return Route(shift.id, tuple(stops))


def _rests(c: Columns, first: int, until: int, left_s: int, leg_s: int) -> list[tuple[int, int]]:
    """Starts of the breaks `first` … `until` − 1 on one leg: as many before the drive as gives the earliest arrival."""
    best: list[tuple[int, int]] = []
    best_arrival = None
    for before_drive in range(until - first + 1):
        now, starts = left_s, []
        for b in range(first, until):
            if b - first == before_drive:
                now += leg_s
            start = max(now, int(c.break_open_s[b]))
            if start > c.break_close_s[b]:
                break
            starts.append((b, start))
            now = start + int(c.break_duration_s[b])
        else:
            arrival = now if before_drive < until - first else now + leg_s
            if best_arrival is None or arrival < best_arrival:
                best, best_arrival = starts, arrival
    return best
