"""Webhooks out, on a real database against a real listener: signed, told until heard, never inside a network."""

from __future__ import annotations

import hmac
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import UUID

import psycopg
import pytest

from data.connect import Database
from data.repositories.webhooks import DeliveryRow
from data.vocabulary import ApiScope, DeliveryState, Role, WebhookEvent
from services.access import Actor
from services.api_keys import KeyActor
from services.errors import BadInput, Conflict, NotAllowed, NotFound
from services.planning.use_case import Planning
from services.planning.views import SolveRequest
from services.webhooks import NewWebhook, Webhooks
from services.webhooks.calling import PAUSES_S, Calling
from services.webhooks.use_case import MOST
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.services.care import MONDAY, Care, seed_care
from tests.unit.services.integrations.outbound.stranger import a_stranger

INSIDE = ("127.0.0.1",)
RUN = (WebhookEvent.RUN_FINISHED,)


@pytest.fixture
def tenant(database: Database) -> Tenant:
    return make_tenant(database, "Krokhagen")


@pytest.fixture
def care(database: Database, tenant: Tenant) -> Care:
    return seed_care(database, tenant, clients=1, carers=1)


@pytest.fixture
def admin(tenant: Tenant) -> Actor:
    return Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)


@pytest.fixture
def hooks(database: Database) -> Webhooks:
    return Webhooks(database, INSIDE)


def end_a_run(database: Database, care: Care) -> UUID:
    planning = Planning(database)
    run_id = planning.start_run(care.actor, SolveRequest(MONDAY, MONDAY, seconds=5))
    assert planning.stop(care.actor, run_id)
    return run_id


