"""The use case: say what happened, see who could step in, have a proposal made and read, put it on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.ids import new_id
from data.repositories.solutions import NewSolution, SolutionRow
from data.vocabulary import MayChange, PlanKind, SolutionStatus
from data.work import Conflict as Broken
from data.work import Context, ReadingWork
from services.access import Actor, Capability
from services.constraints.scoring import score_sheet
from services.dayof import faults
from services.dayof.applying import Day, applied, untouched_from_s
from services.dayof.differences import differences
from services.dayof.events import Event, Urgent, event_to_json
from services.dayof.recording import Facts, events_of, facts
from services.dayof.standing import consequences
from services.dayof.telling import Teller
from services.dayof.views import Consequences, Proposal
from services.jobs.queue import enqueue_solve
from services.planning import refusals, snapshot
from services.planning.opening import open_problem
from services.planning.replanning import check_stability, steadied
from services.planning.stored import plan_from_json, plan_to_json, score_to_json, weights_from_json, weights_to_json
from services.planning.use_case import ENGINE
from services.problem import Client, Place, Plan, Problem
from services.problem.columns import columns
from services.problem.fitting import fitted
from services.problem.timetable import timetable

SEARCH_S = 10
"""How long a proposal may be searched for."""
STABILITY = 60
"""Weighted minutes it must save to give a visit to somebody else; see tests/benchmarks/sick_day.py."""


class DayOf:
    """What happens to a plan during the day; every method asks for the capability first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @staticmethod
    def new_visit_id() -> str:
        """An id for a visit that is not anywhere yet."""
        return str(new_id())

    def consequences(self, actor: Actor, plan_id: UUID, events: tuple[Event, ...], now: datetime) -> Consequences:
        """What the events do to the plan, and who could step in; nothing is changed."""
        actor.require(Capability.RUN_SOLVER)
        with self._database.reading(_context(actor)) as work:
            row, problem, plan = _open(work, plan_id)
            day = Day(_knowing(work, replace(problem, baseline=plan), events), plan)
        return consequences(day, events, weights_from_json(row.weights), _seconds(now))

    def propose(
        self, actor: Actor, plan_id: UUID, events: tuple[Event, ...], now: datetime, seconds: int = SEARCH_S,
        stability: int | None = STABILITY,
    ) -> UUID:  # fmt: skip
        """Put a search for a proposal in the queue; the run to follow.

        From `now` on, to the end of the last day that anything happens on, and measured against the plan. Where the
        plan breaks hard rules the days after that may change, too: it is mended as a whole.
        """
        actor.require(Capability.RUN_SOLVER)
        check_stability(stability)
        if now.tzinfo is None or not events:
            raise faults.nonsense(faults.NO_MOMENT)
        with self._database.writing(_context(actor)) as work:
            row, problem, plan = _open(work, plan_id)
            day = applied(Day(_knowing(work, problem, events), plan), events, _seconds(now))
            weights = steadied(weights_from_json(row.weights), stability)
            run_id = new_id()
            measured = replace(day.problem, baseline=fitted(plan, day.problem))
            c = columns(measured)
            score = score_sheet(c, timetable(c, day.plan), weights).score
            frozen_from_s = None if score.hard else untouched_from_s(plan, day, events, _seconds(now))
            work.solutions.queue(
                NewSolution(
                    id=run_id, kind=PlanKind.PROPOSAL, first_day=row.summary.first_day, last_day=row.summary.last_day,
                    input_data=snapshot.to_json(day.problem), parent_id=plan_id, engine=ENGINE,
                    profile=row.summary.profile, weights=weights_to_json(weights), seed=1, threads=1,
                    seconds_limit=seconds, asked_by=actor.user_id, may_change=MayChange.EVERYTHING, frozen_until=now,
                    occasion={
                        "events": [event_to_json(event) for event in events],
                        "frozen_from_s": frozen_from_s,
                    },
                )
            )  # fmt: skip
            # The search begins from what is left of the plan, not from the plan before anything happened.
            work.solutions.keep_best(run_id, 0, plan_to_json(day.plan, 0.0), score_to_json(score))
            work.solutions.name_job(run_id, enqueue_solve(work, run_id))
        return run_id

    def proposal(self, actor: Actor, proposal_id: UUID) -> Proposal:
        """What a finished proposal changes, with ids and ready to be told in words."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            row, problem, plan = _open(work, proposal_id)
            summary = row.summary
            if summary.parent_id is None or summary.occasion is None or summary.frozen_until is None:
                raise refusals.no_plan()
            _, before, planned = _open(work, summary.parent_id)
        return Proposal(
            id=proposal_id,
            parent_id=summary.parent_id,
            frozen_until=summary.frozen_until,
            events=len(summary.occasion["events"]),
            differences=differences((before, planned), (problem, plan)),
            teller=Teller(before, problem),
        )

    def facts(self, actor: Actor, proposal_id: UUID, until: date) -> Facts:
        """What of the proposal's occasion is not on record yet; who is sick is away through the day `until`."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            return _facts(work, proposal_id, until)

    def record(self, actor: Actor, proposal_id: UUID, until: date) -> Facts:
        """Put it on record, whatever of the proposal is taken: absences, visits not to be made, visits that came to it.

        Once: what stands already is left as it is. No plan is changed by it.
        """
        actor.require(Capability.EDIT_PLAN)
        try:
            with self._database.writing(_context(actor)) as work:
                found = _facts(work, proposal_id, until)
                work.absences.add_of_employees(found.absences)
                work.visits.cancel([(row.visit_date, row.id) for row in found.cancelled])
                work.visits.add(found.added)
        except Broken as broken:
            raise faults.on_record() from broken
        return found


def _facts(work: ReadingWork, proposal_id: UUID, until: date) -> Facts:
    row = work.solutions.find(proposal_id)
    if row is None or row.summary.occasion is None:
        raise refusals.no_plan()
    zone = ZoneInfo(row.input_data["zone"])
    return facts(work, events_of(row.summary.occasion), (row.summary.first_day, row.summary.last_day), until, zone)


def _open(work: ReadingWork, plan_id: UUID) -> tuple[SolutionRow, Problem, Plan]:
    """A finished plan with its problem, without the plan it was itself measured by."""
    row = work.solutions.find(plan_id)
    if row is None:
        raise refusals.no_plan()
    if row.summary.status is not SolutionStatus.COMPLETED or row.output_solution is None:
        raise refusals.not_finished()
    try:
        problem = open_problem(work, row)
    except snapshot.MissingPlace:
        raise refusals.UNREADABLE from None
    return row, replace(problem, baseline=None), plan_from_json(row.output_solution)


def _knowing(work: ReadingWork, problem: Problem, events: tuple[Event, ...]) -> Problem:
    """The problem with the clients of urgent visits, who may have none in the plan yet."""
    clients = {client.id: client for client in problem.clients}
    places = {place.id: place for place in problem.places}
    for event in events:
        if not isinstance(event, Urgent) or (event.client_id in clients and event.place_id in places):
            continue
        rows = {str(row.id): row for row in work.people.clients()}
        row, found = rows.get(event.client_id), work.places.all([UUID(event.place_id)])
        if row is None or row.place_id is None or str(row.place_id) != event.place_id or not found:
            raise faults.unknown(faults.CLIENT)
        district = None if row.district_id is None else str(row.district_id)
        clients.setdefault(event.client_id, Client(event.client_id, row.pseudonym, district, row.wishes, row.traits))
        position = found[row.place_id]
        places.setdefault(event.place_id, Place(event.place_id, position.lat, position.lon))
    return replace(problem, clients=tuple(clients.values()), places=tuple(places.values()))


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
