"""UUID v7: ids that sort by the time they were made; the instant can be read back from them."""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime
from uuid import UUID

PLATFORM_ORGANIZATION_ID = UUID("00000000-0000-7000-8000-000000000001")

_lock = threading.Lock()
_last_ms = 0
_counter = 0


def new_id() -> UUID:
    """A UUID v7; ids made by one process in the same millisecond still sort in the order they were made."""
    global _last_ms, _counter
    with _lock:
        now_ms = max(time.time_ns() // 1_000_000, _last_ms)
        _counter = _counter + 1 if now_ms == _last_ms else int.from_bytes(os.urandom(2)) & 0x07FF
        if _counter > 0x0FFF:
            now_ms, _counter = now_ms + 1, 0
        _last_ms = now_ms
        counter = _counter
    tail = int.from_bytes(os.urandom(8)) & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=(now_ms << 80) | (7 << 76) | (counter << 64) | (2 << 62) | tail)


def instant_of(made: UUID) -> datetime:
    """The millisecond in which the id was made."""
    if made.version != 7:
        raise ValueError("Expected a UUID v7.")
    return datetime.fromtimestamp((made.int >> 80) / 1000, tz=UTC)
