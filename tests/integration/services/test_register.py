"""Clients and employees: names are opened one at a time, with a reason, by those who may, and on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.connect import Database
from data.ids import new_id
from data.vocabulary import AuditAction, Role
from services.errors import BadInput, NotAllowed, NotFound
from services.planning.use_case import Planning
from services.register import Register
from tests.integration.conftest import Tenant
from tests.integration.services.care import Care, seed_care


@pytest.fixture(scope="module")
def care(database: Database, own: Tenant) -> Care:
    return seed_care(database, own)


def looks(database: Database, tenant: Tenant) -> list[tuple[str | None, str | None, str | None]]:
    now = datetime.now(UTC)
    with database.reading(tenant.acting()) as work:
        found = work.audit.entries(now - timedelta(hours=1), now + timedelta(hours=1), action=AuditAction.READ)
    return [(each.table_name, each.row_id, each.reason) for each in found]


def test_a_name_is_shown_with_a_reason_and_the_look_is_on_record(database: Database, own: Tenant, care: Care) -> None:
    register = Register(database)
    client = register.reveal_client(care.actor, care.clients[0], "ringer om nyckeln")
    carer = register.reveal_employee(care.actor, care.carers[0], "ringer om nyckeln")
    assert client.name
    assert carer.name
    assert set(looks(database, own)) == {
        ("clients", str(care.clients[0]), "ringer om nyckeln"),
        ("employees", str(care.carers[0]), "ringer om nyckeln"),
    }


def test_without_a_reason_a_right_or_a_person_nothing_is_shown(database: Database, own: Tenant, care: Care) -> None:
    register, before = Register(database), looks(database, own)
    with pytest.raises(BadInput, match="REG-006"):
        register.reveal_client(care.actor, care.clients[0], "  x ")
    with pytest.raises(NotFound, match="REG-007"):
        register.reveal_client(care.actor, new_id(), "ringer om nyckeln")
    for actor in (replace(care.actor, role=Role.EMPLOYEE), replace(care.actor, read_only=True)):
        with pytest.raises(NotAllowed):
            register.reveal_client(actor, care.clients[0], "ringer om nyckeln")
    assert looks(database, own) == before


def test_a_stranger_is_not_found(database: Database, other: Tenant, care: Care) -> None:
    stranger = replace(care.actor, organization_id=other.organization_id, user_id=other.admin_id)
    with pytest.raises(NotFound, match="REG-007"):
        Register(database).reveal_employee(stranger, care.carers[0], "ringer om nyckeln")
    assert looks(database, other) == []


def test_a_plan_that_does_not_open_leaves_no_look(database: Database, own: Tenant, care: Care) -> None:
    before = looks(database, own)
    with pytest.raises(NotFound):
        Planning(database).open_plan(care.actor, new_id())
    assert looks(database, own) == before
