"""The built-in engine behind the port: columns, reach, kernel arrays, search, plan."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from services.constraints.kind import Score, Weights
from services.constraints.scoring import score_sheet
from services.engine.layout import (
    G_AVAILABLE,
    G_LOAD,
    T_FACES,
    T_HARD,
    T_LOAD,
    T_MEDIUM,
    T_OPTIONAL,
    T_OVERLAP,
    T_ROUTES,
    T_SPREAD,
    T_WORKED,
    State,
)
from services.engine.params import SearchParams
from services.engine.search import build, search
from services.engine.state import new_state
from services.problem.columns import Columns, columns
from services.problem.plan import Plan
from services.problem.problem import Problem
from services.problem.timetable import timetable
from services.solvers.extract import best_plan
from services.solvers.frozen import freeze
from services.solvers.given import lay_out
from services.solvers.judged import as_barred, as_judged
from services.solvers.kept_hours import keep_hours
from services.solvers.later import leave_later
from services.solvers.lowering import Model, lower
from services.solvers.port import Limits, Outcome, Progress, ignore, never
from services.solvers.reach import reach

TELL_EVERY_S = 0.5
"""Seconds between two reports of progress."""


class InHouse:
    """Caire's own solver (see services.engine)."""

    def __init__(self, params: SearchParams | None = None, clock: Callable[[], float] = time.perf_counter) -> None:
        self.params = params
        self.clock = clock

    def solve(
        self,
        problem: Problem,
        weights: Weights,
        limits: Limits,
        on_progress: Callable[[Progress], None] = ignore,
        should_stop: Callable[[], bool] = never,
    ) -> Outcome:
        """The best plan within `limits`. Progress is told at the first plan and then twice a second."""
        begin = time.perf_counter()
        judged = as_judged(columns(problem), weights)
        frozen = freeze(judged, limits.freedom)
        c = judged if limits.freedom.is_whole else as_judged(columns(frozen.problem), weights)
        params = self.params or _params(judged, limits)
        model = lower(c, frozen.within(reach(as_barred(c, weights)), c), weights, frozen.free_from_s(c))
        p = model.instance
        first = new_state(p, model.visit, model.shift, model.arc, model.unassigned, limits.seed)
        lay_out(c, model, first, problem.given)
        prepared = time.perf_counter()
        build(p, first, params)
        states = [first] + [_twin(first, limits.seed + 1000 * i) for i in range(1, limits.threads)]
        first_plan_s = time.perf_counter() - prepared
        told = [-TELL_EVERY_S]

        def tell(state: State, elapsed: float) -> None:
            if elapsed - told[0] >= TELL_EVERY_S and not should_stop():  # whoever stops it need not wait for a score
                told[0] = elapsed
                plan = frozen.whole(best_plan(c, state))
                done = sum(int(each.tally[0]) for each in states)
                on_progress(_progress(judged, weights, done, plan, elapsed))

        tell(first, 0.0)
        best, effort = search(p, states, limits.seconds, limits.iterations, params, tell, should_stop, self.clock)
        found = frozen.whole(leave_later(c, best_plan(c, best)))
        if problem.given is not None and limits.freedom.frozen_until_s is not None:  # the plan is being carried out
            found = keep_hours(judged, weights, found, problem.given)
        plan, score = _better(judged, weights, found, problem.given)
        return Outcome(
            plan=plan,
            score=score,
            iterations=effort.iterations,
            prepare_s=prepared - begin,
            first_plan_s=first_plan_s,
            seconds=effort.seconds,
            was_stopped=effort.was_stopped,
        )


def kernel_score(c: Columns, model: Model, state: State) -> Score:
    """The best plan's score from the kernel's own sums.

    Equal to the catalogue's by property test; hard minutes only where no visit is held at a start it was given.
    """
    total, weight, w = state.best_total, model.instance.weight, model.weights
    late = _made_late(c, state)
    load = int(total[T_LOAD]) - int(total[T_WORKED]) ** 2 // int(weight[G_AVAILABLE])
    soft = sum(int(total[part]) for part in (T_ROUTES, T_OVERLAP, T_FACES, T_SPREAD, T_OPTIONAL))
    return Score(
        hard=int(total[T_HARD]) + w.constant.hard,
        medium=int(total[T_MEDIUM]) + late * w.late,
        soft=soft + int(weight[G_LOAD]) * max(0, load) - late * w.late_points + w.constant.soft,
    )


def _made_late(c: Columns, state: State) -> int:
    """Visits of the best plan whose period is over; the search counts them among the costs of their routes."""
    routes = ((row, int(n)) for row, n in enumerate(state.best_length))
    return sum(int((c.terms.due_s[state.best_node[row, 1 : n + 1]] <= c.shift_start_s[row]).sum()) for row, n in routes)


def _progress(c: Columns, weights: Weights, iterations: int, plan: Plan, elapsed: float) -> Progress:
    t = timetable(c, plan)
    return Progress(elapsed, iterations, score_sheet(c, t, weights).score, int((t.shift_of < 0).sum()), plan)


def _better(c: Columns, weights: Weights, found: Plan, given: Plan | None) -> tuple[Plan, Score]:
    """The plan found, or the one it was begun from should that be better: by the catalogue, which has the last word."""
    score = score_sheet(c, timetable(c, found), weights).score
    before = score if given is None else score_sheet(c, timetable(c, given), weights).score
    return (given, before) if given is not None and before < score else (found, score)


def _params(c: Columns, limits: Limits) -> SearchParams:
    size, days = len(c.problem.visits), len(np.unique(c.shift_day))
    is_replanning = c.problem.given is not None and (c.problem.baseline is not None or not limits.freedom.is_whole)
    return SearchParams.for_change(size, days) if is_replanning else SearchParams.for_size(size, days)


def _twin(state: State, seed: int) -> State:
    """A copy of `state` that draws its own numbers."""
    twin = State._make(array.copy() for array in state)
    twin.rng[0] = (seed * 0x9E3779B97F4A7C15 + 0x2545F4914F6CDD1D) % 2**64 or 1
    return twin
