"""A run from asking to plan, on a real database with a real worker."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.visits import VisitRow, WindowRow
from data.vocabulary import DeliveryState, PlanKind, Role, RunState, WebhookEvent
from services.access import Actor
from services.constraints.scoring import score_sheet
from services.errors import BadInput, Conflict, NotAllowed, NotFound
from services.planning.problems import load_problem
from services.planning.storing import store_plan
from services.planning.use_case import Planning
from services.planning.views import Period, SolveRequest
from services.problem import Plan, Route, Severity, Stop, StopKind
from services.webhooks import Webhooks
from services.webhooks.announcing import announce
from services.words import Language
from tests.integration.conftest import Tenant
from tests.integration.services.care import (
    MONDAY,
    Care,
    acting,
    at,
    seed_care,
    start_worker,
    wait_for,
    wait_until_over,
)

REQUEST = SolveRequest(MONDAY, MONDAY, seconds=5)
HOUR = SolveRequest(MONDAY, MONDAY, seconds=3600)
EMPTY_DAY = MONDAY + timedelta(days=60)


@pytest.fixture(scope="module")
def care(database: Database, own: Tenant) -> Care:
    return seed_care(database, own)


@pytest.fixture(scope="module")
def planning(database: Database) -> Planning:
    return Planning(database)


@pytest.fixture(scope="module")
def worker(login_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[bytes]]:
    home = tmp_path_factory.mktemp("worker")
    process = start_worker(login_url, home, home / "worker.log")
    yield process
    process.terminate()
    process.wait(timeout=20)


def test_a_run_nobody_works_on_says_so_and_can_be_cancelled(planning: Planning, care: Care) -> None:
    first, second = planning.start_run(care.actor, REQUEST), planning.start_run(care.actor, REQUEST)
    waiting = planning.follow(care.actor, second)
    assert (waiting.state, waiting.ahead, waiting.has_worker) == (RunState.QUEUED, 1, False)
    assert planning.current_run(care.actor) == second
    assert planning.stop(care.actor, first)
    assert planning.stop(care.actor, second)
    cancelled = planning.follow(care.actor, second)
    assert cancelled.is_over
    assert cancelled.failure is not None
    assert cancelled.failure.code == "RUN-004"
    assert not planning.stop(care.actor, second)
    assert planning.current_run(care.actor) is None


@pytest.mark.parametrize(
    "actor",
    [
        Actor(uuid4(), uuid4(), Role.EMPLOYEE),
        Actor(uuid4(), uuid4(), Role.CLIENT),
        Actor(uuid4(), uuid4(), Role.SUPER_ADMIN),
        Actor(uuid4(), uuid4(), Role.SCHEDULER, read_only=True),
    ],
    ids=["employee", "client", "super admin", "expired trial"],
)
def test_only_planners_may_start_follow_stop_and_check(planning: Planning, actor: Actor) -> None:
    for attempt in (
        lambda: planning.start_run(actor, REQUEST),
        lambda: planning.follow(actor, new_id()),
        lambda: planning.stop(actor, new_id()),
        lambda: planning.current_run(actor),
        lambda: planning.preflight(actor, MONDAY, MONDAY),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_plan_of_another_organisation_is_not_there(
    database: Database, planning: Planning, care: Care, other: Tenant
) -> None:
    with database.writing(acting(care)) as work:
        problem = load_problem(work, MONDAY, MONDAY)
        plan_id = store_plan(work, PlanKind.MANUAL, "Vår egen", (MONDAY, MONDAY), problem, Plan())
    stranger = Actor(other.organization_id, other.admin_id, Role.SCHEDULER)
    assert planning.plans(stranger) == []
    for attempt in (planning.open_plan, planning.follow, planning.stop):
        with pytest.raises(NotFound):
            attempt(stranger, plan_id)


def test_a_plan_made_by_hand_stands_in_the_list_and_opens_as_it_was(
    database: Database, planning: Planning, care: Care
) -> None:
    with database.writing(acting(care)) as work:
        problem = load_problem(work, MONDAY, MONDAY)
        visit, shift = problem.visits[0], problem.shifts[0]
        plan = Plan((Route(shift.id, (Stop(StopKind.VISIT, visit.id, visit.windows[0].start_s),)),))
        plan_id = store_plan(work, PlanKind.MANUAL, "Vecka 5", (MONDAY, MONDAY), problem, plan)
    summary = next(each for each in planning.plans(care.actor) if each.id == plan_id)
    assert (summary.kind, summary.name) == (PlanKind.MANUAL, "Vecka 5")
    assert summary.results is not None
    assert summary.results.unassigned == len(problem.visits) - 1
    opened = planning.open_plan(care.actor, plan_id)
    assert (opened.plan, opened.problem) == (plan, problem)
    assert opened.sheet.score == summary.score


def test_days_without_visits_or_shifts_are_refused_with_what_to_do(planning: Planning, care: Care) -> None:
    with pytest.raises(BadInput) as refused:
        planning.start_run(care.actor, replace(REQUEST, first_day=EMPTY_DAY, last_day=EMPTY_DAY))
    assert refused.value.code == "RUN-001"
    (issue,) = planning.preflight(care.actor, EMPTY_DAY, EMPTY_DAY)
    assert issue.severity is Severity.ERROR


@pytest.mark.parametrize(
    "wrong",
    [
        {"seconds": 4},
        {"seconds": 3601},
        {"profile": "fastest"},
        {"last_day": MONDAY - timedelta(days=1)},
        {"last_day": MONDAY + timedelta(days=35)},
        {"threads": 0},
        {"seed": -1},
    ],
    ids=str,
)
def test_what_cannot_be_asked_for_is_refused(planning: Planning, care: Care, wrong: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        planning.start_run(care.actor, replace(REQUEST, **wrong))  # type: ignore[arg-type]


def test_a_visit_nobody_can_serve_is_named_by_client_and_time_with_the_reason(
    database: Database, planning: Planning, care: Care
) -> None:
    night = MONDAY + timedelta(days=1)
    seen = planning.preflight(care.actor, MONDAY, MONDAY)
    assert seen == []
    with database.writing(acting(care)) as work:
        client = next(row for row in work.people.clients() if row.id == care.clients[0])
        assert client.place_id is not None
        window = WindowRow(at(22), at(22, 30), at(23))
        visit = VisitRow(new_id(), MONDAY, client.id, client.place_id, 1200, (window,), title="Natt")
        work.visits.add([visit])
    (issue,) = planning.preflight(care.actor, MONDAY, MONDAY)
    assert issue.severity is Severity.WARNING
    assert issue.where == f"visit {client.pseudonym} Natt 2027-02-01 22:00"
    assert issue.cause(Language.SV)
    assert str(visit.id) not in issue.cause.sv + issue.cause.en
    assert night > MONDAY


def test_the_usual_days_are_those_that_have_visits(planning: Planning, care: Care, other: Tenant) -> None:
    assert planning.default_period(care.actor) == Period(MONDAY, MONDAY)
    assert planning.default_period(Actor(other.organization_id, other.admin_id, Role.SCHEDULER)) is None


def test_a_run_ends_with_a_plan_whose_score_is_that_of_the_catalogue(
    worker: subprocess.Popen[bytes], planning: Planning, care: Care
) -> None:
    run_id = planning.start_run(care.actor, REQUEST)
    assert planning.current_run(care.actor) == run_id
    with pytest.raises(Conflict):
        planning.open_plan(care.actor, run_id)
    run = wait_until_over(planning, care, run_id)
    assert run.state is RunState.COMPLETED
    assert run.points
    assert run.taken_up_again == 0
    opened = planning.open_plan(care.actor, run_id)
    assert opened.sheet.score == score_sheet(opened.columns, opened.timetable).score == run.score
    assert run.score is not None
    assert run.score.hard == 0
    assert run.results is not None
    assert run.results.visits == len(opened.problem.visits) >= len(care.visits)
    named = planning.preflight(care.actor, MONDAY, MONDAY)
    assert run.results.unassigned == len(named)  # what nobody can serve was told before
    assert planning.current_run(care.actor) is None
    assert planning.plans(care.actor)[0].id == run_id


def test_a_stopped_run_keeps_the_best_plan_at_once(
    worker: subprocess.Popen[bytes], planning: Planning, care: Care
) -> None:
    run_id = planning.start_run(care.actor, HOUR)
    wait_for(lambda: bool(planning.follow(care.actor, run_id).points))
    asked = time.monotonic()
    assert planning.stop(care.actor, run_id)
    run = wait_until_over(planning, care, run_id)
    assert time.monotonic() - asked < 10  # generous: a limit against hanging
    assert run.state is RunState.STOPPED
    assert run.score is not None
    assert run.score.hard == 0
    opened = planning.open_plan(care.actor, run_id)
    assert opened.summary.was_stopped
    assert opened.plan.served()


def test_a_worker_calls_webhooks_beside_its_solves(
    database: Database, own: Tenant, worker: subprocess.Popen[bytes]
) -> None:
    admin, hooks = Actor(own.organization_id, own.admin_id, Role.ADMIN), Webhooks(database)
    made = hooks.make(admin, "https://localhost/never-called", [WebhookEvent.IMPORT_APPLIED])
    with database.writing(own.acting()) as work:
        announce(work, WebhookEvent.IMPORT_APPLIED, new_id())
    wait_for(lambda: hooks.deliveries(admin, made.id)[0].outcome is not None)
    (told,) = hooks.deliveries(admin, made.id)
    assert (told.state, told.outcome) == (DeliveryState.WAITING, "OUT-003")
