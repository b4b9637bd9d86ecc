"""Tickets: what a page hands to a route once, within a minute, because a page cannot set a cookie itself."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

P = TypeVar("P")
LIFETIME_S = 60.0


class Tickets(Generic[P]):
    """Single-use tickets held in this process; `clock` counts seconds and only its differences matter."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, lifetime_s: float = LIFETIME_S) -> None:
        self._clock, self._lifetime_s = clock, lifetime_s
        self._waiting: dict[str, tuple[float, P]] = {}
        self._lock = threading.Lock()

    def issue(self, payload: P) -> str:
        """A new ticket for `payload`; tickets nobody came for are thrown away on the way."""
        ticket = secrets.token_urlsafe(32)
        now = self._clock()
        with self._lock:
            self._waiting = {key: held for key, held in self._waiting.items() if now - held[0] <= self._lifetime_s}
            self._waiting[ticket] = (now, payload)
        return ticket

    @property
    def waiting(self) -> int:
        """How many tickets can still be redeemed."""
        now = self._clock()
        with self._lock:
            return sum(now - issued <= self._lifetime_s for issued, _ in self._waiting.values())

    def look(self, ticket: str) -> P | None:
        """What the ticket was issued for, without using it up."""
        held = self._waiting.get(ticket)
        return None if held is None or self._clock() - held[0] > self._lifetime_s else held[1]

    def redeem(self, ticket: str) -> P | None:
        """What the ticket was issued for; None when it is unknown, used or too old."""
        with self._lock:
            held = self._waiting.pop(ticket, None)
        if held is None or self._clock() - held[0] > self._lifetime_s:
            return None
        return held[1]
