"""Clients and employees: names are opened one at a time, with a reason, by those who may, and on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.people import Relation
from data.vocabulary import AuditAction, CarerRelation, Role, VisitStatus
from services.errors import BadInput, NotAllowed, NotFound
from services.planning.use_case import Planning
from services.register import Register
from services.register.use_case import ChangedMeanwhile
from tests.integration.conftest import Tenant
from tests.integration.services.care import MONDAY, Care, at, seed_care


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


def test_who_may_come_to_a_client_is_settled_as_one_act(database: Database, own: Tenant, care: Care) -> None:
    register = Register(database)
    client = next(row for row in register.clients(care.actor) if row.id == care.clients[1])
    first, second, third = care.carers
    wanted = [
        Relation(client.id, first, CarerRelation.PREFERRED),
        Relation(client.id, first, CarerRelation.POOL),
        Relation(client.id, third, CarerRelation.AVOIDED),
    ]
    register.settle_carers(care.actor, replace(client, contact_employee_id=second), wanted)
    kept = next(row for row in register.clients(care.actor) if row.id == client.id)
    assert kept.contact_employee_id == second
    assert {each for each in register.relations(care.actor) if each.client_id == client.id} == set(wanted)
    with pytest.raises(ChangedMeanwhile):
        register.settle_carers(care.actor, client, [])
    assert {each for each in register.relations(care.actor) if each.client_id == client.id} == set(wanted)


def test_nobody_is_both_wished_for_and_declined(database: Database, own: Tenant, care: Care) -> None:
    register = Register(database)
    client = next(row for row in register.clients(care.actor) if row.id == care.clients[2])
    declined = Relation(client.id, care.carers[0], CarerRelation.AVOIDED)
    with pytest.raises(BadInput, match="REG-008"):
        register.settle_carers(care.actor, client, [declined, replace(declined, relation=CarerRelation.PREFERRED)])
    with pytest.raises(BadInput, match="REG-008"):
        register.settle_carers(care.actor, replace(client, contact_employee_id=care.carers[0]), [declined])


def test_a_client_who_moves_takes_coming_visits_along_and_leaves_what_was_made(
    database: Database, own: Tenant, care: Care
) -> None:
    register = Register(database)
    with database.writing(own.acting()) as work:
        first, second = [row for row in work.visits.between(MONDAY, MONDAY) if row.client_id == care.clients[3]]
        work.visits.record([replace(first, status=VisitStatus.DONE, actual_start=at(8), actual_end=at(9))])
    register.place(care.actor, care.clients[3], 59.5, 18.2)
    with database.reading(own.acting()) as work:
        places = {row.id: row.place_id for row in work.visits.between(MONDAY, MONDAY)}
        home = next(row.place_id for row in work.people.clients() if row.id == care.clients[3])
    assert (places[first.id], places[second.id]) == (first.place_id, home)
    assert home != first.place_id


def test_what_one_finds_ones_way_by_is_noted_with_the_client_it_is_for(
    database: Database, own: Tenant, care: Care
) -> None:
    before = len(looks(database, own))
    found = Register(database).landmarks(care.actor, care.clients[0])
    assert found.own == (59.309, 18.05)
    assert (59.30, 18.05, "") in found.known
    assert len(found.known) == len(care.clients)
    (noted, *_) = looks(database, own)
    assert (len(looks(database, own)), noted[0], noted[1]) == (before + 1, "places", str(care.clients[0]))
