"""What a worker may do with a run: take it, tell where it stands, keep its best plan, finish it, give it back.

Every change names the attempt it belongs to, so that of two workers that both believe in themselves only the newer
can write: never lost, never twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from data.connect import Database
from data.repositories.solutions import ProgressRow, SolutionRow, SolutionSummary
from data.vocabulary import Role, RunState, SolutionStatus, WebhookEvent
from data.work import Context, ReadingWork
from services.constraints.kind import Score, Weights
from services.constraints.scoring import score_sheet
from services.errors import CareError
from services.planning import refusals
from services.planning.opening import open_problem, parent_plan
from services.planning.results import results
from services.planning.snapshot import MissingPlace
from services.planning.stored import plan_from_json, plan_to_json, score_to_json, weights_from_json
from services.problem import Plan, Problem
from services.problem.columns import columns
from services.problem.fitting import fitted
from services.problem.timetable import timetable
from services.solvers.freedom import EVERYTHING, Freedom
from services.solvers.port import Limits
from services.timefold import ENGINE as TIMEFOLD
from services.trials.days import is_over
from services.webhooks.announcing import announce

LEAST_S = 1.0
"""Search time a run gets when it is taken up again at the very end of its time."""


@dataclass(frozen=True, slots=True)
class RunId:
    """A run of an organisation."""

    organization_id: UUID
    solution_id: UUID


@dataclass(frozen=True, slots=True)
class Errand:
    """What an attempt has to do; `given` is the best plan of the attempts before, found after `spent_s`."""

    problem: Problem
    weights: Weights
    limits: Limits
    given: Plan | None
    spent_s: float
    is_stop_requested: bool
    is_hosted: bool = False
    """Whether another system solves it."""


def _before(work: ReadingWork, row: SolutionRow, problem: Problem) -> Plan | None:
    """The plan to begin from: that of the run it changes, or the point before in a sweep (only weights differ)."""
    if row.summary.may_change is None and not (row.weights or {}).get("sweep"):
        return None
    plan = parent_plan(work, row)
    return None if plan is None else fitted(plan, problem)


def _freedom(row: SolutionSummary) -> Freedom:
    if row.may_change is None:
        return EVERYTHING
    until_s = None if row.frozen_until is None else int(row.frozen_until.timestamp())
    return Freedom(row.may_change, until_s, (row.occasion or {}).get("frozen_from_s"))


@dataclass(frozen=True, slots=True)
class Found:
    """What the search has found by now; `plan` comes with it now and then, to be kept."""

    seq: int
    elapsed_s: float
    iterations: int
    score: Score
    unassigned: int
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class Pulse:
    """What an attempt learns when it tells that it is alive."""

    is_ours: bool
    is_stop_requested: bool


class Runs:
    """The worker's side of the table; one method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, run: RunId, stale_after_s: float) -> int | None:
        """Begin an attempt and return its number; None while another one is alive, or when the run is over."""
        with self._database.writing(_context(run)) as work:
            if _is_closed(work) and (row := work.solutions.summary(run.solution_id)) is not None and row.attempt == 0:
                cause = refusals.to_json(refusals.TRIAL_ENDED)
                if work.solutions.fail(run.solution_id, 0, refusals.TRIAL_ENDED.code, cause):
                    announce(work, WebhookEvent.RUN_FINISHED, run.solution_id)
                return None
            return work.solutions.take(run.solution_id, stale_after_s)

    def is_over(self, run: RunId) -> bool:
        """Whether there is nothing left to do; also when the run is not there at all."""
        with self._database.reading(_context(run)) as work:
            row = work.solutions.summary(run.solution_id)
        return row is None or row.status is not SolutionStatus.RUNNING

    def is_hosted(self, run: RunId) -> bool:
        """Whether another system solves it."""
        with self._database.reading(_context(run)) as work:
            return work.hosted.find(run.solution_id) is not None

    def seconds(self, run: RunId) -> float:
        """How long the run may search."""
        with self._database.reading(_context(run)) as work:
            row = work.solutions.summary(run.solution_id)
        return float(row.seconds_limit or 0) if row else 0.0

    def open(self, run: RunId) -> Errand:
        """Everything an attempt needs; raises `CareError` when it can never be opened."""
        with self._database.reading(_context(run)) as work:
            row = work.solutions.find(run.solution_id)
            if row is None:
                raise refusals.no_plan()
            try:
                problem = open_problem(work, row)
            except MissingPlace:
                raise refusals.UNREADABLE from None
            held = row.output_solution
            given = plan_from_json(held) if held else _before(work, row, problem)
        spent_s = float(held.get("elapsed_s", 0.0)) if held else 0.0
        limit_s = float(row.summary.seconds_limit or 60)
        return Errand(
            problem=problem,
            weights=weights_from_json(row.weights),
            limits=Limits(
                seconds=max(LEAST_S, limit_s - spent_s),
                iterations=row.summary.iterations_limit,
                threads=row.summary.threads or 1,
                seed=row.summary.seed or 1,
                freedom=_freedom(row.summary),
            ),
            given=given,
            spent_s=spent_s,
            is_stop_requested=row.summary.stop_requested_at is not None,
            is_hosted=row.summary.engine == TIMEFOLD,
        )

    def beat(self, run: RunId, attempt: int, state: RunState, point: Found | None = None) -> Pulse:
        """Tell that the attempt is alive, where it stands, and what it has found."""
        with self._database.writing(_context(run)) as work:
            is_ours = work.solutions.beat(run.solution_id, attempt, state)
            if is_ours and point is not None:
                score = point.score
                work.solutions.note_progress(
                    run.solution_id,
                    ProgressRow(
                        attempt, point.seq, round(point.elapsed_s, 3), point.iterations,
                        score.hard, score.medium, score.soft, point.unassigned,
                    ),
                )  # fmt: skip
                if point.plan is not None:
                    document = plan_to_json(point.plan, point.elapsed_s)
                    work.solutions.keep_best(run.solution_id, attempt, document, score_to_json(score))
            return Pulse(is_ours, work.solutions.is_stop_requested(run.solution_id))

    def finish(self, run: RunId, attempt: int, errand: Errand, plan: Plan, was_stopped: bool) -> bool:
        """Keep the plan as the run's result, scored by the catalogue; False when the run is not ours any more."""
        return self._finish(run, attempt, errand, plan, was_stopped, {})

    def give_up(self, run: RunId, attempt: int) -> None:
        """End a run that has fallen too often: with the best plan it had found, else with the reason."""
        try:
            errand = self.open(run)
        except CareError as refused:
            self.fail(run, attempt, refused)
            return
        if errand.given is not None:
            self._finish(run, attempt, errand, errand.given, True, {"cut_short": 1})
        else:
            self.fail(run, attempt, refusals.GAVE_UP)

    def fail(self, run: RunId, attempt: int, error: CareError) -> None:
        """End the run without a plan."""
        with self._database.writing(_context(run)) as work:
            if work.solutions.fail(run.solution_id, attempt, error.code, refusals.to_json(error)):
                announce(work, WebhookEvent.RUN_FINISHED, run.solution_id)

    def release(self, run: RunId, attempt: int) -> None:
        """Give the run back to the queue for somebody else."""
        with self._database.writing(_context(run)) as work:
            work.solutions.release(run.solution_id, attempt)

    def _finish(
        self, run: RunId, attempt: int, errand: Errand, plan: Plan, was_stopped: bool, remarks: dict[str, int]
    ) -> bool:
        c = columns(errand.problem)
        t = timetable(c, plan)
        sheet = score_sheet(c, t, errand.weights)
        figures = {**results(c, t).to_json(), **remarks}
        with self._database.writing(_context(run)) as work:
            is_ours = work.solutions.finish(
                run.solution_id, attempt, plan_to_json(plan), score_to_json(sheet.score, sheet), figures, was_stopped
            )
            if is_ours:
                announce(work, WebhookEvent.RUN_FINISHED, run.solution_id)
        return is_ours


def _is_closed(work: ReadingWork) -> bool:
    """Whether the organisation's trial has ended: what had begun before goes on to its end, nothing begins."""
    own = work.organizations.own()
    return own is not None and is_over(own)


def _context(run: RunId) -> Context:
    return Context(run.organization_id, None, Role.ADMIN.value, database_role="caire_worker")
