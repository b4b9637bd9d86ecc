"""The sweep itself: one plan per weighting, each begun from the plan before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from services.constraints.kind import Score, Weights
from services.kpi import KPIS, Accounts, Frame, whole
from services.problem import Plan, Problem
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.solvers.port import Limits, Solver, ignore, never
from services.sweeping.front import non_dominated
from services.sweeping.goals import Goal
from services.sweeping.weighting import Weighting


@dataclass(frozen=True, slots=True)
class Point:
    """A plan of the sweep, what it was planned by, and what it is worth.

    values : the two goals as they are shown; score : by the weights the sweep started from, so that plans compare
    figures : key figures by slug (None: nothing to divide by); is_best : whether no other plan beats it in both goals
    """

    weighting: Weighting
    plan: Plan
    values: tuple[float, float]
    unassigned: int
    score: Score
    figures: dict[str, float | None]
    is_best: bool = False


def sweep(
    problem: Problem,
    base: Weights,
    goals: tuple[Goal, Goal],
    chain: Sequence[Weighting],
    limits: Limits,
    solver: Solver,
    on_point: Callable[[int, Point], None] = lambda number, point: None,
    should_stop: Callable[[], bool] = never,
) -> list[Point]:
    """The points of `chain`, `limits` each, told one by one as they are found; stopped, those found until then.

    Every plan begins from the one before it (the first from `problem.given`, if any). A plan is beaten when another
    leaves no more care undone and is at least as good in both goals and better in one.
    """
    found: list[Point] = []
    given = problem.given
    for number, weighting in enumerate(chain):
        if should_stop():
            break
        begun = replace(problem, given=given)
        outcome = solver.solve(begun, weighting.weights, limits, ignore, should_stop)
        given = outcome.plan
        found.append(_point(problem, base, goals, weighting, outcome.plan))
        on_point(number, found[-1])
    best = non_dominated([(point.unassigned, *point.values) for point in found])
    return [replace(point, is_best=i in best) for i, point in enumerate(found)]


def _point(problem: Problem, base: Weights, goals: tuple[Goal, Goal], weighting: Weighting, plan: Plan) -> Point:
    c = columns(problem)
    t = timetable(c, plan)
    frame, everything = Frame(c, t, Accounts(weights=base)), whole(c)
    sheet = frame.sheet
    return Point(
        weighting=weighting,
        plan=plan,
        values=(goals[0].value(sheet), goals[1].value(sheet)),
        unassigned=int((t.shift_of < 0).sum()),
        score=sheet.score,
        figures={kpi.slug: _plain(kpi.of_frame(frame, everything).value) for kpi in KPIS},
    )


def _plain(value: float | None) -> float | None:
    """A number any document can hold."""
    return None if value is None else float(value)
