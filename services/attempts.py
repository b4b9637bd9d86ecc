"""Guesses at the door, counted: wrong passwords and codes together, 5 per account and 50 per address in 15 minutes.

Counters live in the database, so they hold over every process, and hold no addresses: an HMAC names each account and
place. Guesses against one account pass one lane in single file, so parallel ones cannot outrun the counter; the number
of lanes also bounds the memory of hashing (19 MiB each).
"""

from __future__ import annotations

import hmac
import threading
import unicodedata
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from services.errors import NotAllowed
from services.words import Text

MOST_PER_ACCOUNT = 5
MOST_PER_ADDRESS = 50
_LANES = 4


def _locked() -> NotAllowed:
    return NotAllowed(
        "SIGN-002",
        Text(sv="För många misslyckade försök.", en="Too many failed attempts."),
        Text(sv="Vänta en kvart och försök igen.", en="Wait a quarter of an hour and try again."),
    )


class Counters(Protocol):
    """Where attempts are counted."""

    def failures(self, email_hmac: bytes, ip_hmac: bytes) -> tuple[int, int]: ...
    def note_attempt(self, email_hmac: bytes, ip_hmac: bytes, ok: bool) -> None: ...


class Attempts:
    """`open_door` opens one transaction on the counters; `kind` keeps one sort of act from locking another."""

    def __init__(
        self,
        open_door: Callable[[], AbstractContextManager[Counters]],
        secret: bytes,
        kind: str = "",
        most: tuple[int, int] = (MOST_PER_ACCOUNT, MOST_PER_ADDRESS),
    ) -> None:
        self._open_door = open_door
        self._secret = hmac.digest(secret, b"caire sign-in attempts", "sha256")
        self._kind, self._most = kind, most
        self._lanes = tuple(threading.Lock() for _ in range(_LANES))

    def weigh(self, account: str, address: str, is_right: Callable[[], bool | None]) -> bool | None:
        """What `is_right` says, counted; None is neither a success nor a failure. Raises when there were too many."""
        who, where = self._hmac("account", as_written(account)), self._hmac("address", address)
        with self._lanes[who[0] % _LANES]:
            with self._open_door() as door:
                per_account, per_address = door.failures(who, where)
            if per_account >= self._most[0] or per_address >= self._most[1]:
                raise _locked()
            outcome = is_right()
            if outcome is not None:
                with self._open_door() as door:
                    door.note_attempt(who, where, outcome)
        return outcome

    def forgive(self, account: str, address: str) -> None:
        """Failures of the account so far count no more, as after a success."""
        with self._open_door() as door:
            door.note_attempt(self._hmac("account", as_written(account)), self._hmac("address", address), ok=True)

    def _hmac(self, kind: str, value: str) -> bytes:
        return hmac.digest(self._secret, f"{self._kind}{kind}\0{value}".encode(), "sha256")


def as_written(email: str) -> str:
    """An e-mail address the way it is kept."""
    return unicodedata.normalize("NFC", email).strip().lower()
