"""What a test may switch: faults by path, the pace of a dataset's life, and what is left out."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """How an answer goes wrong."""

    UNAUTHORIZED = "401"
    FORBIDDEN = "403"
    GONE = "404"
    BUSY = "429"
    BROKEN = "500"
    UNAVAILABLE = "503"
    SLOW = "slow"
    CUT_OFF = "cut off"
    MALFORMED = "malformed"
    LOST = "done, but the answer is cut off"


@dataclass
class Switches:
    """`faults`: `METHOD name` → faults still to come, one per call; a name is the last word of the path or `plans`."""

    faults: dict[str, list[Fault]] = field(default_factory=dict)
    slow_s: float = 3.0
    retry_after: str | None = "0"
    queue_s: float = 0.0
    ends_as: str = "SOLVING_COMPLETED"
    is_invalid: bool = False
    has_events: bool = True
    has_patches: bool = True
    answers_bare_ids: bool = False
    most_solving_s: float = 0.5
    iterations: int | None = None
    spoils_plan: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def next_fault(self, what: str) -> Fault | None:
        """The fault this call is to show, used up by it."""
        with self._lock:
            waiting = self.faults.get(what)
            return waiting.pop(0) if waiting else None
