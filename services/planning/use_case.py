"""The use case: see plans, check days before solving, start a run, follow it, stop it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.ids import new_id
from data.repositories.solutions import NewSolution, SolutionSummary
from data.vocabulary import AuditAction, PlanKind, RunState, SolutionStatus, WebhookEvent
from data.work import Context, ReadingWork
from services import noted
from services.access import Actor, Capability
from services.constraints.kind import Weights
from services.constraints.profiles import PROFILES
from services.jobs.queue import enqueue_solve
from services.planning import refusals, snapshot
from services.planning.hosting import HOSTED_ENGINE, HOSTED_NAME, connection_for, refuse_protected, their_view
from services.planning.opening import assemble, failure_of, open_problem, results_of, summary_of
from services.planning.preflight import preflight_issues
from services.planning.problems import load_problem
from services.planning.replanning import check_change, check_parent, steadied
from services.planning.stored import score_from_json, weights_to_json
from services.planning.views import (
    LONGEST_S,
    SHORTEST_S,
    OpenPlan,
    Period,
    PlanSummary,
    Point,
    RunView,
    SolveRequest,
    TheirView,
)
from services.planning.weighing import weights_of
from services.problem import Issue
from services.webhooks.announcing import announce
from services.words import Text

ENGINE = "in-house"
FORTNIGHT_DAYS = 14
LONGEST_PERIOD_DAYS = 35


class Planning:
    """Plans and runs of an organisation; every method asks for the capability first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plans(self, actor: Actor) -> list[PlanSummary]:
        """Every finished plan, the newest first."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            rows = work.solutions.summaries()
        return [summary_of(row) for row in rows if row.status is SolutionStatus.COMPLETED]

    def open_plan(self, actor: Actor, plan_id: UUID) -> OpenPlan:
        """A finished plan whole: its problem as it was, columns, routes, timetable and score sheet.

        It holds exact positions of homes; that they were opened is on record, once per opening.
        """
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            row = work.solutions.find(plan_id)
            if row is None:
                raise refusals.no_plan()
            if row.summary.status is not SolutionStatus.COMPLETED:
                raise refusals.not_finished()
            try:
                problem = open_problem(work, row)
            except snapshot.MissingPlace:
                raise refusals.UNREADABLE from None
        with self._database.writing(_context(actor)) as work:
            work.audit.note(AuditAction.READ, "schedule_solutions", [plan_id], noted.PLACES_OF_PLAN.en)
        return assemble(row, problem)

    def default_period(self, actor: Actor) -> Period | None:
        """The coming fortnight that has visits, else the last one; None when there are no visits at all."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            days, today = work.visits.days(), _today(work)
        if days is None:
            return None
        first, last = days
        fortnight = timedelta(days=FORTNIGHT_DAYS - 1)
        begin = max(first, today) if last >= today else max(first, last - fortnight)
        return Period(begin, min(last, begin + fortnight))

    def preflight(self, actor: Actor, first_day: date, last_day: date) -> list[Issue]:
        """What a planner should know before solving these days: nothing to plan, or visits nobody can serve and why."""
        actor.require(Capability.RUN_SOLVER)
        with self._database.reading(_context(actor)) as work:
            problem = load_problem(work, first_day, last_day)
        return preflight_issues(problem)

    def start_run(self, actor: Actor, request: SolveRequest) -> UUID:
        """Put a run in the queue; what is to be planned is kept as it is now."""
        actor.require(Capability.RUN_SOLVER)
        _check(request)
        is_change = request.begin_from is not None
        connection_id = connection_for(self._database, actor) if request.is_hosted else None
        with self._database.writing(_context(actor)) as work:
            problem = load_problem(work, request.first_day, request.last_day, request.district_id)
            if not problem.visits or not problem.shifts:
                raise refusals.nothing_to_plan()
            if request.begin_from is not None:
                check_parent(work, request.begin_from)
            if request.is_hosted:
                refuse_protected(work, problem)
            run_id = new_id()
            work.solutions.queue(
                NewSolution(
                    id=run_id,
                    kind=PlanKind.IMPORTED if request.is_hosted else PlanKind.OPTIMISED,
                    name=HOSTED_NAME if request.is_hosted else "",
                    first_day=request.first_day,
                    last_day=request.last_day,
                    input_data=snapshot.to_json(problem),
                    engine=HOSTED_ENGINE if request.is_hosted else ENGINE,
                    profile=request.profile,
                    weights=weights_to_json(steadied(weights_of(work, _chosen(request)), request.stability)),
                    seed=request.seed,
                    threads=request.threads,
                    seconds_limit=request.seconds,
                    asked_by=actor.user_id,
                    parent_id=request.begin_from,
                    may_change=request.may_change if is_change else None,
                    frozen_until=request.frozen_until if is_change else None,
                )
            )
            if connection_id is not None:
                work.hosted.add(run_id, connection_id)
            work.solutions.name_job(run_id, enqueue_solve(work, run_id, is_hosted=request.is_hosted))
        return run_id

    def theirs(self, actor: Actor, plan_id: UUID) -> TheirView | None:
        """What the system that made a plan says of it, rule by rule; None of plans made here."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            return their_view(work, plan_id, with_rules=True)

    def current_run(self, actor: Actor) -> UUID | None:
        """The newest run that is not over, so that a page opened anew finds it."""
        actor.require(Capability.RUN_SOLVER)
        with self._database.reading(_context(actor)) as work:
            rows = work.solutions.summaries()
        return next((row.id for row in rows if row.status is SolutionStatus.RUNNING), None)

    def follow(self, actor: Actor, run_id: UUID) -> RunView:
        """Where a run stands."""
        actor.require(Capability.RUN_SOLVER)
        with self._database.reading(_context(actor)) as work:
            row = work.solutions.summary(run_id)
            if row is None:
                raise refusals.no_plan()
            points = work.solutions.curve(run_id)
            theirs = their_view(work, run_id) if row.engine == HOSTED_ENGINE else None
        ahead, has_worker = self._outlook(row)
        return _view(row, ahead, has_worker, tuple(
            Point(p.elapsed_s, p.hard, p.medium, p.soft, p.unassigned) for p in points
        ), theirs)  # fmt: skip

    def stop(self, actor: Actor, run_id: UUID) -> bool:
        """Ask a run to stop and keep its best plan; one that still waits is cancelled. False when it is over."""
        actor.require(Capability.RUN_SOLVER)
        with self._database.writing(_context(actor)) as work:
            row = work.solutions.summary(run_id)
            if row is None:
                raise refusals.no_plan()
            if row.state is RunState.QUEUED and row.attempt == 0:
                cancelled = refusals.CANCELLED
                is_over = work.solutions.fail(run_id, row.attempt, cancelled.code, refusals.to_json(cancelled))
                if is_over:
                    announce(work, WebhookEvent.RUN_FINISHED, run_id)
                return is_over
            return work.solutions.request_stop(run_id)

    def _outlook(self, row: SolutionSummary) -> tuple[int, bool]:
        """Runs ahead in the queue, and whether anybody works on it; asked only while the run waits."""
        if row.state is not RunState.QUEUED or row.job_id is None:
            return 0, True
        with self._database.queue() as queue:
            outlook = queue.outlook(row.job_id)
        return outlook.ahead, outlook.workers > 0


def _view(
    row: SolutionSummary, ahead: int, has_worker: bool, points: tuple[Point, ...], theirs: TheirView | None
) -> RunView:
    is_whole = row.status is SolutionStatus.COMPLETED and row.score is not None
    return RunView(
        id=row.id,
        state=row.state,
        first_day=row.first_day,
        last_day=row.last_day,
        seconds=row.seconds_limit or 0,
        profile=row.profile or "",
        asked_at=row.run_date,
        started_at=row.started_at,
        finished_at=row.finished_at,
        ahead=ahead,
        has_worker=has_worker,
        taken_up_again=max(0, row.attempt - 1),
        is_stopping=row.stop_requested_at is not None and row.status is SolutionStatus.RUNNING,
        was_cut_short=bool((row.figures or {}).get("cut_short")),
        points=points,
        score=score_from_json(row.score) if is_whole and row.score is not None else None,
        results=results_of(row),
        failure=failure_of(row),
        theirs=theirs,
    )


def _check(request: SolveRequest) -> None:
    """Refuse what cannot be asked for; the page offers none of it, other callers might."""
    if request.weights is None and request.profile not in PROFILES:
        raise refusals.bad_request(Text(sv="Profilen finns inte.", en="There is no such profile."))
    if not SHORTEST_S <= request.seconds <= LONGEST_S:
        raise refusals.bad_request(
            Text(sv="Tiden ska vara mellan 5 sekunder och 60 minuter.", en="The time is 5 seconds to 60 minutes.")
        )
    days = (request.last_day - request.first_day).days + 1
    if not 1 <= days <= LONGEST_PERIOD_DAYS:
        raise refusals.bad_request(Text(sv="Perioden ska vara 1–35 dagar.", en="The period is 1–35 days."))
    if not 1 <= request.threads <= 64 or not 0 <= request.seed < 2**31:
        raise refusals.bad_request(Text(sv="Trådar ska vara 1–64 och fröet ett heltal från 0.",
                                        en="Threads are 1–64 and the seed is a whole number from 0."))  # fmt: skip
    check_change(request)


def _chosen(request: SolveRequest) -> Weights:
    return PROFILES[request.profile].weights if request.weights is None else request.weights


def _today(work: ReadingWork) -> date:
    own = work.organizations.own()
    return datetime.now(ZoneInfo(own.timezone) if own else UTC).date()


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
