"""A connection's key is written and never read again, goes nowhere it was not meant for, and planners only use it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest

from data.connect import Database
from data.vocabulary import AuditAction, Role
from services.access import Actor
from services.connections.ledger import DatabaseLedger
from services.connections.use_case import Connections, ConnectionView, ConnectionWish, working_context
from services.errors import BadInput, Conflict, NotAllowed
from services.integrations.outbound import Call
from services.integrations.outbound.breaker import FALLS
from tests.integration.conftest import Tenant, make_tenant
from tests.standins.timefold import a_timefold
from tests.standins.timefold.server import KEY, Timefold

INSIDE = frozenset({"127.0.0.1"})
SAFE = "https://plan.example/api"


@pytest.fixture
def tenant(database: Database) -> Tenant:
    return make_tenant(database, "Solbacken")


@pytest.fixture
def admin(tenant: Tenant) -> Actor:
    return Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)


@pytest.fixture
def connections(database: Database) -> Connections:
    return Connections(database, INSIDE)


@pytest.fixture(scope="module")
def timefold() -> Iterator[Timefold]:
    with a_timefold() as running:
        yield running


def test_it_is_set_up_tried_changed_and_closed(connections: Connections, admin: Actor, timefold: Timefold) -> None:
    assert connections.timefold(admin) is None
    assert not connections.has_timefold(admin)
    saved = connections.save(admin, ConnectionWish(timefold.url, KEY, "Caire"))
    connections.try_timefold(admin)
    assert connections.has_timefold(replace(admin, role=Role.SCHEDULER))
    changed = connections.save(admin, ConnectionWish(timefold.url, profile="Annan"))
    assert (changed.id, changed.profile, changed.key_since) == (saved.id, "Annan", None)
    connections.try_timefold(admin)
    assert connections.close_timefold(admin)
    assert not connections.close_timefold(admin)
    with pytest.raises(Conflict, match="CON-001"):
        connections.try_timefold(admin)
    again = connections.save(admin, ConnectionWish(timefold.url, KEY))
    assert again.id != saved.id


def test_a_wrong_key_is_told_and_nothing_shown_holds_a_key(
    connections: Connections, admin: Actor, timefold: Timefold
) -> None:
    view = connections.save(admin, ConnectionWish(timefold.url, "fel-nyckel-0815", hook_secret="hemlig-0815"))
    with pytest.raises(NotAllowed, match="TF-001") as refused:
        connections.try_timefold(admin)
    told = repr(view) + str(refused.value) + repr([getattr(view, each.name) for each in fields(ConnectionView)])
    assert "0815" not in told


def test_another_host_needs_another_key(connections: Connections, admin: Actor) -> None:
    connections.save(admin, ConnectionWish(SAFE, KEY))
    for stolen in ("https://evil.example/api", "https://plan.example:8443/api", "http://127.0.0.1/api"):
        with pytest.raises(BadInput, match="CON-002"):
            connections.save(admin, ConnectionWish(stolen))
    assert connections.save(admin, ConnectionWish("https://plan.example/v2")).base_url == "https://plan.example/v2"
    assert connections.save(admin, ConnectionWish("https://other.example", "ny")).key_since is not None


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (ConnectionWish(SAFE), "CON-003"),
        (ConnectionWish(SAFE, "nyckel\nX-Other: 1"), "CON-004"),
        (ConnectionWish(SAFE, "n" * 201), "CON-004"),
        (ConnectionWish(SAFE, "nøkkel"), "CON-004"),
        (ConnectionWish("http://plan.example", KEY), "OUT-001"),
        (ConnectionWish("https://user:pw@plan.example", KEY), "OUT-001"),
    ],
)
def test_what_cannot_be_a_connection_is_refused(
    connections: Connections, admin: Actor, wish: ConnectionWish, code: str
) -> None:
    with pytest.raises(BadInput, match=code):
        connections.save(admin, wish)
    assert connections.timefold(admin) is None


def test_only_administrators_manage_it_and_only_in_their_organisation(
    connections: Connections, admin: Actor, database: Database
) -> None:
    connections.save(admin, ConnectionWish(SAFE, KEY))
    for role in (Role.SCHEDULER, Role.EMPLOYEE, Role.CLIENT, Role.SUPER_ADMIN):
        with pytest.raises(NotAllowed):
            connections.timefold(replace(admin, role=role))
    other = make_tenant(database, "Björkhagen")
    stranger = Actor(other.organization_id, other.admin_id, Role.ADMIN)
    assert connections.timefold(stranger) is None
    assert not connections.has_timefold(stranger)


def test_every_process_knows_that_a_connection_rests_and_every_call_is_on_record(
    connections: Connections, admin: Actor, database: Database
) -> None:
    view = connections.save(admin, ConnectionWish(SAFE, KEY))
    fallen = Call(str(view.id), "GET", "/v1/route-plans", "OUT-007", 12, 0, 0, is_failure=True)
    for _ in range(FALLS):
        ledger = DatabaseLedger(database, admin.organization_id)
        assert ledger.admit(str(view.id))
        ledger.note(fallen)
    assert not DatabaseLedger(database, admin.organization_id).admit(str(view.id))
    resting = connections.timefold(admin)
    assert resting is not None
    assert resting.is_resting
    later = DatabaseLedger(database, admin.organization_id, now=lambda: datetime.now(UTC).timestamp() + 3600)
    assert later.admit(str(view.id))
    assert not later.admit(str(view.id)), "one tries, the others wait"
    later.note(replace(fallen, outcome="200", is_failure=False))
    now = datetime.now(UTC)
    with database.reading(working_context(admin.organization_id)) as work:
        told = work.audit.entries(now - timedelta(hours=1), now + timedelta(hours=1), action=AuditAction.CALL)
    assert len(told) == FALLS + 1
    assert told[0].reason == "GET /v1/route-plans: 200, 12 ms, 0 B out, 0 B in"
    assert connections.save(admin, ConnectionWish(SAFE)).failures == 0
