"""PyVRP: vehicle routing with windows and loads; it knows no rests, no links between visits and no cost of being late.

Who may come is said by a matrix for each crew of vehicles that may make the same visits, on which others are out of
reach; a visit with several windows by as many clients, of which one is visited.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyvrp import Client, ClientGroup, Depot, Location, Model, ProblemData, VehicleType

CREWS = 12
"""More matrices than this are not laid out."""
BARRED = 10_000_000
"""A leg to where a vehicle may not come, in the task's own unit."""
Crew = tuple[bool, ...]
"""Which visits a vehicle may make."""


def crews_of(task: dict[str, Any]) -> list[Crew]:
    """The crew of each vehicle."""
    able = [None if visit["able"] is None else set(visit["able"]) for visit in task["visits"]]
    return [tuple(who is None or k in who for who in able) for k in range(len(task["vehicles"]))]


def missing(task: dict[str, Any]) -> str | None:
    """What of the task PyVRP has no word for."""
    if task["pairs"]:
        return "visits that start together or apart"
    if any(vehicle.get("rest") for vehicle in task["vehicles"]):
        return "rests"
    if any(visit["late"] for visit in task["visits"]):
        return "a cost of being late"
    if len(set(crews_of(task))) > CREWS:
        return "who may come to whom, but by a matrix per carer"
    return None


def solve(task: dict[str, Any]) -> dict[str, Any]:
    visits, vehicles, crews = task["visits"], task["vehicles"], crews_of(task)
    homes = sorted({v["start"] for v in vehicles})
    at = np.array([*homes, *(visit["place"] for visit in visits)])  # a location for each visit: crews differ by visit
    travel = np.array(task["travel"], np.int64)[np.ix_(at, at)]
    matrices = {crew: _within(travel, len(homes), crew) for crew in dict.fromkeys(crews)}
    fleet = Counter(
        (v["start"], v["from"], v["until"], v["load"], crew) for v, crew in zip(vehicles, crews, strict=True)
    )
    profile = list(matrices)
    kinds = list(fleet)
    visit_of, groups = _doubled(visits)
    data = ProblemData(
        locations=[Location(0, 0) for _ in at],
        clients=[_client(len(homes) + i, visits[i], window, group) for i, window, group in visit_of],
        depots=[Depot(row) for row in range(len(homes))],
        vehicle_types=[
            VehicleType(count, [load], homes.index(start), homes.index(start), tw_early=begin, tw_late=until,
                        profile=profile.index(crew))
            for (start, begin, until, load, crew), count in fleet.items()
        ],
        distance_matrices=list(matrices.values()),
        duration_matrices=list(matrices.values()),
        groups=groups,
    )  # fmt: skip
    until = time.process_time() + task["seconds"]
    found = Model.from_data(data).solve(lambda _: time.process_time() > until, seed=task["seed"], display=False)
    routes = [
        (route.vehicle_type(), [(visit_of[act.idx][0], act.start_time) for act in route.schedule() if act.is_client()])
        for route in found.best.routes()
    ]
    if not task.get("is_timed"):
        return {"routes": [[visit for visit, _ in made] for _, made in routes]}
    free = {kind: [k for k, v in enumerate(vehicles) if _kind(v, crews[k]) == kind] for kind in kinds}
    stops: list[list[tuple[int, int]]] = [[] for _ in vehicles]
    for kind, made in routes:
        stops[free[kinds[kind]].pop()] = made
    return {"stops": stops}


def _kind(vehicle: dict[str, Any], crew: Crew) -> tuple[Any, ...]:
    return vehicle["start"], vehicle["from"], vehicle["until"], vehicle["load"], crew


def _within(travel: NDArray[np.int64], homes: int, crew: Crew) -> NDArray[np.int64]:
    """The legs with what the crew may not do out of reach."""
    if all(crew):
        return travel
    barred = np.concatenate([np.zeros(homes, np.bool_), ~np.array(crew)])
    legs = travel.copy()
    legs[:, barred] = BARRED
    legs[barred, :] = BARRED
    np.fill_diagonal(legs, 0)
    return legs


def _doubled(visits: list[dict[str, Any]]) -> tuple[list[tuple[int, list[int], int | None]], list[ClientGroup]]:
    """Visit, window and group of each client; only visits with several windows have a group."""
    found: list[tuple[int, list[int], int | None]] = []
    groups: list[ClientGroup] = []
    for i, visit in enumerate(visits):
        group = None
        if len(visit["windows"]) > 1:
            group = len(groups)
            groups.append(ClientGroup([len(found) + k for k in range(len(visit["windows"]))]))
        found += [(i, window, group) for window in visit["windows"]]
    return found, groups


def _client(location: int, visit: dict[str, Any], window: list[int], group: int | None) -> Client:
    """Everybody is to be visited; it is fastest at that where it must."""
    return Client(
        location, delivery=[visit["load"]], service_duration=visit["duration"], tw_early=window[0], tw_late=window[1],
        required=group is None, group=group,
    )  # fmt: skip


if __name__ == "__main__":
    task = json.load(sys.stdin)
    lack = missing(task)
    answer = {"cannot": lack} if lack else solve(task)
    print(json.dumps({**answer, "version": version("pyvrp")}))
