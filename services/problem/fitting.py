"""A plan made for these days before something changed, cut down to what the problem has now."""

from __future__ import annotations

from dataclasses import replace

from services.problem.plan import Plan, Route, Stop, StopKind
from services.problem.problem import Problem


def fitted(plan: Plan, problem: Problem) -> Plan:
    """`plan` without visits, shifts and breaks that `problem` does not know; each visit once."""
    breaks = {shift.id: {rest.id for rest in shift.breaks} for shift in problem.shifts}
    left = {visit.id for visit in problem.visits}
    routes = []
    for route in plan.routes:
        if route.shift_id in breaks:
            stops = tuple(stop for stop in route.stops if _is_known(stop, breaks[route.shift_id], left))
            left -= {stop.id for stop in stops if stop.kind is StopKind.VISIT}
            if any(stop.kind is StopKind.VISIT for stop in stops):
                routes.append(Route(route.shift_id, stops))
    return Plan(tuple(routes))


def without(plan: Plan, visit_ids: frozenset[str]) -> Plan:
    """`plan` without some visits."""
    return Plan(tuple(replace(r, stops=tuple(s for s in r.stops if s.id not in visit_ids)) for r in plan.routes))


def _is_known(stop: Stop, breaks: set[str], visits: set[str]) -> bool:
    return stop.id in (visits if stop.kind is StopKind.VISIT else breaks)
