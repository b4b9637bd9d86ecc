"""Says that something has happened, inside the transaction in which it does."""

from __future__ import annotations

from uuid import UUID

from data.vocabulary import WebhookEvent
from data.work import Work
from services.jobs.queue import enqueue_webhook


def announce(work: Work, event: WebhookEvent, subject_id: UUID) -> None:
    """Have every webhook that wants the event told of it."""
    for delivery_id in work.webhooks.due(event, subject_id):
        enqueue_webhook(work, delivery_id)
