"""Writes under an idempotency key: done once, answered alike every time they are sent."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from data.connect import Database
from data.repositories.idempotency import OtherRequest
from data.work import Context
from services.api import refusals
from services.api_keys import KeyActor
from services.errors import CareError

KEPT = timedelta(days=7)
"""How long a write that was done is known by its key."""
Kept = Mapping[str, Any]
"""An answer as it is kept: ids and counts only."""


class Once:
    """For writes of machines; keys of one machine never meet those of another."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def do(self, actor: KeyActor, what: str, key: str | None, request: bytes, act: Callable[[], Kept]) -> Kept:
        """The answer of `act`, or of the time it was done before; `Conflict` when the key was for another request.

        A refusal changes nothing and frees the key. When the process falls in between, nobody can say what became of
        the write: whoever asks again is told just that, and may look.
        """
        if key is None:
            return act()
        kind = f"api {actor.prefix} {what}"
        if (before := self._claim(actor, kind, key, hashlib.sha256(request).digest())) is not None:
            return before
        try:
            done = act()
        except CareError:
            with self._database.writing(_context(actor)) as work:
                work.idempotency.release(kind, key)
            raise
        with self._database.writing(_context(actor)) as work:
            work.idempotency.settle(kind, key, dict(done))
            work.idempotency.forget_before(datetime.now(UTC) - KEPT)
        return done

    def _claim(self, actor: KeyActor, kind: str, key: str, digest: bytes) -> Kept | None:
        try:
            with self._database.writing(_context(actor)) as work:
                if work.idempotency.claim(kind, key, digest):
                    return None
                before = work.idempotency.result(kind, key)
        except OtherRequest:
            raise refusals.OTHER_REQUEST from None
        if before is None:
            raise refusals.STILL_UNKNOWN
        return before


def _context(actor: KeyActor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
