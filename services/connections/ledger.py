"""The ledger of an organisation's connections: breakers shared by every process, every call in the audit."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from data.connect import Database
from data.vocabulary import AuditAction
from services import noted
from services.connections.use_case import working_context
from services.integrations.outbound import Breaker, Call

TABLE = "integration_credentials"


class DatabaseLedger:
    """For one organisation; a connection that is closed is never called."""

    def __init__(self, database: Database, organization_id: UUID, now: Callable[[], float] = time.time) -> None:
        self._database, self._now = database, now
        self._context = working_context(organization_id)

    def admit(self, connection: str) -> bool:
        with self._database.writing(self._context) as work:
            held = work.credentials.breaker(UUID(connection))
            if held is None:
                return False
            before = _breaker(held)
            after = before.admitted(self._now())
            if after is not None and after != before:
                work.credentials.mark(UUID(connection), *_held(after), is_answered=False)
            return after is not None

    def note(self, call: Call) -> None:
        connection = UUID(call.connection)
        with self._database.writing(self._context) as work:
            held = work.credentials.breaker(connection)
            if held is not None:
                after = _breaker(held).after(self._now(), is_failure=call.is_failure)
                work.credentials.mark(connection, *_held(after), is_answered=not call.is_failure)
            told = noted.CALLED.fill(
                call=f"{call.method} {call.path}", outcome=call.outcome, took_ms=call.took_ms, sent=call.sent_bytes,
                received=call.received_bytes,
            )  # fmt: skip
            work.audit.note(AuditAction.CALL, TABLE, [connection], told.en)


def _breaker(held: tuple[int, datetime | None]) -> Breaker:
    failures, rests_until = held
    return Breaker(failures, None if rests_until is None else rests_until.timestamp())


def _held(breaker: Breaker) -> tuple[int, datetime | None]:
    until_s = breaker.rests_until_s
    return breaker.failures, None if until_s is None else datetime.fromtimestamp(until_s, UTC)
