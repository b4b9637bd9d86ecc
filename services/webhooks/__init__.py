"""Webhooks out: other systems are told that something has happened, signed, again and again until they have heard.

Context      A system that waits for a plan should not have to ask every minute; a call that is lost must not be.
Decision     In the transaction of what happened lies a delivery per webhook and a job; a worker calls through the
             guarded door, signs time stamp and body (HMAC-SHA256), and tries again later and later. A call names ids
             only: what happened is read through the API, with its scopes.
Consequence  Nothing is told that did not happen. A system may hear the same delivery twice and tells it by its id.
Not chosen   Calls from the request itself (a slow listener would hold up planners); plans inside the call.
"""

from data.repositories.webhooks import DeliveryRow, WebhookRow
from services.webhooks.use_case import NewWebhook, Webhooks

__all__ = ["DeliveryRow", "NewWebhook", "WebhookRow", "Webhooks"]
