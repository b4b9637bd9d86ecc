"""Times opening a comparison of three two-week plans: `python -m tests.benchmarks.compare_fortnight`.

The plans are kept as a database keeps them, as documents; Timefold's, and two made of it by taking visits out and
giving routes to other carers. Prints the milliseconds of opening (documents to plans), of comparing, of listing what
differs, and of accepting one carer's and one day's differences, where the case is present. The aim is 2 s to open; a
row with less than 90 % of a core was taken on a busy machine and says more by its time at work.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeVar
from uuid import UUID

from data.vocabulary import PlanKind
from services.comparing import PartKind, accept, differences, parts
from services.comparing.beside import beside
from services.comparing.effects import carers, clients, disruption, moved
from services.constraints.kind import DEFAULT_WEIGHTS
from services.constraints.scoring import score_sheet
from services.integrations.timefold.output_reader import read_output
from services.integrations.timefold.reader import read_input
from services.planning import snapshot
from services.planning.stored import plan_from_json, plan_to_json
from services.planning.views import OpenPlan, PlanSummary
from services.problem import Plan, Problem, Route
from services.problem.columns import columns
from services.problem.days import days
from services.problem.timetable import timetable
from tests.benchmarks.__main__ import CASES

INPUT, OUTPUT = CASES / "district-two-weeks.input.json", CASES / "district-two-weeks.timefold-output.json"
T = TypeVar("T")


def timed(what: str, work: Callable[[], T]) -> T:
    begun, used = time.perf_counter(), time.process_time()
    made = work()
    took, worked = time.perf_counter() - begun, time.process_time() - used
    print(f"{what:42}{1000 * took:9.0f} ms, {1000 * worked:7.0f} ms of it at work ({worked / took:4.0%} of a core)")
    return made


def other_plan(problem: Problem, plan: Plan, seed: int) -> Plan:
    """Two shifts of one day exchange their routes here and there, and some visits fall out."""
    rng = Random(seed)
    by_start: dict[int, list[str]] = {}
    for shift in problem.shifts:
        by_start.setdefault(shift.start_s, []).append(shift.id)
    swapped: dict[str, str] = {}
    for ids in by_start.values():
        for a, b in zip(ids[::2], ids[1::2], strict=False):
            if rng.random() < 0.5:
                swapped |= {a: b, b: a}
    return Plan(tuple(
        Route(swapped.get(route.shift_id, route.shift_id), tuple(s for s in route.stops if rng.random() > 0.01))
        for route in plan.routes
    ))  # fmt: skip


def opened(number: int, document: str, places: dict[str, tuple[float, float]], plan: str) -> OpenPlan:
    """As the service opens a row."""
    problem = snapshot.from_json(json.loads(document), places)
    made = plan_from_json(json.loads(plan))
    c = columns(problem)
    t = timetable(c, made)
    sheet = score_sheet(c, t)
    at = datetime(2027, 1, 1, tzinfo=UTC)
    dates = days(c).dates
    summary = PlanSummary(
        UUID(int=number), PlanKind.MANUAL, "", dates[0], dates[-1], at, None, sheet.score, None, False, None
    )
    return OpenPlan(summary, problem, c, made, t, sheet)


def measure(problem_file: Path, plan_file: Path) -> None:
    problem = read_input(problem_file.read_bytes()).problem
    assert problem is not None
    plan = read_output(plan_file.read_bytes(), problem).plan
    assert plan is not None
    document = json.dumps(snapshot.to_json(problem))
    places = {place.id: (place.lat, place.lon) for place in problem.places}
    kept = [json.dumps(plan_to_json(p)) for p in (plan, other_plan(problem, plan, 1), other_plan(problem, plan, 2))]

    def whole() -> None:
        three = [opened(i, document, places, each) for i, each in enumerate(kept)]
        found = beside(three, (three[0].summary.first_day, three[0].summary.last_day), DEFAULT_WEIGHTS)
        for other in found.plans[1:]:
            moved(found.plans[0], other)
            clients(found.plans[0], other)
            carers(found.plans[0], other)
            disruption(found.plans[0], other)

    timed("open and compare three plans, first time", whole)
    timed("open and compare three plans, again", whole)
    c = columns(problem)
    a, b = plan_from_json(json.loads(kept[0])), plan_from_json(json.loads(kept[1]))
    found = timed("list what differs", lambda: differences(c, a, b))
    print(f"{len(found)} differences of {len(problem.visits)} visits")
    for kind in (PartKind.DAY, PartKind.CARER, PartKind.CLIENT, PartKind.VISIT):
        part = parts(problem, found, kind)[0]
        what = f"accept one {kind}, {len(part.keys)} differences"
        made = timed(what, partial(accept, c, a, b, part.keys, DEFAULT_WEIGHTS))
        print(f"    taken {len(made.taken)}, pulled {len(made.pulled)}, refused {len(made.refused)} bundles")


if __name__ == "__main__" and INPUT.exists() and OUTPUT.exists():
    measure(INPUT, OUTPUT)
