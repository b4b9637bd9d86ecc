"""A day that goes otherwise: from an event to a proposal, on a real database with a real worker."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from data.connect import Database
from data.ids import new_id
from data.vocabulary import MayChange, PlanKind, Role, RunState, VisitStatus
from data.work import Context
from services.access import Actor
from services.dayof.differences import Happened
from services.dayof.events import Cancelled, Event, Sick, Urgent
from services.dayof.use_case import DayOf
from services.errors import BadInput, Conflict, NotAllowed, NotFound
from services.planning.use_case import Planning
from services.planning.views import OpenPlan, SolveRequest
from services.words import Language
from tests.integration.conftest import Tenant
from tests.integration.services.care import MONDAY, Care, at, seed_care, start_worker, wait_until_over

NOW = at(10)
NOW_S = int(NOW.timestamp())


@pytest.fixture(scope="module")
def care(database: Database, own: Tenant) -> Care:
    return seed_care(database, own)


@pytest.fixture(scope="module")
def planning(database: Database) -> Planning:
    return Planning(database)


@pytest.fixture(scope="module")
def day_of(database: Database) -> DayOf:
    return DayOf(database)


@pytest.fixture(scope="module")
def worker(login_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[bytes]]:
    home = tmp_path_factory.mktemp("worker")
    process = start_worker(login_url, home, home / "worker.log")
    yield process
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="module")
def plan(planning: Planning, care: Care, worker: subprocess.Popen[bytes]) -> OpenPlan:
    run_id = planning.start_run(care.actor, SolveRequest(MONDAY, MONDAY, seconds=5))
    assert wait_until_over(planning, care, run_id).state is RunState.COMPLETED
    return planning.open_plan(care.actor, run_id)


def placed(opened: OpenPlan) -> dict[str, tuple[str, int]]:
    return {stop.id: (shift_id, stop.start_s) for shift_id, stop in opened.plan.visit_stops()}


def somebody_busy_after_now(opened: OpenPlan) -> str:
    carer = {shift.id: shift.carer_id for shift in opened.problem.shifts}
    return next(carer[shift_id] for shift_id, stop in opened.plan.visit_stops() if stop.start_s > NOW_S)


def propose(day_of: DayOf, planning: Planning, care: Care, plan_id: UUID, *events: Event) -> UUID:
    proposal_id = day_of.propose(care.actor, plan_id, events, NOW, seconds=2)
    assert wait_until_over(planning, care, proposal_id).state is RunState.COMPLETED
    return proposal_id


def test_a_sick_call_gives_a_proposal_that_keeps_the_past_and_says_what_it_changes(
    day_of: DayOf, planning: Planning, care: Care, plan: OpenPlan
) -> None:
    sick = somebody_busy_after_now(plan)
    midnight = at(0) + timedelta(days=1)
    proposal_id = propose(day_of, planning, care, plan.summary.id, Sick(sick, NOW_S, int(midnight.timestamp())))
    opened = planning.open_plan(care.actor, proposal_id)
    assert (opened.summary.kind, opened.summary.parent_id) == (PlanKind.PROPOSAL, plan.summary.id)
    assert opened.sheet.score == opened.summary.score
    before, after = placed(plan), placed(opened)
    assert all(after[visit] == where for visit, where in before.items() if where[1] < NOW_S)
    carer = {shift.id: shift.carer_id for shift in opened.problem.shifts}
    assert all(carer[shift] != sick for shift, start_s in after.values() if start_s >= NOW_S)
    told = day_of.proposal(care.actor, proposal_id)
    handed = {each.visit_id for each in told.differences.visits if each.happened is Happened.HANDED_OVER}
    assert handed == {v for v in before if v in after and carer[after[v][0]] != who(plan, v)}
    assert handed
    assert all(told.teller.visit(each)(Language.SV) for each in told.differences.visits)
    (away,) = day_of.facts(care.actor, proposal_id, MONDAY + timedelta(days=3)).absences
    assert (away.starts_at, away.ends_at) == (NOW, midnight)


def who(opened: OpenPlan, visit_id: str) -> str:
    carer = {shift.id: shift.carer_id for shift in opened.problem.shifts}
    return carer[placed(opened)[visit_id][0]]


def test_a_proposal_never_becomes_the_plan_by_itself(
    day_of: DayOf, planning: Planning, care: Care, plan: OpenPlan
) -> None:
    propose(day_of, planning, care, plan.summary.id, Cancelled(_later(plan)))
    again = planning.open_plan(care.actor, plan.summary.id)
    assert (again.plan, again.problem, again.summary.kind) == (plan.plan, plan.problem, PlanKind.OPTIMISED)


def _later(opened: OpenPlan) -> str:
    return next(stop.id for _, stop in opened.plan.visit_stops() if stop.start_s > NOW_S + 1800)


def test_an_urgent_visit_gets_somebody_who_can_be_there(
    day_of: DayOf, planning: Planning, care: Care, plan: OpenPlan
) -> None:
    client = plan.problem.visits[0]
    urgent = Urgent(str(new_id()), client.client_id, client.place_id, 1200, NOW_S, NOW_S + 3600)
    proposal_id = propose(day_of, planning, care, plan.summary.id, urgent)
    start_s = placed(planning.open_plan(care.actor, proposal_id))[urgent.visit_id][1]
    assert NOW_S < start_s <= NOW_S + 3600
    (added,) = [v for v in day_of.proposal(care.actor, proposal_id).differences.visits if v.happened is Happened.ADDED]
    assert added.visit_id == urgent.visit_id


def test_who_could_step_in_is_told_before_anything_is_changed(day_of: DayOf, care: Care, plan: OpenPlan) -> None:
    found = day_of.consequences(care.actor, plan.summary.id, (Sick(somebody_busy_after_now(plan), NOW_S),), NOW)
    assert found.affected
    assert all(each.options == tuple(sorted(each.options, key=lambda o: o.cost)) for each in found.affected)


def test_a_run_from_the_solve_page_may_keep_carers_and_is_measured_against_its_plan(
    planning: Planning, care: Care, plan: OpenPlan
) -> None:
    request = SolveRequest(
        MONDAY, MONDAY, seconds=5, begin_from=plan.summary.id, may_change=MayChange.KEEP_CARERS, stability=77
    )
    run_id = planning.start_run(care.actor, request)
    assert wait_until_over(planning, care, run_id).state is RunState.COMPLETED
    opened = planning.open_plan(care.actor, run_id)
    assert opened.summary.parent_id == plan.summary.id
    assert {v: who(opened, v) for v in placed(opened)} == {v: who(plan, v) for v in placed(plan)}
    row = opened.sheet.row("soft.plan.changed")
    assert (row.weight, row.units) == (77, 0)
    assert opened.sheet.score == opened.summary.score


@pytest.mark.parametrize(
    "wrong",
    [{"may_change": MayChange.ONLY_UNPLANNED}, {"frozen_until": NOW}, {"stability": -1}, {"stability": 10_000}],
    ids=["keeps nothing", "frozen nothing", "below", "above"],
)
def test_a_run_cannot_keep_something_of_no_plan(planning: Planning, care: Care, wrong: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        planning.start_run(care.actor, SolveRequest(MONDAY, MONDAY, **wrong))  # type: ignore[arg-type]


def test_a_plan_that_is_not_here_or_not_finished_cannot_be_begun_from(
    day_of: DayOf, planning: Planning, care: Care, other: Tenant, plan: OpenPlan
) -> None:
    stranger = Actor(other.organization_id, other.admin_id, Role.SCHEDULER)
    with pytest.raises(NotFound):
        planning.start_run(care.actor, SolveRequest(MONDAY, MONDAY, begin_from=new_id()))
    with pytest.raises(NotFound):
        day_of.propose(stranger, plan.summary.id, (Cancelled("x"),), NOW)
    with pytest.raises(NotFound):
        day_of.proposal(care.actor, plan.summary.id)  # a plan, but nobody's proposal
    waiting = planning.start_run(care.actor, SolveRequest(MONDAY, MONDAY, seconds=3600))
    with pytest.raises(Conflict):
        day_of.consequences(care.actor, waiting, (Cancelled("x"),), NOW)
    planning.stop(care.actor, waiting)


def test_what_happened_is_put_on_record_once_and_the_next_plan_knows(
    day_of: DayOf, planning: Planning, care: Care, plan: OpenPlan, database: Database
) -> None:
    sick, gone, client = somebody_busy_after_now(plan), _later(plan), plan.problem.visits[0]
    urgent = Urgent(str(new_id()), client.client_id, client.place_id, 1200, NOW_S, NOW_S + 3600)
    proposal_id = propose(day_of, planning, care, plan.summary.id, Sick(sick, NOW_S), Cancelled(gone), urgent)
    missing = day_of.facts(care.actor, proposal_id, MONDAY)
    assert (len(missing.absences), len(missing.cancelled), len(missing.added)) == (1, 1, 1)
    day_of.record(care.actor, proposal_id, MONDAY)
    again = day_of.record(care.actor, proposal_id, MONDAY)
    assert (bool(again), again.events) == (False, 3)
    with database.reading(Context(care.actor.organization_id, care.actor.user_id, "scheduler")) as work:
        (away,) = work.absences.of_employees(at(0), at(23, 59))
        visits = {str(row.id): row for row in work.visits.between(MONDAY, MONDAY)}
    assert (str(away.employee_id), away.starts_at, away.ends_at) == (sick, NOW, at(0) + timedelta(days=1))
    assert visits[gone].status is VisitStatus.CANCELLED
    assert (visits[urgent.visit_id].duration_s, visits[urgent.visit_id].visit_date) == (1200, MONDAY)
    longer = day_of.record(care.actor, proposal_id, MONDAY + timedelta(days=1))
    assert [(row.starts_at, row.ends_at - row.starts_at) for row in longer.absences] == [
        (at(0) + timedelta(days=1), timedelta(days=1))
    ]


def test_a_plan_that_is_no_proposal_has_nothing_to_put_on_record(day_of: DayOf, care: Care, plan: OpenPlan) -> None:
    with pytest.raises(NotFound):
        day_of.record(care.actor, plan.summary.id, MONDAY)
    with pytest.raises(NotAllowed):
        day_of.record(replace(care.actor, read_only=True), plan.summary.id, MONDAY)


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.CLIENT, Role.SUPER_ADMIN])
def test_only_planners_may_say_what_happened(day_of: DayOf, role: Role) -> None:
    nobody = Actor(uuid4(), uuid4(), role)
    for attempt in (
        lambda: day_of.consequences(nobody, new_id(), (), NOW),
        lambda: day_of.propose(nobody, new_id(), (Cancelled("x"),), NOW),
        lambda: day_of.proposal(nobody, new_id()),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_moment_without_a_zone_or_nothing_that_happened_is_refused(day_of: DayOf, care: Care, plan: OpenPlan) -> None:
    for events, now in (((), NOW), ((Cancelled("x"),), NOW.replace(tzinfo=None))):
        with pytest.raises(BadInput):
            day_of.propose(care.actor, plan.summary.id, events, now)
    assert NOW - timedelta(hours=10) == at(0)
