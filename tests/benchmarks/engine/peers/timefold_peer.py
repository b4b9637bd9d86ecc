"""Timefold's own solver for Python: windows, loads, rests, who may come, being late; not links between visits.

Modelled as its routing quickstart is: a list variable per vehicle, the start of a visit as a cascading shadow.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass, field
from importlib.metadata import version
from threading import Thread
from typing import Annotated, Any

from timefold.solver import SolverFactory
from timefold.solver.config import Duration, ScoreDirectorFactoryConfig, SolverConfig, TerminationConfig
from timefold.solver.domain import (
    CascadingUpdateShadowVariable,
    InverseRelationShadowVariable,
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningListVariable,
    PlanningScore,
    PreviousElementShadowVariable,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import HardSoftScore, constraint_provider

WARMING_S, WARMING_VISITS = 3.0, 20
UNSERVED = 1_000_000
"""Cost of a visit nobody makes, where the task has none: more than a plan of the families, and many fit in 32 bits."""
BUSY = 20
"""Seconds by the clock on the wall for each of the processor's, at most."""


@planning_entity
@dataclass
class Visit:
    id: Annotated[int, PlanningId]
    row: list[int]
    place: int
    duration: int
    first: int
    until: int
    again: int
    last: int
    late: int
    able: list[int]
    load: int
    unserved: int
    vehicle: Annotated[Vehicle | None, InverseRelationShadowVariable(source_variable_name="visits")] = None
    previous: Annotated[Visit | None, PreviousElementShadowVariable(source_variable_name="visits")] = None
    start: Annotated[int | None, CascadingUpdateShadowVariable(target_method_name="update")] = None
    rested: Annotated[int | None, CascadingUpdateShadowVariable(target_method_name="update")] = None

    def update(self) -> None:
        """Start and whether the rest is over by then: it is had when it costs no time or when it cannot wait longer."""
        if self.vehicle is None:
            self.start = None
            self.rested = None
        else:
            free, leg, rested = self.vehicle.begin, self.vehicle.row[self.place], 0
            if self.previous is not None:
                free, leg, rested = self.previous.leave(), self.previous.row[self.place], self.previous.has_rested()
            start = self.opened(free + leg)
            if rested == 0 and self.vehicle.rest_length > 0:
                later = self.opened(max(free, self.vehicle.rest_first) + self.vehicle.rest_length + leg)
                if later == start or start + self.duration > self.vehicle.rest_last:
                    start = later
                    rested = 1
            self.start = start
            self.rested = rested

    def opened(self, moment: int) -> int:
        """In the first window or, behind it, in the last one."""
        if moment <= self.until:
            return max(moment, self.first)
        return max(moment, self.again)

    def has_rested(self) -> int:
        return 0 if self.rested is None else self.rested

    def leave(self) -> int:
        return self.first + self.duration if self.start is None else self.start + self.duration

    def too_late(self) -> int:
        return 0 if self.start is None else max(0, self.start - self.last)

    def is_barred(self) -> bool:
        return self.vehicle is not None and len(self.able) > 0 and self.vehicle.id not in self.able


@planning_entity
@dataclass
class Vehicle:
    id: Annotated[int, PlanningId]
    row: list[int]
    end: int
    begin: int
    until: int
    load: int
    rest_first: int
    rest_last: int
    rest_length: int
    visits: Annotated[list[Visit], PlanningListVariable(allows_unassigned_values=True)] = field(default_factory=list)

    def overload(self) -> int:
        brought = 0
        for visit in self.visits:
            brought += visit.load
        return max(0, brought - self.load)

    def travel(self) -> int:
        if len(self.visits) == 0:
            return 0
        row, whole = self.row, 0
        for visit in self.visits:
            whole += row[visit.place]
            row = visit.row
        return whole + row[self.end]

    def overtime(self) -> int:
        if len(self.visits) == 0:
            return 0
        last = self.visits[-1]
        free = last.leave()
        if last.has_rested() == 0 and self.rest_length > 0:
            free = max(free, self.rest_first) + self.rest_length
        return max(0, free + last.row[self.end] - self.until)


@planning_solution
@dataclass
class Day:
    vehicles: Annotated[list[Vehicle], PlanningEntityCollectionProperty]
    visits: Annotated[list[Visit], PlanningEntityCollectionProperty, ValueRangeProvider]
    score: Annotated[HardSoftScore | None, PlanningScore] = None


