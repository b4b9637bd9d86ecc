"""An organisation with a day to plan, and another system with a key to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data.connect import Database
from data.vocabulary import PlanKind
from services import bootstrap
from services.bootstrap import Services, build
from services.health import Stage
from services.planning.problems import load_problem
from services.planning.storing import store_plan
from services.problem import Plan, Route, Stop, StopKind
from tests.fakes import settings_for
from tests.integration.conftest import Tenant
from tests.integration.pages.machine import Machine, machine
from tests.integration.services.care import MONDAY, Care, at, seed_care


@pytest.fixture(scope="module")
def services(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    built = build(settings_for(tmp_path_factory.mktemp("home")), database)
    built.health.reach(Stage.READY)
    bootstrap.set_current(built)
    yield built
    bootstrap.set_current(None)


@pytest.fixture(scope="module")
def care(database: Database, own: Tenant) -> Care:
    return seed_care(database, own)


@pytest.fixture(scope="module")
def theirs(database: Database, other: Tenant) -> Care:
    return seed_care(database, other, clients=2, carers=1)


@pytest.fixture(scope="module")
def every(services: Services, own: Tenant, care: Care) -> Machine:
    """A key with every scope."""
    return machine(services, own)


@pytest.fixture(scope="module")
def plan_id(database: Database, own: Tenant, care: Care) -> str:
    """A plan in which one carer makes one visit."""
    with database.writing(own.acting()) as work:
        problem = load_problem(work, MONDAY, MONDAY)
        stop = Stop(StopKind.VISIT, problem.visits[0].id, int(at(8).timestamp()))
        plan = Plan((Route(problem.shifts[0].id, (stop,)),))
        return str(store_plan(work, PlanKind.MANUAL, "Hand", (MONDAY, MONDAY), problem, plan, asked_by=own.admin_id))
