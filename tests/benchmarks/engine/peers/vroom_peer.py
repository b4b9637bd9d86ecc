"""VROOM: windows, loads, skills and rests; no links between visits, no cost of being late; it stops by itself.

It can only be told a time by the clock: where its times are taken, too, as many seconds as the others have.
"""

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


def solve(task: dict[str, Any]) -> dict[str, Any]:
    problem = vroom.Input()
    problem.set_durations_matrix(profile="car", matrix_input=np.array(task["travel"], np.uint32))
    everybody = range(len(task["vehicles"]))
    crews = sorted({tuple(visit["able"] or everybody) for visit in task["visits"]})
    problem.add_vehicle([
        vroom.Vehicle(k, start=v["start"], end=v["end"], capacity=[v["load"]],
                      time_window=(v["from"], v["until"]), breaks=_rests(v),
                      skills={s for s, crew in enumerate(crews) if k in crew})
        for k, v in enumerate(task["vehicles"])
    ])  # fmt: skip
    problem.add_job([
        vroom.Job(i, location=v["place"], default_service=v["duration"], delivery=[v["load"]],
                  skills={crews.index(tuple(v["able"] or everybody))},
                  time_windows=[vroom.TimeWindow(first, last) for first, last in v["windows"]])
        for i, v in enumerate(task["visits"])
    ])  # fmt: skip
    limit = task["seconds"] * (1 if task.get("is_timed") else BUSY)
    found = problem.solve(THOROUGH, nb_threads=1, timeout=timedelta(seconds=limit))
    stops: list[list[tuple[int | None, int]]] = [[] for _ in everybody]
    for step in found.routes.to_dict("records"):
        if step["type"] in ("job", "break"):
            job = int(step["id"]) if step["type"] == "job" else None
            stops[int(step["vehicle_id"])].append((job, int(step["arrival"] + step["waiting_time"])))
    if task.get("is_timed"):
        return {"stops": stops}
    return {"routes": [[job for job, _ in made if job is not None] for made in stops]}


def _rests(vehicle: dict[str, Any]) -> list[Any]:
    if not vehicle.get("rest"):
        return []
    first, last, length = vehicle["rest"]
    return [vroom.Break(0, time_windows=[vroom.TimeWindow(first, last)], service=length)]


if __name__ == "__main__":
    task = json.load(sys.stdin)
    lack = missing(task)
    answer = {"cannot": lack} if lack else solve(task)
    print(json.dumps({**answer, "version": version("pyvroom")}))
