"""Webhooks: made, listed, closed, and what became of each call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from data.vocabulary import ApiScope, DeliveryEvent, DeliveryState, WebhookEvent
from pages.shell.api.declared import Call, Nothing, Operation, Reply
from pages.shell.api.shapes import Matching, Says
from services.api.known import ours


@dataclass(frozen=True, slots=True)
class HookAsked:
    """An address on the open network, by https, and what it wants to be told of."""

    url: Annotated[str, Matching(r"https?://[!-~]{1,480}", 490)]
    events: tuple[WebhookEvent, ...]


@dataclass(frozen=True, slots=True)
class HookMade:
    """A webhook; its secret is told this once, and signs every call in the header Caire-Signature."""

    id: UUID
    url: str
    events: tuple[WebhookEvent, ...]
    secret: Annotated[str, Says("t=<seconds>,v1=<hex HMAC-SHA256 of '<seconds>.' and the body>")]


@dataclass(frozen=True, slots=True)
class Hook:
    """A webhook that is open."""

    id: UUID
    url: str
    events: tuple[WebhookEvent, ...]
    created_at: datetime | None


@dataclass(frozen=True, slots=True)
class Hooks:
    """Every webhook that is open."""

    items: tuple[Hook, ...]


@dataclass(frozen=True, slots=True)
class HookClosed:
    """A webhook that is told nothing more."""

    id: UUID


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event for the webhook; `outcome` is the status it answered, or the code of what stood in the way."""

    id: UUID
    event: DeliveryEvent
    subject_id: UUID
    state: DeliveryState
    attempts: int
    outcome: str | None
    tried_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Deliveries:
    """The newest hundred."""

    items: tuple[Delivery, ...]


def _make(call: Call[Nothing, HookAsked]) -> Reply:
    made = call.services.webhooks.make(call.actor, call.body.url, call.body.events)
    return Reply(HookMade(made.id, made.url, tuple(made.events), made.secret), f"/webhooks/{made.id}/deliveries")


def _list(call: Call[Nothing, Nothing]) -> Reply:
    rows = call.services.webhooks.all(call.actor)
    return Reply(Hooks(tuple(Hook(row.id, row.url, tuple(row.events), row.created_at) for row in rows)))


def _close(call: Call[Nothing, Nothing]) -> Reply:
    hook_id = ours(call.ids["hook_id"])
    call.services.webhooks.close(call.actor, hook_id)
    return Reply(HookClosed(hook_id))


def _deliveries(call: Call[Nothing, Nothing]) -> Reply:
    rows = call.services.webhooks.deliveries(call.actor, ours(call.ids["hook_id"]))
    return Reply(Deliveries(tuple(
        Delivery(row.id, row.event, row.subject_id, row.state, row.attempts, row.outcome, row.tried_at, row.created_at)
        for row in rows
    )))  # fmt: skip


_SCOPE = ApiScope.WEBHOOKS_MANAGE
OPERATIONS: tuple[Operation[Any, Any], ...] = (
    Operation("listWebhooks", "GET", "/webhooks", "Webhooks that are open", _SCOPE, _list, Hooks, Nothing, Nothing),
    Operation(
        "makeWebhook", "POST", "/webhooks", "Be told of events; the secret is told this once", _SCOPE, _make, HookMade,
        Nothing, HookAsked, status=201,
    ),
    Operation(
        "closeWebhook", "DELETE", "/webhooks/{hook_id}", "Be told nothing more", _SCOPE, _close, HookClosed, Nothing,
        Nothing,
    ),
    Operation(
        "listDeliveries", "GET", "/webhooks/{hook_id}/deliveries", "What became of each call", _SCOPE, _deliveries,
        Deliveries, Nothing, Nothing,
    ),
)  # fmt: skip
