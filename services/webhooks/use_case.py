"""The use case: make, list and close webhooks, and see what became of each call."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from uuid import UUID

from data.connect import Database
from data.ids import new_id
from data.repositories.webhooks import DeliveryRow, WebhookRow
from data.vocabulary import ApiScope, WebhookEvent
from data.work import Context
from services.access import Actor, Capability
from services.api_keys import KeyActor
from services.jobs.queue import enqueue_webhook
from services.webhooks import refusals

MOST = 20


@dataclass(frozen=True, slots=True)
class NewWebhook:
    """A webhook just made; `secret` is shown once."""

    id: UUID
    url: str
    events: Sequence[WebhookEvent]
    secret: str = field(repr=False)


class Webhooks:
    """For administrators, and machines whose key has the scope; `inside_hosts` are those the operator allows."""

    def __init__(self, database: Database, inside_hosts: Collection[str] = ()) -> None:
        self._database, self._inside_hosts = database, inside_hosts

    def all(self, actor: Actor) -> list[WebhookRow]:
        """Those that are not closed."""
        _require(actor)
        with self._database.reading(_context(actor)) as work:
            return work.webhooks.open()

    def make(self, actor: Actor, url: str, events: Sequence[WebhookEvent]) -> NewWebhook:
        """A new webhook; raises `BadInput` for an address that may not be called."""
        from services.integrations.outbound import destination_of

        _require(actor)
        if not events:
            raise refusals.NO_EVENT
        base, path = split(url.strip())
        destination_of("new", base, self._inside_hosts).url(path)
        made = NewWebhook(new_id(), base + path, tuple(dict.fromkeys(events)), secrets.token_urlsafe(32))
        with self._database.writing(_context(actor)) as work:
            if len(work.webhooks.open()) >= MOST:
                raise refusals.TOO_MANY
            work.webhooks.add(WebhookRow(made.id, made.url, made.events, actor.user_id), made.secret)
        return made

    def pause(self, actor: Actor, webhook_id: UUID, *, is_paused: bool = True) -> None:
        """Let it rest, or go on; what happens while it rests is never told, calls that wait are given up."""
        _require(actor)
        with self._database.writing(_context(actor)) as work:
            if not work.webhooks.pause(webhook_id, is_paused=is_paused):
                raise refusals.NO_HOOK

    def try_out(self, actor: Actor, webhook_id: UUID) -> DeliveryRow:
        """One call now that tells of nothing, and what came of it; it is not tried again."""
        from services.webhooks.calling import Calling

        _require(actor)
        with self._database.writing(_context(actor)) as work:
            if work.webhooks.find(webhook_id) is None:
                raise refusals.NO_HOOK
            delivery_id = work.webhooks.try_out(webhook_id)
        Calling(self._database, self._inside_hosts).deliver(actor.organization_id, delivery_id)
        with self._database.reading(_context(actor)) as work:
            return next(row for row in work.webhooks.deliveries(webhook_id) if row.id == delivery_id)

    def tell_again(self, actor: Actor, delivery_ids: Sequence[UUID]) -> None:
        """Have calls that were given up made again, by a worker, each under the same id; all or none."""
        _require(actor)
        with self._database.writing(_context(actor)) as work:
            for delivery_id in delivery_ids:
                if not work.webhooks.revive(delivery_id):
                    raise refusals.NOT_GIVEN_UP
                enqueue_webhook(work, delivery_id)

    def close(self, actor: Actor, webhook_id: UUID) -> None:
        """Tell it nothing more."""
        _require(actor)
        with self._database.writing(_context(actor)) as work:
            if not work.webhooks.revoke(webhook_id):
                raise refusals.NO_HOOK

    def deliveries(self, actor: Actor, webhook_id: UUID) -> list[DeliveryRow]:
        """The newest hundred calls and what became of them."""
        _require(actor)
        with self._database.reading(_context(actor)) as work:
            if work.webhooks.find(webhook_id) is None:
                raise refusals.NO_HOOK
            return work.webhooks.deliveries(webhook_id)


def split(url: str) -> tuple[str, str]:
    """Host and path of an address; whatever else stands in it is left in the path, where the door refuses it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url, "/"
    base = f"{parts.scheme}://{parts.netloc}"
    return (base, url[len(base):] or "/") if url.startswith(base) else (url, "/")  # fmt: skip


def _require(actor: Actor) -> None:
    if isinstance(actor, KeyActor):
        actor.require_scope(ApiScope.WEBHOOKS_MANAGE)
    else:
        actor.require(Capability.MANAGE_KEYS)


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
