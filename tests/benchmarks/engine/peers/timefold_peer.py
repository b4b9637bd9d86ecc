"""Timefold's own solver for Python: windows, loads, who may come, being late; not links between visits.

Modelled as its routing quickstart is: a list variable per vehicle, the moment of arrival as a cascading shadow.
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
    last: int
    late: int
    able: list[int]
    load: int
    vehicle: Annotated[Vehicle | None, InverseRelationShadowVariable(source_variable_name="visits")] = None
    previous: Annotated[Visit | None, PreviousElementShadowVariable(source_variable_name="visits")] = None
    arrival: Annotated[int | None, CascadingUpdateShadowVariable(target_method_name="update")] = None

    def update(self) -> None:
        if self.vehicle is None:
            self.arrival = None
        elif self.previous is None:
            self.arrival = self.vehicle.begin + self.vehicle.row[self.place]
        else:
            self.arrival = self.previous.leave() + self.previous.row[self.place]

    def leave(self) -> int:
        return self.first + self.duration if self.arrival is None else max(self.arrival, self.first) + self.duration

    def too_late(self) -> int:
        return 0 if self.arrival is None else max(0, self.arrival - self.last)

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
    visits: Annotated[list[Visit], PlanningListVariable] = field(default_factory=list)

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
        return max(0, last.leave() + last.row[self.end] - self.until)


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
        factory.for_each(Vehicle).penalize(soft, lambda v: v.travel()).as_constraint("travel"),
    ]  # fmt: skip


def missing(task: dict[str, Any]) -> str | None:
    """What of the task this model has no word for."""
    if task["pairs"]:
        return "visits that start together or apart, without a listener of one's own"
    if any(len(visit["windows"]) > 1 for visit in task["visits"]):
        return "several windows, not modelled here"
    return None


def solve(task: dict[str, Any]) -> list[list[int]]:
    solver = _within(BUSY * task["seconds"], task["seed"])
    until = time.process_time() + task["seconds"]
    Thread(target=_end, args=(solver, until), daemon=True).start()
    found = solver.solve(_day(task, len(task["visits"])))
    return [[visit.id for visit in vehicle.visits] for vehicle in found.vehicles]


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
        Vehicle(k, travel[v["start"]], v["end"], v["from"], v["until"], v["load"])
        for k, v in enumerate(task["vehicles"])
    ]
    return Day(vehicles, [
        Visit(i, travel[v["place"]], v["place"], v["duration"], v["windows"][0][0], v["windows"][0][1], v["late"],
              v["able"] or [], v["load"])
        for i, v in enumerate(task["visits"][:visits])
    ])  # fmt: skip


if __name__ == "__main__":
    task = json.load(sys.stdin)
    lack = missing(task)
    if not lack:
        warm(task)
    answer = {"cannot": lack} if lack else {"routes": solve(task)}
    print(json.dumps({**answer, "version": version("timefold")}))