class Listener(ThreadingHTTPServer):
    """Another system that hears calls whole, and answers each with `status`."""

    def __init__(self, status: int) -> None:
        super().__init__(("127.0.0.1", 0), _Hearing)
        self.status = status
        self.heard: list[tuple[str, Message, bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Hearing(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Listener)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((self.path, self.headers, body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """Say nothing."""


@contextmanager
def a_listener(status: int = 204) -> Iterator[Listener]:
    with Listener(status) as listener:
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield listener
        finally:
            listener.shutdown()
            thread.join()


def only(hooks: Webhooks, admin: Actor, made: NewWebhook) -> DeliveryRow:
    (row,) = hooks.deliveries(admin, made.id)
    return row


def jobs_of(owner_url: str, delivery_id: UUID) -> list[tuple[str, bool]]:
    """The queue of each job of the delivery, and whether it waits for a later moment."""
    with psycopg.connect(owner_url) as owner:
        return owner.execute(
            "SELECT queue_name, coalesce(scheduled_at > now(), false) FROM queue.procrastinate_jobs"
            " WHERE args ->> 'delivery_id' = %s ORDER BY id",
            [str(delivery_id)],
        ).fetchall()


def test_a_run_that_ends_is_told_once_signed_and_without_anything_of_a_person(
    database: Database, care: Care, admin: Actor, hooks: Webhooks, owner_url: str
) -> None:
    with a_listener() as listener:
        made = hooks.make(admin, f"{listener.url}/hear/me", RUN)
        run_id = end_a_run(database, care)
        row = only(hooks, admin, made)
        assert jobs_of(owner_url, row.id) == [("calls", False)]
        calling = Calling(database, INSIDE)
        assert calling.deliver(admin.organization_id, row.id) is DeliveryState.DELIVERED
        assert calling.deliver(admin.organization_id, row.id) is None
        ((path, headers, body),) = listener.heard
    assert path == "/hear/me"
    assert json.loads(body)["subject"] == {"id": str(run_id), "href": f"/api/v1/runs/{run_id}"}
    assert json.loads(body).keys() == {"id", "event", "at", "subject"}
    signed = re.fullmatch(r"t=(\d+),v1=([0-9a-f]{64})", headers["Caire-Signature"])
    assert signed is not None
    assert signed[2] == hmac.new(made.secret.encode(), f"{signed[1]}.".encode() + body, "sha256").hexdigest()
    told = only(hooks, admin, made)
    assert (told.state, told.attempts, told.outcome) == (DeliveryState.DELIVERED, 1, "204")


def test_a_listener_that_fails_is_called_later_and_later_then_given_up(
    database: Database, care: Care, admin: Actor, hooks: Webhooks, owner_url: str
) -> None:
    with a_listener(500) as listener:
        made = hooks.make(admin, listener.url, RUN)
        end_a_run(database, care)
        row, calling = only(hooks, admin, made), Calling(database, INSIDE)
        states = [calling.deliver(admin.organization_id, row.id) for _ in range(len(PAUSES_S) + 2)]
    assert states == [*[DeliveryState.WAITING] * len(PAUSES_S), DeliveryState.DEAD, None]
    assert jobs_of(owner_url, row.id) == [("calls", False), *[("calls", True)] * len(PAUSES_S)]
    assert only(hooks, admin, made).outcome == "500"
    assert list(PAUSES_S) == sorted(PAUSES_S)


def test_an_address_inside_a_network_is_never_called(
    database: Database, care: Care, admin: Actor, hooks: Webhooks
) -> None:
    with a_stranger() as listener:
        made = hooks.make(admin, listener.url, RUN)
        end_a_run(database, care)
        row = only(hooks, admin, made)
        Calling(database).deliver(admin.organization_id, row.id)  # the operator has changed his mind
        assert only(hooks, admin, made).state is DeliveryState.WAITING
        assert listener.heard == []


def test_a_closed_webhook_is_told_nothing_more(database: Database, care: Care, admin: Actor, hooks: Webhooks) -> None:
    with a_stranger() as listener:
        made = hooks.make(admin, listener.url, RUN)
        end_a_run(database, care)
        row = only(hooks, admin, made)
        hooks.close(admin, made.id)
        end_a_run(database, care)
        assert Calling(database, INSIDE).deliver(admin.organization_id, row.id) is DeliveryState.DEAD
        assert listener.heard == []
    with pytest.raises(NotFound):
        hooks.deliveries(admin, made.id)
    with pytest.raises(NotFound):
        hooks.close(admin, made.id)


def test_only_what_was_asked_for_is_told(database: Database, care: Care, admin: Actor, hooks: Webhooks) -> None:
    made = hooks.make(admin, "https://example.test/x", (WebhookEvent.PLAN_PUBLISHED,))
    end_a_run(database, care)
    assert hooks.deliveries(admin, made.id) == []


@pytest.mark.parametrize(
    "url",
    ["http://example.test", "ftp://example.test", "https://", "https://user:pw@example.test", "https://a.test/?x=1",
     "https://a.test/#x", "https://a.test/../x", "https://a.test//x", "javascript:alert(1)", "", "https://[::1"],
)  # fmt: skip
def test_an_address_that_may_not_be_called_makes_no_webhook(hooks: Webhooks, admin: Actor, url: str) -> None:
    with pytest.raises(BadInput):
        hooks.make(admin, url, RUN)


def test_the_secret_is_sealed_and_shown_once(hooks: Webhooks, admin: Actor, owner_url: str) -> None:
    made = hooks.make(admin, "https://example.test/x", RUN)
    with psycopg.connect(owner_url) as owner:
        held = owner.execute("SELECT to_jsonb(w)::text FROM caire.webhooks w WHERE id = %s", [made.id]).fetchone()
    assert held is not None
    assert made.secret not in held[0] + repr(made)


def test_who_may_not_look_after_webhooks_is_refused(hooks: Webhooks, admin: Actor, other: Tenant) -> None:
    made = hooks.make(admin, "https://example.test/x", RUN)
    planner = Actor(admin.organization_id, admin.user_id, Role.SCHEDULER)
    scopeless = KeyActor(
        admin.organization_id, admin.user_id, Role.SCHEDULER, prefix="p" * 12, scopes=frozenset({ApiScope.PLANS_READ})
    )
    for each in (planner, scopeless):
        with pytest.raises(NotAllowed):
            hooks.all(each)
    stranger = Actor(other.organization_id, other.admin_id, Role.ADMIN)
    assert hooks.all(stranger) == []
    with pytest.raises(NotFound):
        hooks.close(stranger, made.id)


def test_there_are_never_too_many(hooks: Webhooks, admin: Actor) -> None:
    for _ in range(MOST):
        hooks.make(admin, "https://example.test/x", RUN)
    with pytest.raises(Conflict):
        hooks.make(admin, "https://example.test/x", RUN)
