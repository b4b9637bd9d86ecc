"""The worker's side: one delivery told through the guarded door, or put off, or given up."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from data.connect import Database
from data.repositories.webhooks import DeliveryRow
from data.vocabulary import AuditAction, DeliveryEvent, DeliveryState, Role
from data.work import Context
from services import noted
from services.errors import CareError
from services.jobs.queue import enqueue_webhook
from services.webhooks.signing import HEADER, signature
from services.webhooks.use_case import split

if TYPE_CHECKING:  # its network library takes most of a second, which only a call is worth
    from services.integrations.outbound import Call

PAUSES_S = (10, 60, 300, 1800, 7200, 21600)
"""How long to wait after each attempt that failed; after the last one nobody is called again."""
KEPT = timedelta(days=90)
_WHERE = {
    DeliveryEvent.RUN_FINISHED: "/api/v1/runs/{}",
    DeliveryEvent.PLAN_PUBLISHED: "/api/v1/plans/{}",
    DeliveryEvent.IMPORT_APPLIED: "/api/v1/imports/{}",
    DeliveryEvent.TEST: "/api/v1/webhooks/{}",
}


class Calling:
    """Tells webhooks what has happened."""

    def __init__(
        self, database: Database, inside_hosts: Collection[str] = (), now: Callable[[], float] = time.time
    ) -> None:
        self._database, self._inside_hosts, self._now = database, inside_hosts, now

    def deliver(self, organization_id: UUID, delivery_id: UUID) -> DeliveryState | None:
        """One attempt, and what the delivery is after it; None when nothing was due any more."""
        context = _context(organization_id)
        with self._database.writing(context) as work:
            taken = work.webhooks.take(delivery_id)
            hook = None if taken is None else work.webhooks.find(taken.webhook_id)
            secret = None if hook is None else work.webhooks.reveal(hook.id)
        if taken is None:
            return None
        if hook is None or secret is None:
            return self._settle(context, taken, "closed", is_heard=False, is_final=True)
        is_test = taken.event is DeliveryEvent.TEST
        if hook.paused_at is not None and not is_test:
            return self._settle(context, taken, "paused", is_heard=False, is_final=True)
        outcome, is_heard = self._call(organization_id, hook.url, secret, taken)
        is_final = is_test or taken.attempts > len(PAUSES_S)
        return self._settle(context, taken, outcome, is_heard=is_heard, is_final=is_final)

    def _call(self, organization_id: UUID, url: str, secret: str, taken: DeliveryRow) -> tuple[str, bool]:
        from services.integrations.outbound import Outbound, Patience, destination_of

        body, stamp_s = _body(taken), int(self._now())
        headers = {
            "Content-Type": "application/json", HEADER: signature(secret, stamp_s, body),
            "Caire-Event": taken.event.value, "Caire-Delivery": str(taken.id),
        }  # fmt: skip
        base, path = split(url)
        try:
            place = destination_of(str(taken.webhook_id), base, self._inside_hosts)
            ledger = _Ledger(self._database, _context(organization_id))
            door = Outbound(place, ledger, patience=Patience(5.0, 10.0, 10.0, 15.0, 64 * 1024))
            status = door.ask("POST", path, body=body, headers=headers).status
        except CareError as fault:
            return fault.code, False
        return str(status), 200 <= status < 300

    def _settle(
        self, context: Context, taken: DeliveryRow, outcome: str, *, is_heard: bool, is_final: bool
    ) -> DeliveryState:
        """Keep what came of it, in one transaction with the job of the next attempt."""
        told = DeliveryState.DELIVERED if is_heard else DeliveryState.DEAD if is_final else DeliveryState.WAITING
        moment = datetime.fromtimestamp(self._now(), UTC)
        with self._database.writing(context) as work:
            if work.webhooks.settle(taken, told, outcome) and told is DeliveryState.WAITING:
                pause = timedelta(seconds=PAUSES_S[taken.attempts - 1])
                enqueue_webhook(work, taken.id, at=moment + pause)
            if is_heard:
                work.webhooks.forget_before(moment - KEPT)
        return told


@dataclass(frozen=True, slots=True)
class _Ledger:
    """Every call is on record; being put off is all the rest a webhook gets."""

    database: Database
    context: Context

    def admit(self, connection: str) -> bool:
        return True

    def note(self, call: Call) -> None:
        with self.database.writing(self.context) as work:
            told = noted.CALLED_HOOK.fill(
                call=call.method, outcome=call.outcome, took_ms=call.took_ms, sent=call.sent_bytes
            )
            work.audit.note(AuditAction.CALL, "webhooks", [call.connection], told.en)


def _body(taken: DeliveryRow) -> bytes:
    told = {
        "id": str(taken.id), "event": taken.event.value, "at": taken.created_at.isoformat(),
        "subject": {"id": str(taken.subject_id), "href": _WHERE[taken.event].format(taken.subject_id)},
    }  # fmt: skip
    return json.dumps(told, separators=(",", ":")).encode()


def _context(organization_id: UUID) -> Context:
    """A worker's context: the only one that opens secrets."""
    return Context(organization_id, None, Role.ADMIN.value, database_role="caire_worker")
