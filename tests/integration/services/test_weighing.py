"""What an organisation, an employee and a client have set reaches the search and moves the plan."""

from __future__ import annotations

from uuid import UUID

import pytest

from data.connect import Database
from data.repositories.constraints import DefinitionRow, ValueRow
from data.vocabulary import EntityType
from services.constraints import BY_ID, CATALOGUE
from services.constraints.kind import Weights
from services.planning.runs import Errand, RunId, Runs
from services.planning.use_case import Planning
from services.planning.views import SolveRequest
from services.solvers.in_house import InHouse
from services.solvers.port import Limits
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.services.care import MONDAY, Care, acting, seed_care

OPENED, PREFERRED, LOAD = "soft.shift.opened", "soft.preference.carer", "soft.fair.load"
ORGANIZATION, EMPLOYEE, CLIENT = EntityType.ORGANIZATION, EntityType.EMPLOYEE, EntityType.CLIENT


@pytest.fixture
def tenant(database: Database) -> Tenant:
    return make_tenant(database, "Ekudden")


@pytest.fixture
def care(database: Database, tenant: Tenant) -> Care:
    """Four clients, three carers, of whom the first is preferred by the first client; all rules as in the catalogue."""
    seeded = seed_care(database, tenant, clients=4)
    with database.writing(tenant.acting()) as work:
        work.constraints.seed(
            DefinitionRow(each.id, each.level, each.category, each.weight, is_system=each.is_system)
            for each in CATALOGUE
        )
        work.constraints.tune(LOAD, 0)
    return seeded


def ask(database: Database, care: Care) -> Errand:
    """The errand of a run asked for now, as a worker opens it."""
    run_id = Planning(database).start_run(care.actor, SolveRequest(MONDAY, MONDAY, seconds=5))
    return Runs(database).open(RunId(care.actor.organization_id, run_id))


def weigh(database: Database, care: Care, name: str, kind: EntityType, who: UUID, weight: int) -> None:
    with database.writing(acting(care)) as work:
        work.constraints.override(ValueRow(name, kind, who, {"type": "weight", "value": weight}, weight))


def busy(errand: Errand) -> set[str]:
    """The carers whom the search gives visits."""
    plan = InHouse().solve(errand.problem, errand.weights, Limits(seconds=None, iterations=3000)).plan
    carer_of = {shift.id: shift.carer_id for shift in errand.problem.shifts}
    return {carer_of[route.shift_id] for route in plan.routes if route.stops}


def test_an_employees_weight_moves_the_plan_and_a_clients_moves_it_back(database: Database, care: Care) -> None:
    preferred, client = care.carers[0], care.clients[0]
    assert str(preferred) in busy(ask(database, care))
    weigh(database, care, OPENED, EMPLOYEE, preferred, 500)
    assert str(preferred) not in busy(ask(database, care))
    weigh(database, care, PREFERRED, CLIENT, client, 2000)
    assert str(preferred) in busy(ask(database, care))


def test_the_organisations_weights_reach_the_run(database: Database, care: Care) -> None:
    with database.writing(acting(care)) as work:
        work.constraints.tune("soft.travel.minutes", 9)
        work.constraints.tune("soft.time.waiting", 5, enabled=False)
    weigh(database, care, OPENED, ORGANIZATION, care.actor.organization_id, 77)
    weights = ask(database, care).weights
    assert (weights.organization["soft.travel.minutes"], weights.organization[OPENED]) == (9, 77)
    assert weights.disabled == {"soft.time.waiting"}


def test_the_chosen_profile_goes_before_the_organisation(database: Database, care: Care) -> None:
    with database.writing(acting(care)) as work:
        work.constraints.tune("soft.travel.minutes", 9)
        work.constraints.tune("soft.time.overtime", 8)
    run_id = Planning(database).start_run(care.actor, SolveRequest(MONDAY, MONDAY, 5, profile="travel-first"))
    weights = Runs(database).open(RunId(care.actor.organization_id, run_id)).weights
    assert (weights.organization["soft.travel.minutes"], weights.organization["soft.time.overtime"]) == (6, 8)


def test_without_definitions_the_catalogue_holds(database: Database, tenant: Tenant) -> None:
    assert ask(database, seed_care(database, tenant)).weights == Weights({}, {}, {})


def test_no_weight_of_a_system_constraint_reaches_a_run(database: Database, care: Care) -> None:
    weights = ask(database, care).weights
    assert not {name for name in weights.organization if BY_ID[name].is_system}
