"""OR-Tools' routing library: everything of a task; a first plan by insertion, then guided local search.

A task whose members of a pair may be left out one by one lets it put them in one by one; a half is dropped at the end.
"""

from __future__ import annotations

import json
import sys
import time as clock
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import ortools
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

BUSY = 20
"""Seconds by the clock on the wall for each of the processor's, at most."""
ASK_EVERY_S = 0.02
UNSERVED = 10_000_000
"""Cost of a visit nobody makes: more than any plan."""


def solve(task: dict[str, Any]) -> dict[str, Any]:
    visits, vehicles = task["visits"], task["vehicles"]
    n, m = len(visits), len(vehicles)
    place = [v["place"] for v in visits] + [v["start"] for v in vehicles] + [v["end"] for v in vehicles]
    manager = pywrapcp.RoutingIndexManager(n + 2 * m, m, list(range(n, n + m)), list(range(n + m, n + 2 * m)))
    routing = pywrapcp.RoutingModel(manager)
    costs = [[task["travel"][a][b] for b in place] for a in place]
    for k in range(m):  # whoever stays at home does not travel
        costs[n + k][n + m + k] = 0
    service = [v["duration"] for v in visits] + [0] * (2 * m)
    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitMatrix(costs))
    times = routing.RegisterTransitMatrix([[leg + service[a] for leg in costs[a]] for a in range(len(place))])
    horizon = max(v["until"] for v in vehicles)
    routing.AddDimension(times, horizon, horizon, False, "time")
    if any(v["load"] for v in visits):
        loads = routing.RegisterUnaryTransitVector([v["load"] for v in visits] + [0] * (2 * m))
        routing.AddDimensionWithVehicleCapacity(loads, 0, [v["load"] for v in vehicles], True, "load")
    time, solver = routing.GetDimensionOrDie("time"), routing.solver()
    solver.ReSeed(task["seed"])
    for k, vehicle in enumerate(vehicles):
        time.CumulVar(routing.Start(k)).SetMin(vehicle["from"])
        time.CumulVar(routing.End(k)).SetMax(vehicle["until"])
    rests = _rests(routing, time, task, [service[manager.IndexToNode(i)] for i in range(routing.Size())])
    for i, visit in enumerate(visits):
        index = manager.NodeToIndex(i)
        _timed(time, index, visit)
        if visit["able"] is not None:
            routing.VehicleVar(index).SetValues([-1, *visit["able"]])
        routing.AddDisjunction([index], task.get("unserved", UNSERVED))
    for first, second, least, most in task["pairs"]:
        a, b = manager.NodeToIndex(first), manager.NodeToIndex(second)
        if not task.get("is_timed"):
            solver.Add(routing.ActiveVar(a) == routing.ActiveVar(b))
        if _have_in_common(visits[first]["able"], visits[second]["able"]):  # of two left out each has vehicle −1
            solver.Add(routing.VehicleVar(a) + routing.ActiveVar(a) != routing.VehicleVar(b) + 1)
        if least is not None:
            solver.Add(time.CumulVar(b) - time.CumulVar(a) >= least)
        if most is not None:
            solver.Add(time.CumulVar(b) - time.CumulVar(a) <= most)
    search = pywrapcp.DefaultRoutingSearchParameters()
    first = routing_enums_pb2.FirstSolutionStrategy  # the one that did best: insertion leaves pairs out
    search.first_solution_strategy = (
        first.AUTOMATIC if task["pairs"] and not task.get("is_timed") else first.PARALLEL_CHEAPEST_INSERTION
    )
    search.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    search.time_limit.FromMilliseconds(round(1000 * BUSY * task["seconds"]))
    routing.AddSearchMonitor(solver.CustomLimit(_used_up(task["seconds"])))
    found = routing.SolveWithParameters(search)
    routes = [_route(manager, routing, found, k) if found else [] for k in range(m)]
    if not task.get("is_timed"):
        return {"routes": routes}
    if found is None or not any(routes):  # to leave everybody out is where its first plan begins
        return {"cannot": "no first plan within its seconds"}
    starts = {v: found.Min(time.CumulVar(manager.NodeToIndex(v))) for route in routes for v in route}
    return {"stops": _stops(task, routes, starts, {k: found.StartValue(rest) for k, rest in rests.items()})}


def _stops(
    task: dict[str, Any], routes: list[list[int]], starts: dict[int, int], rests: dict[int, int]
) -> list[list[tuple[int | None, int]]]:
    """The stops of each vehicle by time; of a pair made by half nobody comes, and who has no visit has no rest."""
    halves = {v for first, second, *_ in task["pairs"] if len({first, second} & starts.keys()) == 1
              for v in (first, second)}  # fmt: skip
    stops: list[list[tuple[int | None, int]]] = []
    for k, route in enumerate(routes):
        made: list[tuple[int | None, int]] = [(v, starts[v]) for v in route if v not in halves]
        rest: list[tuple[int | None, int]] = [(None, rests[k])] if made and k in rests else []
        stops.append(sorted(made + rest, key=lambda stop: stop[1]))
    return stops


def _used_up(seconds: float) -> Callable[[], bool]:
    """Whether so many seconds are used up: asked at every neighbour, but seldom looked up, as that clock is dear."""
    until, asked_at = clock.process_time() + seconds, [0.0]

    def is_used_up() -> bool:
        if clock.monotonic() < asked_at[0]:
            return False
        asked_at[0] = clock.monotonic() + ASK_EVERY_S
        return clock.process_time() > until

    return is_used_up


def _rests(routing: Any, time: Any, task: dict[str, Any], service: list[int]) -> dict[int, Any]:
    """The rest of each vehicle that has one, as an interval that no visit may touch."""
    found = {}
    for k, vehicle in enumerate(task["vehicles"]):
        if vehicle.get("rest"):
            first, last, length = vehicle["rest"]
            found[k] = routing.solver().FixedDurationIntervalVar(first, last, length, False, f"rest {k}")
            time.SetBreakIntervalsOfVehicle([found[k]], k, service)
    return found


def _have_in_common(some: list[int] | None, others: list[int] | None) -> bool:
    return some is None or others is None or not set(some).isdisjoint(others)


def _timed(time: Any, index: int, visit: dict[str, Any]) -> None:
    """Windows of a visit's start; behind the last one at a cost where that is allowed."""
    windows = visit["windows"]
    cumul = time.CumulVar(index)
    cumul.SetMin(windows[0][0])
    for (_, last), (first, _) in pairwise(windows):
        cumul.RemoveInterval(last + 1, first - 1)
    if visit["late"]:
        time.SetCumulVarSoftUpperBound(index, windows[-1][1], visit["late"])
    else:
        cumul.SetMax(windows[-1][1])


def _route(manager: Any, routing: Any, found: Any, vehicle: int) -> list[int]:
    nodes, index = [], found.Value(routing.NextVar(routing.Start(vehicle)))
    while not routing.IsEnd(index):
        nodes.append(manager.IndexToNode(index))
        index = found.Value(routing.NextVar(index))
    return nodes


if __name__ == "__main__":
    print(json.dumps({**solve(json.load(sys.stdin)), "version": ortools.__version__}))
