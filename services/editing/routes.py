"""Routes as rows of the problem, `(row, start)` per stop, breaks as the complement of their row; plans from them."""

from __future__ import annotations

from collections.abc import Mapping

from services.problem import Plan, Route, Stop, StopKind
from services.problem.columns import Columns

Laid = tuple[tuple[int, int], ...]
"""The stops of one shift in order: row of a visit, or `~row` of a break, and its start since the origin."""

NOTHING: Laid = ()


def laid(c: Columns, plan: Plan) -> dict[int, Laid]:
    """Shift row → its stops, for every shift with a visit; breaks the shift does not have are left out."""
    return {
        c.shift_index[route.shift_id]: stops
        for route in plan.routes
        if visits_of(stops := laid_route(c, route))
    }  # fmt: skip


def laid_route(c: Columns, route: Route) -> Laid:
    """The stops of one route as rows."""
    row = c.shift_index[route.shift_id]
    breaks = {pause.id: ~(int(c.break_off[row]) + i) for i, pause in enumerate(c.problem.shifts[row].breaks)}
    return tuple(
        (c.visit_index[stop.id] if stop.kind is StopKind.VISIT else breaks[stop.id], stop.start_s - c.origin_s)
        for stop in route.stops
        if stop.kind is StopKind.VISIT or stop.id in breaks
    )


def plan_of(c: Columns, routes: Mapping[int, Laid]) -> Plan:
    """The plan of these routes; a shift without a visit has none."""
    return Plan(
        tuple(
            Route(c.problem.shifts[row].id, tuple(_stop(c, row, *stop) for stop in stops))
            for row, stops in sorted(routes.items())
            if visits_of(stops)
        )
    )


def visits_of(stops: Laid) -> tuple[int, ...]:
    """The visit rows in order."""
    return tuple(row for row, _ in stops if row >= 0)


def starts_of(stops: Laid) -> dict[int, int]:
    """Visit row → start."""
    return {row: start for row, start in stops if row >= 0}


def _stop(c: Columns, shift: int, row: int, start: int) -> Stop:
    if row >= 0:
        return Stop(StopKind.VISIT, c.problem.visits[row].id, start + c.origin_s)
    pause = c.problem.shifts[shift].breaks[~row - int(c.break_off[shift])]
    return Stop(StopKind.BREAK, pause.id, start + c.origin_s)
