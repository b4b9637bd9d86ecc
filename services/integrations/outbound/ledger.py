"""Where calls are told and breakers are kept: a protocol, and one in memory for what has no organisation."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from services.integrations.outbound.breaker import Breaker

REMEMBERED = 200


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it is told: nothing of what was said. `outcome` is a status or the code of a fault."""

    connection: str
    method: str
    path: str
    outcome: str
    took_ms: int
    sent_bytes: int
    received_bytes: int
    is_failure: bool

    def __str__(self) -> str:
        size = f"{self.sent_bytes} B out, {self.received_bytes} B in"
        return f"{self.method} {self.path}: {self.outcome}, {self.took_ms} ms, {size}"


class Ledger(Protocol):
    """Lets calls through or not, and writes down what came of them."""

    def admit(self, connection: str) -> bool:
        """Whether the connection may be called now."""
        ...

    def note(self, call: Call) -> None:
        """A call has ended."""
        ...


class MemoryLedger:
    """Breakers of this process, and its latest calls."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._breakers: dict[str, Breaker] = {}
        self.calls: deque[Call] = deque(maxlen=REMEMBERED)

    def admit(self, connection: str) -> bool:
        with self._lock:
            admitted = self._breakers.get(connection, Breaker()).admitted(self._now())
            if admitted is not None:
                self._breakers[connection] = admitted
        return admitted is not None

    def note(self, call: Call) -> None:
        with self._lock:
            before = self._breakers.get(call.connection, Breaker())
            self._breakers[call.connection] = before.after(self._now(), is_failure=call.is_failure)
            self.calls.append(call)