@constraint_provider
def rules(factory: Any) -> list[Any]:
    hard, soft = HardSoftScore.ONE_HARD, HardSoftScore.ONE_SOFT
    return [
        factory.for_each(Vehicle).filter(lambda v: v.overload() > 0)
        .penalize(hard, lambda v: v.overload()).as_constraint("load"),
        factory.for_each(Vehicle).filter(lambda v: v.overtime() > 0)
        .penalize(hard, lambda v: v.overtime()).as_constraint("end"),
        factory.for_each(Visit).filter(lambda v: v.late == 0 and v.too_late() > 0)
        .penalize(hard, lambda v: v.too_late()).as_constraint("window"),
        factory.for_each(Visit).filter(lambda v: v.is_barred()).penalize(hard).as_constraint("able"),
        factory.for_each(Visit).filter(lambda v: v.late > 0 and v.too_late() > 0)
        .penalize(soft, lambda v: v.late * v.too_late()).as_constraint("late"),
        factory.for_each_including_unassigned(Visit).filter(lambda v: v.vehicle is None)
        .penalize(soft, lambda v: v.unserved).as_constraint("unserved"),
        factory.for_each(Vehicle).penalize(soft, lambda v: v.travel()).as_constraint("travel"),
    ]  # fmt: skip


def missing(task: dict[str, Any]) -> str | None:
    """What of the task this model has no word for."""
    if task["pairs"]:
        return "visits that start together or apart, without a listener of one's own"
    if any(len(visit["windows"]) > 2 for visit in task["visits"]):
        return "more than two windows, not modelled here"
    return None


def solve(task: dict[str, Any]) -> dict[str, Any]:
    solver = _within(BUSY * task["seconds"], task["seed"])
    until = time.process_time() + task["seconds"]
    Thread(target=_end, args=(solver, until), daemon=True).start()
    found = solver.solve(_day(task, len(task["visits"])))
    if task.get("is_timed"):
        return {"stops": [_stops(vehicle) for vehicle in found.vehicles]}
    return {"routes": [[visit.id for visit in vehicle.visits] for vehicle in found.vehicles]}


def _stops(vehicle: Vehicle) -> list[tuple[int | None, int | None]]:
    """The visits with their starts, and the rest where it was had."""
    stops: list[tuple[int | None, int | None]] = []
    free, is_due = vehicle.begin, vehicle.rest_length > 0
    for visit in vehicle.visits:
        if is_due and visit.has_rested():
            stops.append((None, max(free, vehicle.rest_first)))
            is_due = False
        stops.append((visit.id, visit.start))
        free = visit.leave()
    if is_due and stops:
        stops.append((None, max(free, vehicle.rest_first)))
    return stops


def _end(solver: Any, until: float) -> None:
    """Stop when the process has used so many of the processor's seconds, those of the virtual machine's threads too."""
    while time.process_time() < until:
        time.sleep(0.05)
    solver.terminate_early()


def warm(task: dict[str, Any]) -> None:
    """The first solve of a process translates the rules; it is not part of the seconds."""
    _within(WARMING_S, task["seed"]).solve(_day(task, WARMING_VISITS))


def _within(seconds: float, seed: int) -> Any:
    config = SolverConfig(
        solution_class=Day,
        entity_class_list=[Vehicle, Visit],
        random_seed=seed,
        score_director_factory_config=ScoreDirectorFactoryConfig(constraint_provider_function=rules),
        termination_config=TerminationConfig(spent_limit=Duration(milliseconds=round(1000 * seconds))),
    )
    return SolverFactory.create(config).build_solver()


def _day(task: dict[str, Any], visits: int) -> Day:
    travel = task["travel"]
    vehicles = [
        Vehicle(k, travel[v["start"]], v["end"], v["from"], v["until"], v["load"], *(v.get("rest") or (0, 0, 0)))
        for k, v in enumerate(task["vehicles"])
    ]
    return Day(vehicles, [
        Visit(i, travel[v["place"]], v["place"], v["duration"], v["windows"][0][0], v["windows"][0][1],
              v["windows"][-1][0], v["windows"][-1][1], v["late"], v["able"] or [], v["load"],
              task.get("unserved", UNSERVED))
        for i, v in enumerate(task["visits"][:visits])
    ])  # fmt: skip


if __name__ == "__main__":
    task = json.load(sys.stdin)
    lack = missing(task)
    if not lack:
        warm(task)
    answer = {"cannot": lack} if lack else solve(task)
    print(json.dumps({**answer, "version": version("timefold")}))
