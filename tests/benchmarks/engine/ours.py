"""Our engine on one instance of a family, as a process of its own: what it found is the last line it prints."""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version

from services.solvers.in_house import InHouse
from services.solvers.port import Limits
from tests.benchmarks.engine.capped import counts_largest, solve_capped
from tests.benchmarks.engine.tasks import Json, is_timed_anew, load
from tests.benchmarks.families import care_day_problem, vrptw, vrptw_problem
from tests.benchmarks.families.care_day import Day
from tests.benchmarks.families.care_problem import as_plan, as_problem, orders


def solve(family: str, name: str, seconds: float, seed: int) -> Json:
    """The answer in the peers' form; with times where the objective hangs on them."""
    instance, limits = load(family, name), Limits(seconds=seconds, seed=seed)
    if isinstance(instance, Day):
        asked = care_day_problem.as_problem(instance)
        outcome = InHouse(clock=time.process_time).solve(asked, care_day_problem.WEIGHTS, limits)
        plan = care_day_problem.as_plan(instance, outcome.plan)
        answer: Json = {"stops": [[[stop.visit, stop.start] for stop in stops] for stops in plan]}
    elif isinstance(instance, vrptw.Instance):
        problem = vrptw_problem.as_problem(instance)
        outcome = InHouse(clock=time.process_time).solve(problem, vrptw_problem.WEIGHTS, limits)
        answer = {"routes": vrptw_problem.as_routes(outcome.plan)}
    elif is_timed_anew(instance) and counts_largest(instance):
        found = solve_capped(instance, seconds, seed)
        made = orders(found.case, found.plan)
        routes = [made.get(carer.id, []) for carer in instance.carers]
        return {"routes": routes, "iterations": found.iterations, "version": f"numba {version('numba')}"}
    else:
        case = as_problem(instance)
        outcome = InHouse(clock=time.process_time).solve(case.problem, case.weights, limits)
        made = orders(case, outcome.plan)
        answer = {"routes": [made.get(carer.id, []) for carer in instance.carers]}
        if not is_timed_anew(instance):
            answer = {"stops": {
                who: [[s.service, s.place, s.start, s.end] for s in stops]
                for who, stops in as_plan(case, outcome.plan).items()
            }}  # fmt: skip
    return {**answer, "iterations": outcome.iterations, "version": f"numba {version('numba')}"}


if __name__ == "__main__":
    family, name, seconds, seed = sys.argv[1:]
    print(json.dumps(solve(family, name, float(seconds), int(seed))))
