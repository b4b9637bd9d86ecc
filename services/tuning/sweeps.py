"""Trade-offs in the background: one run per weighting, each begun from the plan before it, and the curve they make.

Context      A sweep takes minutes to hours; the queue, the child process, stopping and taking up again stand already.
Decision     Every point is an ordinary run. Its weights carry which sweep it belongs to, its parent is the point
             before, and the worker begins it from that plan. Runs are served in the order they were asked for.
Consequence  Points can be watched, stopped and opened like any plan; more workers would begin some points without the
             one before, which costs a little search time and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from data.connect import Database
from data.ids import new_id
from data.repositories.solutions import NewSolution, SolutionSummary
from data.vocabulary import PlanKind, SolutionStatus
from data.work import Context
from services.access import Actor, Capability
from services.constraints.kind import Weights
from services.errors import BadInput
from services.jobs.queue import enqueue_solve
from services.planning import refusals, snapshot
from services.planning.opening import results_of
from services.planning.problems import load_problem
from services.planning.results import Results
from services.planning.stored import weights_from_json, weights_to_json
from services.planning.use_case import ENGINE, Planning
from services.planning.weighing import weights_of
from services.sweeping import GOALS, Goal, non_dominated, weightings
from services.words import Text

FEWEST_S, MOST_S = 5, 1800

_BAD = BadInput(
    "TUNE-030",
    Text(sv="Avvägningen går inte att göra så.", en="The trade-off cannot be made like that."),
    Text(sv="Välj två olika mål, 5–9 punkter och 5–1800 sekunder per punkt.",
         en="Choose two different goals, 5–9 points and 5–1800 seconds a point."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PointView:
    """A point of a sweep; `values` are the two goals as they are shown, None until its plan is there."""

    run_id: UUID
    number: int
    status: SolutionStatus
    weights: Weights
    values: tuple[float, float] | None
    results: Results | None
    is_best: bool = False


@dataclass(frozen=True, slots=True)
class SweepView:
    """A sweep as far as it has come."""

    id: str
    goals: tuple[Goal, Goal]
    points: tuple[PointView, ...]

    @property
    def is_over(self) -> bool:
        """Whether every point has ended."""
        return all(point.status is not SolutionStatus.RUNNING for point in self.points)


class Sweeps:
    """Trade-offs of an organisation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(
        self, actor: Actor, goals: tuple[str, str], points: int, seconds: int, days: tuple[date, date], draft: Weights
    ) -> str:
        """Put the points in the queue; raises `BadInput` for goals, points or seconds that cannot be."""
        actor.require(Capability.RUN_SOLVER)
        if goals[0] == goals[1] or not set(goals) <= GOALS.keys() or not FEWEST_S <= seconds <= MOST_S:
            raise _BAD
        first, second = GOALS[goals[0]], GOALS[goals[1]]
        sweep_id, before = str(new_id()), None
        with self._database.writing(_context(actor)) as work:
            base = weights_of(work, draft)
            try:
                chain = weightings(base, first, second, points)
            except ValueError:
                raise _BAD from None
            problem = load_problem(work, *days)
            if not problem.visits or not problem.shifts:
                raise refusals.nothing_to_plan()
            asked = snapshot.to_json(problem)
            for number, weighting in enumerate(chain, start=1):
                run_id = new_id()
                told = {"id": sweep_id, "goals": list(goals), "number": number}
                work.solutions.queue(
                    NewSolution(
                        id=run_id, kind=PlanKind.OPTIMISED, first_day=days[0], last_day=days[1], input_data=asked,
                        engine=ENGINE, profile=f"{first.title.sv} – {second.title.sv} {number}/{len(chain)}"[:60],
                        weights=weights_to_json(weighting.weights) | {"sweep": told}, seed=1, threads=1,
                        seconds_limit=seconds, asked_by=actor.user_id, parent_id=before,
                    )
                )  # fmt: skip
                work.solutions.name_job(run_id, enqueue_solve(work, run_id))
                before = run_id
        return sweep_id

    def stop(self, actor: Actor) -> int:
        """Stop the newest sweep: what runs keeps its best plan, what waits is cancelled; how many were stopped."""
        actor.require(Capability.RUN_SOLVER)
        sweep, planning = self.newest(actor), Planning(self._database)
        going = [p for p in sweep.points if p.status is SolutionStatus.RUNNING] if sweep else []
        # From the end, so that no point begins because the one before it was stopped.
        return sum(planning.stop(actor, point.run_id) for point in reversed(going))

    def newest(self, actor: Actor) -> SweepView | None:
        """The sweep asked for last, None when there was none."""
        actor.require(Capability.TUNE)
        with self._database.reading(_context(actor)) as work:
            rows = work.solutions.of_sweeps()
        if not rows:
            return None
        told = rows[0][1]["sweep"]
        goals = (GOALS[told["goals"][0]], GOALS[told["goals"][1]])
        own = [(row, weights) for row, weights in rows if weights["sweep"]["id"] == told["id"]]
        points = sorted((_point(row, weights, goals) for row, weights in own), key=lambda point: point.number)
        return SweepView(told["id"], goals, _with_best(points))


def _point(row: SolutionSummary, weights: dict[str, object], goals: tuple[Goal, Goal]) -> PointView:
    sweep = weights["sweep"]
    assert isinstance(sweep, dict)
    units = {each["id"]: each["units"] for each in (row.score or {}).get("rows", ())}
    values = None
    if row.status is SolutionStatus.COMPLETED and units:
        first, second = (units.get(goal.rule.id, 0) / goal.per_shown for goal in goals)
        values = (first, second)
    results = results_of(row) if row.status is SolutionStatus.COMPLETED else None
    return PointView(row.id, int(sweep["number"]), row.status, weights_from_json(weights), values, results)


def _with_best(points: list[PointView]) -> tuple[PointView, ...]:
    """Marks the points no other one beats: no more care undone, and no worse in both goals."""
    ready = [point for point in points if point.values is not None and point.results is not None]
    told = [(point.results.unassigned, *point.values) for point in ready if point.results and point.values]
    best = {ready[i].run_id for i in non_dominated(told)}
    return tuple(
        PointView(p.run_id, p.number, p.status, p.weights, p.values, p.results, p.run_id in best) for p in points
    )


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
