"""A client of Nominatim's `search`: one address out, a few positions back.

Context      An address is personal data, and the other side may be slow, broken or hostile.
Decision     Asked through the one door (`services.integrations.outbound`), which calls the named host only; the
             operator names it, so it may stand in the own network. One question a second for all of this process; the
             whole answer within seconds and a quarter megabyte, or none.
Consequence  Whatever happens ends in one of four sentences, none of which holds the address.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from urllib.parse import urlsplit

from services.errors import Unavailable
from services.integrations.geocoding.faults import busy, elsewhere, silent, unreadable
from services.integrations.outbound import Answer, InDoubt, MemoryLedger, NotSent, Outbound, Patience, destination_of

MOST_HITS = 5
MOST_BYTES = 256 * 1024
LONGEST_LABEL = 200
_TOO_MANY, _OK = 429, 200
_IN_OUR_WORDS: dict[str, Callable[[], Unavailable]] = {
    "OUT-004": elsewhere, "OUT-005": unreadable, "OUT-006": unreadable,
}  # fmt: skip
"""The door's faults that are more than silence."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place the service knows under that address."""

    label: str
    lat: float
    lon: float


class Nominatim:
    """One service at `base_url`; `pause_s` lies between two questions, nobody waits for more than `patience_s`."""

    def __init__(
        self,
        base_url: str,
        *,
        pause_s: float = 1.0,
        timeout_s: float = 8.0,
        patience_s: float = 4.0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        place = destination_of("geocoder", base_url, {urlsplit(base_url).hostname or ""})
        patience = Patience(timeout_s, timeout_s, timeout_s, timeout_s, MOST_BYTES)
        self._door = Outbound(place, MemoryLedger(), patience=patience)
        self._pause_s, self._patience_s, self._now = pause_s, patience_s, now
        self._turn = threading.Lock()
        self._next = 0.0

    def search(self, address: str) -> list[Hit]:
        """Places of that name, the likeliest first; none when it knows none. Raises `Unavailable`."""
        self._wait()
        asked = {"q": address, "format": "jsonv2", "limit": str(MOST_HITS), "countrycodes": "se"}
        return _read(self._get(asked))

    def _wait(self) -> None:
        """Take the next turn; refused rather than kept waiting long."""
        with self._turn:
            now = self._now()
            turn = max(now, self._next)
            if turn - now > self._patience_s:
                raise busy()
            self._next = turn + self._pause_s
        time.sleep(turn - now)

    def _get(self, asked: dict[str, str]) -> bytes:
        try:
            answer = self._door.ask("GET", "/search", list(asked.items()))
        except (NotSent, InDoubt) as fault:
            said = _IN_OUR_WORDS.get(fault.code, silent)
            raise said() from None
        _refuse(answer)
        return answer.body


def _refuse(answer: Answer) -> None:
    if answer.status == _TOO_MANY:
        raise busy()
    if answer.status >= 500:
        raise silent()
    if answer.status != _OK:
        raise unreadable()


def _read(body: bytes) -> list[Hit]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise unreadable() from None
    if not isinstance(told, list):
        raise unreadable()
    return [_hit(each) for each in told[:MOST_HITS]]


def _hit(told: object) -> Hit:
    if not isinstance(told, dict):
        raise unreadable()
    try:
        lat, lon = float(told["lat"]), float(told["lon"])
    except (KeyError, TypeError, ValueError):
        raise unreadable() from None
    if not (isfinite(lat) and isfinite(lon)):
        raise unreadable()
    label = "".join(sign if sign.isprintable() else " " for sign in str(told.get("display_name", "")))
    return Hit(label[:LONGEST_LABEL].strip() or f"{lat:.5f}, {lon:.5f}", lat, lon)
