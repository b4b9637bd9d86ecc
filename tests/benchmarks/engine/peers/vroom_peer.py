"""VROOM: windows, loads and skills; it knows no links between visits and no cost of being late, and stops by itself."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from importlib.metadata import version
from typing import Any

import numpy as np
import vroom

THOROUGH = 5
BUSY = 10
"""Seconds by the clock on the wall for each of the processor's."""


def missing(task: dict[str, Any]) -> str | None:
    """What of the task VROOM has no word for."""
    if task["pairs"]:
        return "visits that start together or apart"
    if any(visit["late"] for visit in task["visits"]):
        return "a cost of being late"
    return None


def solve(task: dict[str, Any]) -> list[list[int]]:
    problem = vroom.Input()
    problem.set_durations_matrix(profile="car", matrix_input=np.array(task["travel"], np.uint32))
    everybody = range(len(task["vehicles"]))
    crews = sorted({tuple(visit["able"] or everybody) for visit in task["visits"]})
    problem.add_vehicle([
        vroom.Vehicle(k, start=v["start"], end=v["end"], capacity=[v["load"]],
                      time_window=(v["from"], v["until"]), skills={s for s, crew in enumerate(crews) if k in crew})
        for k, v in enumerate(task["vehicles"])
    ])  # fmt: skip
    problem.add_job([
        vroom.Job(i, location=v["place"], default_service=v["duration"], delivery=[v["load"]],
                  skills={crews.index(tuple(v["able"] or everybody))},
                  time_windows=[vroom.TimeWindow(first, last) for first, last in v["windows"]])
        for i, v in enumerate(task["visits"])
    ])  # fmt: skip
    found = problem.solve(THOROUGH, nb_threads=1, timeout=timedelta(seconds=BUSY * task["seconds"]))
    routes: dict[int, list[int]] = {}
    steps = found.routes
    for vehicle, kind, job in zip(steps["vehicle_id"], steps["type"], steps["id"], strict=True):
        if kind == "job":
            routes.setdefault(int(vehicle), []).append(int(job))
    return [routes.get(k, []) for k in everybody]


if __name__ == "__main__":
    task = json.load(sys.stdin)
    lack = missing(task)
    answer = {"cannot": lack} if lack else {"routes": solve(task)}
    print(json.dumps({**answer, "version": version("pyvroom")}))
