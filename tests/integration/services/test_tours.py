"""Who plans is led once: what ended in one browser has ended in all, and nobody else's tour is touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.users import UserRow
from data.vocabulary import Role, UserStatus
from services.access import Actor, Looking
from services.errors import NotAllowed
from services.tours import Tours
from tests.integration.conftest import Tenant, make_tenant


@pytest.fixture(scope="module")
def tenant(database: Database) -> Tenant:
    return make_tenant(database, "Rundan")


@pytest.fixture
def planner(database: Database, tenant: Tenant) -> Actor:
    row = UserRow(new_id(), "Petra", f"{new_id()}@example.test", Role.SCHEDULER, UserStatus.ACTIVE)
    with database.writing(tenant.acting()) as work:
        work.users.add(row, "hash")
    return Actor(tenant.organization_id, row.id, Role.SCHEDULER)


def test_a_newcomer_is_led_until_the_tour_is_ended_and_again_when_asked_for(
    database: Database, tenant: Tenant, planner: Actor
) -> None:
    tours, colleague = Tours(database), Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)
    assert tours.is_due(planner)
    tours.end(planner)
    tours.end(planner)
    assert not Tours(database).is_due(planner)
    assert tours.is_due(colleague)
    tours.begin_again(planner)
    assert tours.is_due(planner)


def test_the_tour_is_not_for_those_who_do_not_plan(database: Database, planner: Actor) -> None:
    looking = Looking(new_id(), datetime.now(UTC) + timedelta(hours=1))
    others = [replace(planner, role=role) for role in (Role.EMPLOYEE, Role.CLIENT, Role.SUPER_ADMIN)]
    ended, owing = replace(planner, read_only=True), replace(planner, owes_second_step=True)
    for other in (*others, ended, owing, replace(planner, role=Role.SUPER_ADMIN, looking=looking)):
        assert not Tours(database).is_due(other)
        with pytest.raises(NotAllowed):
            Tours(database).end(other)
