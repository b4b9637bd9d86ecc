"""A small district of its own beside the demo organisation: three carers, twelve visits tomorrow, a plan by hand."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.ids import new_id
from data.repositories.users import UserRow
from data.vocabulary import PlanKind, Role, UserStatus
from data.work import Context
from services.access import Actor
from services.bootstrap import Services
from services.constraints.kind import Score
from services.integrations.timefold.writer import write_input, write_output
from services.passwords import hash_password
from services.planning.problems import load_problem
from services.planning.storing import store_plan
from services.planning.views import SolveRequest
from services.problem import Plan, Problem, Route, Stop, StopKind
from tests.acceptance.newcomers import PASSWORD, Newcomer
from tests.builders import MONDAY, ZONE, a_plan, a_problem, a_shift, a_visit

CARERS = ("Bo", "Eva", "Mats")
HOURS = (8, 9, 10, 11)
CLIENTS = tuple(f"C{n:03}" for n in range(1, 1 + len(CARERS) * len(HOURS)))
BY_HAND = {
    carer: [f"C{row * len(HOURS) + n + 1:03}.visit {hour:02}:30" for n, hour in enumerate(HOURS)]
    for row, carer in enumerate(CARERS)
}
"""Who goes where in the plan made by hand, as `a_plan` is told it."""
RUN_LASTS_S = 120.0  # generous: a limit against hanging


@dataclass(frozen=True)
class District:
    """Its manager, a planner beside her, and the carers' sign-ins by name; the plan by hand as it was stored."""

    manager: Newcomer
    planner: Newcomer
    carers: Mapping[str, Newcomer]
    day: date
    by_hand: UUID


def tomorrow() -> date:
    return datetime.now(ZoneInfo(ZONE)).date() + timedelta(days=1)


def district(services: Services, name: str) -> District:
    """A new organisation with its day taken in as a file, its people as users and the day planned by hand."""
    organization_id, day = new_id(), tomorrow()
    with services.database.writing(Context(organization_id, None, Role.SUPER_ADMIN)) as work:
        work.organizations.make_own(name)
    manager = _user(services, organization_id, "Nils Chef", Role.ADMIN)
    planner = _user(services, organization_id, "Pia Planerare", Role.SCHEDULER)
    services.importing.apply(manager.actor, "day.json", _on(day, write_input(a_small_day())))
    with services.database.reading(_context(manager.actor)) as work:
        employees = {row.external_ref or row.pseudonym: row.id for row in work.people.employees()}
    carers = {each: _user(services, organization_id, each, Role.EMPLOYEE, employees[each]) for each in CARERS}
    return District(manager, planner, carers, day, stored_by_hand(services, manager.actor, day))


def a_small_day() -> Problem:
    """Twelve visits that may begin at any time of the day, so that anybody can make any of them."""
    visits = [a_visit(f"{client}.visit", "07:30-14:30", 25, 1 + n % 4) for n, client in enumerate(CLIENTS)]
    return a_problem(*visits, *(a_shift(carer) for carer in CARERS))


def timefolds_plan(day: date, routes: Mapping[str, Sequence[str]]) -> bytes:
    """A file as Timefold answers with, about the district's own visits."""
    return _on(day, write_output(a_small_day(), a_plan(routes), Score()))


def optimised(services: Services, district: District) -> UUID:
    """A plan that the app's worker has searched for."""
    run_id = services.planning.start_run(district.manager.actor, SolveRequest(district.day, district.day, seconds=5))
    deadline = time.monotonic() + RUN_LASTS_S
    while not services.planning.follow(district.manager.actor, run_id).is_over:
        assert time.monotonic() < deadline, "the worker has not finished the run"
        time.sleep(0.2)
    return run_id


def visits_by_client(services: Services, district: District, plan_id: UUID) -> dict[str, str]:
    """Which carer makes the visit of each client in a plan; those nobody makes are missing."""
    problem = (opened := services.planning.open_plan(district.manager.actor, plan_id)).problem
    carer_of = {carer.id: carer.label for carer in problem.carers}
    client_of = {client.id: client.label for client in problem.clients}
    carer = {shift.id: carer_of[shift.carer_id] for shift in problem.shifts}
    client = {visit.id: client_of[visit.client_id] for visit in problem.visits}
    return {client[stop.id]: carer[shift_id] for shift_id, stop in opened.plan.visit_stops()}


def _user(
    services: Services, organization_id: UUID, name: str, role: Role, employee_id: UUID | None = None
) -> Newcomer:
    user_id = new_id()
    row = UserRow(user_id, name, f"{user_id}@example.test", role, UserStatus.ACTIVE, employee_id)
    with services.database.writing(Context(organization_id, None, Role.ADMIN)) as work:
        work.users.add(row, hash_password(PASSWORD))
    return Newcomer(row.email, Actor(organization_id, user_id, role, subject_id=employee_id))


def stored_by_hand(services: Services, actor: Actor, day: date) -> UUID:
    """The plan by hand, on the rows the file became."""
    with services.database.writing(_context(actor)) as work:
        problem = load_problem(work, day, day)
        visit = {row.external_ref: str(row.id) for row in work.visits.between(day, day)}
        shift = {row.external_ref: str(row.id) for row in work.shifts.between(day, day)}
        later = int((datetime.combine(day, MONDAY.time(), MONDAY.tzinfo) - MONDAY).total_seconds())
        routes = tuple(
            Route(
                shift[route.shift_id],
                tuple(Stop(StopKind.VISIT, visit[stop.id], stop.start_s + later) for stop in route.stops),
            )
            for route in a_plan(BY_HAND).routes
        )
        return store_plan(work, PlanKind.MANUAL, "", (day, day), replace(problem, given=None), Plan(routes))


def _on(day: date, document: Mapping[str, object]) -> bytes:
    """The file moved from the builders' Monday to another day, on that day's clock."""
    midnight = datetime.combine(day, MONDAY.time(), MONDAY.tzinfo)
    offset = midnight.isoformat()[-6:]
    told = json.dumps(document).replace(MONDAY.date().isoformat(), day.isoformat())
    return told.replace(MONDAY.isoformat()[-6:], offset).encode()


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value)
