"""Measures a sick call on the real fortnight's days: `python -m tests.benchmarks.sick_day [SECONDS] [SEEDS]`.

Each day is planned alone, then the carer with most to do from 09:30 on falls ill. The rest of the day is searched
again with what has begun set fast, for several weights of a change. Told per weight: the share of the untouched visits
(not begun, not the sick carer's) that keep their carer, the visits left without anybody, the seconds the proposal took,
and the score without what the changes themselves cost. Also how soon a search stops when it is told to.
"""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import mean
from zoneinfo import ZoneInfo

from services.constraints.kind import DEFAULT_WEIGHTS
from services.constraints.scoring import score_sheet
from services.dayof.applying import Day, apply
from services.dayof.events import Sick
from services.integrations.timefold.reader import read_input
from services.planning.replanning import steadied
from services.problem import Plan, Problem
from services.problem.columns import columns
from services.problem.fitting import fitted
from services.problem.timetable import timetable
from services.solvers.freedom import Freedom
from services.solvers.in_house import InHouse
from services.solvers.port import Limits
from tests.benchmarks.__main__ import CASES

FORTNIGHT = CASES / "district-two-weeks.input.json"
WEIGHTS = (0, 20, 40, 60, 120, 240)
HOUR, MINUTE = 9, 30


def of_day(problem: Problem, number: int) -> tuple[Problem, int]:
    """The problem's day `number` on its own, and the moment of the call, epoch seconds."""
    zone = ZoneInfo(problem.zone)
    first = datetime.fromtimestamp(min(shift.start_s for shift in problem.shifts), zone).date()
    day = first + timedelta(days=number)

    def is_on(moment_s: int) -> bool:
        return datetime.fromtimestamp(moment_s, zone).date() == day

    shifts = tuple(shift for shift in problem.shifts if is_on(shift.start_s))
    held = {v.id: v for v in problem.visits if all(is_on(w.start_s) for w in v.windows)}
    visits = tuple(replace(v, after=tuple(a for a in v.after if a.visit_id in held)) for v in held.values())
    groups = tuple(group for group in problem.groups if set(group.visit_ids) <= held.keys())
    call = datetime(day.year, day.month, day.day, HOUR, MINUTE, tzinfo=zone)
    return replace(problem, shifts=shifts, visits=visits, groups=groups), int(call.timestamp())


def busiest(problem: Problem, plan: Plan, from_s: int) -> str:
    """The carer with most visits after the call."""
    carer = {shift.id: shift.carer_id for shift in problem.shifts}
    whose = [carer[shift_id] for shift_id, stop in plan.visit_stops() if stop.start_s >= from_s]
    return max(sorted(set(whose)), key=whose.count)


def called_in(problem: Problem, plan: Plan, now_s: int, weight: int, seconds: float, seed: int) -> tuple[float, ...]:
    """Share kept, visits without anybody, seconds taken, score in millions without the cost of changes."""
    sick = busiest(problem, plan, now_s)
    day = apply(Day(problem, plan), Sick(sick, now_s), now_s)
    asked = replace(day.problem, given=day.plan, baseline=fitted(plan, day.problem))
    weights = steadied(DEFAULT_WEIGHTS, weight)
    begun = time.perf_counter()
    limits = Limits(seconds, seed=seed, freedom=Freedom(frozen_until_s=now_s))
    found = InHouse().solve(asked, weights, limits)
    took = time.perf_counter() - begun
    before, after = carers(problem, plan), carers(day.problem, found.plan)
    starts = {stop.id: stop.start_s for _, stop in plan.visit_stops()}
    untouched = [v for v in before if starts[v] >= now_s and before[v] != sick]
    kept = sum(after.get(v) == before[v] for v in untouched) / len(untouched)
    c = columns(asked)
    bare = score_sheet(c, timetable(c, found.plan), steadied(DEFAULT_WEIGHTS, 0)).score
    return kept, len(before) - len(after), took, bare.soft / 1e6, bare.medium / 1e4


def carers(problem: Problem, plan: Plan) -> dict[str, str]:
    carer = {shift.id: shift.carer_id for shift in problem.shifts}
    return {stop.id: carer[shift_id] for shift_id, stop in plan.visit_stops()}


def stop_s(problem: Problem) -> tuple[float, float]:
    """Seconds from the wish to stop to the search's end, and to the plan in hand; the longest of five."""
    searched, whole = [], []
    for turn in range(5):
        asked = threading.Event()
        at: list[float] = []
        heard: list[float] = []

        def wish(asked: threading.Event = asked, at: list[float] = at) -> None:
            at.append(time.perf_counter())
            asked.set()

        def should_stop(asked: threading.Event = asked, heard: list[float] = heard) -> bool:
            if asked.is_set():
                heard.append(time.perf_counter())
            return asked.is_set()

        # The clock runs from the first progress told, when the search has begun.
        timer = threading.Timer(1.0 + 0.13 * turn, wish)
        InHouse().solve(problem, DEFAULT_WEIGHTS, Limits(60.0, seed=turn + 1),
                        lambda p, timer=timer: timer.start() if p.elapsed_s == 0.0 else None, should_stop)  # type: ignore[misc]  # fmt: skip
        done = time.perf_counter()
        searched.append(heard[0] - at[0])
        whole.append(done - at[0])
    return max(searched), max(whole)


def main(seconds: float, seeds: int) -> None:
    fortnight = read_input(FORTNIGHT.read_bytes()).problem
    assert fortnight is not None
    days = [of_day(fortnight, number) for number in range(14)]
    print("| weight | same carer % mean | worst | nobody | s | soft M | medium |\n|---|---|---|---|---|---|---|")
    planned = [(p, InHouse().solve(p, DEFAULT_WEIGHTS, Limits(10.0, seed=1)).plan, now_s) for p, now_s in days]
    for weight in WEIGHTS:
        calls = [(each, seed) for each in planned for seed in range(1, seeds + 1)]
        rows = [called_in(*each, weight, seconds, seed) for each, seed in calls]
        kept = [100 * row[0] for row in rows]
        others = [mean(row[i] for row in rows) for i in range(1, 5)]
        print(f"| {weight} | {mean(kept):.1f} | {min(kept):.1f} | {others[0]:.2f} | {max(r[2] for r in rows):.1f} "
              f"| {others[2]:.3f} | {others[3]:.2f} |", flush=True)  # fmt: skip
    for name, problem in (("one day", days[0][0]), ("fortnight", fortnight)):
        searched, whole = stop_s(problem)
        print(f"stop, {name}: search ends after {1000 * searched:.0f} ms, plan in hand after {1000 * whole:.0f} ms")


if __name__ == "__main__" and FORTNIGHT.exists():
    told = [float(each) for each in sys.argv[1:]]
    main(told[0] if told else 5.0, int(told[1]) if len(told) > 1 else 2)
