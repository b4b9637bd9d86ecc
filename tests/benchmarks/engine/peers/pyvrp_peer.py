"""PyVRP: vehicle routing with windows and loads; it knows no links between visits and no cost of being late."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from importlib.metadata import version
from typing import Any

import numpy as np
from pyvrp import Client, Depot, Location, Model, ProblemData, VehicleType


def missing(task: dict[str, Any]) -> str | None:
    """What of the task PyVRP has no word for."""
    if task["pairs"]:
        return "visits that start together or apart"
    if any(visit["late"] for visit in task["visits"]):
        return "a cost of being late"
    if any(visit["able"] is not None for visit in task["visits"]):
        return "who may come to whom, but by a matrix per carer"
    if any(len(visit["windows"]) > 1 for visit in task["visits"]):
        return "several windows, but by doubles of the visit"
    return None


def solve(task: dict[str, Any]) -> list[list[int]]:
    travel = np.array(task["travel"], np.int64)
    fleet = Counter((v["start"], v["from"], v["until"], v["load"]) for v in task["vehicles"])
    homes = sorted({start for start, *_ in fleet})
    data = ProblemData(
        locations=[Location(0, 0) for _ in travel],
        clients=[
            Client(visit["place"], delivery=[visit["load"]], service_duration=visit["duration"],
                   tw_early=visit["windows"][0][0], tw_late=visit["windows"][0][1])
            for visit in task["visits"]
        ],
        depots=[Depot(home) for home in homes],
        vehicle_types=[
            VehicleType(count, [load], homes.index(start), homes.index(start), tw_early=begin, tw_late=until)
            for (start, begin, until, load), count in fleet.items()
        ],
        distance_matrices=[travel],
        duration_matrices=[travel],
    )  # fmt: skip
    until = time.process_time() + task["seconds"]
    found = Model.from_data(data).solve(lambda _: time.process_time() > until, seed=task["seed"], display=False)
    return [[activity.idx for activity in route if activity.is_client()] for route in found.best.routes()]


if __name__ == "__main__":
    task = json.load(sys.stdin)
    lack = missing(task)
    answer = {"cannot": lack} if lack else {"routes": solve(task)}
    print(json.dumps({**answer, "version": version("pyvrp")}))
