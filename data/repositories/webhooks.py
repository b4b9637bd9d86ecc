"""Webhooks and their deliveries: made by planners' machines, opened and told by workers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update

from data.ids import new_id
from data.models import Webhook, WebhookDelivery
from data.repositories.inside import Repository
from data.vocabulary import DeliveryEvent, DeliveryState, WebhookEvent

_TABLE = "webhooks"


@dataclass(frozen=True, slots=True)
class WebhookRow:
    """A webhook without its secret."""

    id: UUID
    url: str
    events: Sequence[WebhookEvent]
    created_by: UUID
    created_at: datetime | None = None
    revoked_at: datetime | None = None
    paused_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """An event for one webhook; `outcome` is a status or the code of a fault."""

    id: UUID
    webhook_id: UUID
    event: DeliveryEvent
    subject_id: UUID
    state: DeliveryState
    attempts: int
    outcome: str | None
    tried_at: datetime | None
    created_at: datetime


_HOOK = tuple(WebhookRow.__dataclass_fields__)
_DELIVERY = tuple(DeliveryRow.__dataclass_fields__)


class WebhooksReading(Repository):
    """What may be asked."""

    def open(self) -> list[WebhookRow]:
        """Those that are not closed, the oldest first."""
        query = select(*(getattr(Webhook, name) for name in _HOOK)).where(
            Webhook.organization_id == self._org, Webhook.revoked_at.is_(None)
        )
        rows = self._connection.execute(query.order_by(Webhook.id))
        return [
            WebhookRow(**{**row._mapping, "events": tuple(WebhookEvent(each) for each in row.events)}) for row in rows
        ]

    def find(self, webhook_id: UUID) -> WebhookRow | None:
        """One that is not closed."""
        return next((row for row in self.open() if row.id == webhook_id), None)

    def reveal(self, webhook_id: UUID) -> str | None:
        """What its calls are signed with, for a worker; None when it is closed."""
        query = select(Webhook.secret_enc).where(
            Webhook.organization_id == self._org, Webhook.id == webhook_id, Webhook.revoked_at.is_(None)
        )
        sealed = self._connection.execute(query).scalar_one_or_none()
        return None if sealed is None else self._vault.open(_TABLE, "secret_enc", webhook_id, sealed)

    def deliveries(self, webhook_id: UUID, limit: int = 100) -> list[DeliveryRow]:
        """The newest deliveries first."""
        query = select(*(getattr(WebhookDelivery, name) for name in _DELIVERY)).where(
            WebhookDelivery.organization_id == self._org, WebhookDelivery.webhook_id == webhook_id
        )
        rows = self._connection.execute(query.order_by(WebhookDelivery.id.desc()).limit(limit))
        return [DeliveryRow(**row._mapping) for row in rows]


class Webhooks(WebhooksReading):
    """What may be changed."""

    def add(self, row: WebhookRow, secret: str) -> None:
        """A new webhook; its secret has been shown once."""
        self._inside.insert(
            Webhook,
            [
                {
                    "id": row.id,
                    "url": row.url,
                    "events": [event.value for event in row.events],
                    "secret_enc": self._vault.seal(_TABLE, "secret_enc", row.id, secret),
                    "key_version": self._vault.version,
                    "created_by": row.created_by,
                }
            ],
        )

    def revoke(self, webhook_id: UUID) -> bool:
        """Close a webhook: it is told nothing more. False when it is closed already."""
        query = update(Webhook).where(
            Webhook.organization_id == self._org, Webhook.id == webhook_id, Webhook.revoked_at.is_(None)
        )
        return self._connection.execute(query.values(revoked_at=func.now())).rowcount == 1

    def pause(self, webhook_id: UUID, *, is_paused: bool) -> bool:
        """Let a webhook rest, or tell it again of what is new from now on; False when it is closed or is so already."""
        query = update(Webhook).where(
            Webhook.organization_id == self._org,
            Webhook.id == webhook_id,
            Webhook.revoked_at.is_(None),
            Webhook.paused_at.is_(None) if is_paused else Webhook.paused_at.is_not(None),
        )
        return self._connection.execute(query.values(paused_at=func.now() if is_paused else None)).rowcount == 1

    def try_out(self, webhook_id: UUID) -> UUID:
        """A delivery that tells of nothing, to hear whether somebody listens; its id."""
        row = {"id": new_id(), "webhook_id": webhook_id, "event": DeliveryEvent.TEST, "subject_id": webhook_id}
        self._inside.insert(WebhookDelivery, [row])
        return UUID(str(row["id"]))

    def revive(self, delivery_id: UUID) -> bool:
        """Have one that was given up told from the beginning; False when it was not given up."""
        query = update(WebhookDelivery).where(
            WebhookDelivery.organization_id == self._org,
            WebhookDelivery.id == delivery_id,
            WebhookDelivery.state == DeliveryState.DEAD,
        )
        return self._connection.execute(query.values(state=DeliveryState.WAITING, attempts=0)).rowcount == 1

    def due(self, event: WebhookEvent, subject_id: UUID) -> list[UUID]:
        """A delivery for every webhook that wants the event and does not rest; their ids."""
        rows = [
            {"id": new_id(), "webhook_id": hook.id, "event": DeliveryEvent(event), "subject_id": subject_id}
            for hook in self.open()
            if event in hook.events and hook.paused_at is None
        ]
        self._inside.insert(WebhookDelivery, rows)
        return [row["id"] for row in rows if isinstance(row["id"], UUID)]

    def take(self, delivery_id: UUID) -> DeliveryRow | None:
        """Begin an attempt, by a worker; None when nothing is due any more."""
        query = (
            update(WebhookDelivery)
            .where(
                WebhookDelivery.organization_id == self._org,
                WebhookDelivery.id == delivery_id,
                WebhookDelivery.state == DeliveryState.WAITING,
            )
            .values(attempts=WebhookDelivery.attempts + 1, tried_at=func.now())
            .returning(*(getattr(WebhookDelivery, name) for name in _DELIVERY))
        )
        row = self._connection.execute(query).one_or_none()
        return None if row is None else DeliveryRow(**row._mapping)

    def settle(self, taken: DeliveryRow, state: DeliveryState, outcome: str) -> bool:
        """What came of the attempt, by a worker; False when another attempt has begun since."""
        query = update(WebhookDelivery).where(
            WebhookDelivery.organization_id == self._org,
            WebhookDelivery.id == taken.id,
            WebhookDelivery.attempts == taken.attempts,
            WebhookDelivery.state == DeliveryState.WAITING,
        )
        return self._connection.execute(query.values(state=state, outcome=outcome)).rowcount == 1

    def forget_before(self, moment: datetime) -> int:
        """Remove deliveries made before `moment`, by a worker; how many."""
        query = delete(WebhookDelivery).where(
            WebhookDelivery.organization_id == self._org, WebhookDelivery.created_at < moment
        )
        return self._connection.execute(query).rowcount
