"""Calls from Timefold that something happened to a run: believed when signed, fresh and new; all they do is wake us.

Context      Anybody can call an address, and what was overheard can be sent again.
Decision     The connection's own secret signs the body, alone or behind its time stamp and a point (SHA-256, base64).
             A stamp older than five minutes is refused, the same call is taken once. A call changes no plan: whoever
             follows the run is told to ask now, over our own connection.
Consequence  The worst a forged or repeated call could do is one more question to the other side.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from data.connect import Database
from data.repositories.credentials import CredentialRow
from data.work import ReadingWork
from services.connections.use_case import SIGNATURE_HEADER, STAMP_HEADER, open_row, working_context

KIND = "timefold-hook"
FRESH_S = 300.0
LARGEST_BYTES = 64 * 1024


class Heard(StrEnum):
    """What became of a call."""

    TAKEN = "taken"
    AGAIN = "taken before"
    REFUSED = "refused"
    UNREADABLE = "unreadable"


class Hooks:
    """For the route; the caller is nobody until the signature says otherwise."""

    def __init__(self, database: Database, now: Callable[[], float] = time.time) -> None:
        self._database, self._now = database, now

    def receive(self, organization_id: UUID, connection_id: UUID, body: bytes, headers: Mapping[str, str]) -> Heard:
        """Take a call; `headers` by name in lower case."""
        context = working_context(organization_id)
        with self._database.reading(context) as work:
            row, secret = _connection(work, connection_id)
        if row is None or secret is None or not self._is_signed(row, secret, body, headers):
            return Heard.REFUSED
        dataset_id = _dataset(body)
        if dataset_id is None:
            return Heard.UNREADABLE
        digest = hashlib.sha256(_header(row, headers, "stamp_header", STAMP_HEADER).encode() + b"." + body).digest()
        with self._database.writing(context) as work:
            if not work.idempotency.claim(KIND, digest.hex(), digest):
                return Heard.AGAIN
            run_id = work.hosted.of_dataset(connection_id, dataset_id)
            if run_id is not None:
                work.hosted.called(run_id)
        return Heard.TAKEN

    def _is_signed(self, row: CredentialRow, secret: str, body: bytes, headers: Mapping[str, str]) -> bool:
        given = _header(row, headers, "signature_header", SIGNATURE_HEADER)
        stamp = _header(row, headers, "stamp_header", STAMP_HEADER)
        moment_s = _moment_s(stamp)
        if moment_s is None or abs(self._now() - moment_s) > FRESH_S:
            return False
        alone, stamped = (_signature(secret, signed) for signed in (body, stamp.encode() + b"." + body))
        return hmac.compare_digest(alone, given.encode()) or hmac.compare_digest(stamped, given.encode())


def _connection(work: ReadingWork, connection_id: UUID) -> tuple[CredentialRow | None, str | None]:
    row = open_row(work)
    if row is None or row.id != connection_id:
        return None, None
    return row, work.credentials.reveal_hook(connection_id)


def _signature(secret: str, signed: bytes) -> bytes:
    return base64.b64encode(hmac.new(secret.encode(), signed, hashlib.sha256).digest())


def _header(row: CredentialRow, headers: Mapping[str, str], setting: str, usual: str) -> str:
    return headers.get(str(row.settings.get(setting, usual)).lower(), "")


def _moment_s(stamp: str) -> float | None:
    """Seconds or milliseconds since the epoch, or a moment in ISO 8601 with an offset."""
    if stamp.isascii() and stamp.isdigit() and len(stamp) < 16:
        return float(stamp) / (1000.0 if len(stamp) > 11 else 1.0)
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return None if moment.tzinfo is None else moment.timestamp()


def _dataset(body: bytes) -> str | None:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None
    identity = told.get("id") if isinstance(told, dict) else None
    return identity if isinstance(identity, str) and 0 < len(identity) <= 200 else None
