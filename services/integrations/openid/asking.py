"""Questions to a provider through the one door: its addresses, looked through, and its answers as documents."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from services.errors import CareError
from services.integrations.openid.faults import silent
from services.integrations.outbound import (
    Answer,
    Destination,
    InDoubt,
    Ledger,
    MemoryLedger,
    NotSent,
    Outbound,
    Patience,
    destination_of,
)

_LOG = logging.getLogger("caire.sign_in")
_NAME = "identity provider"
PATIENCE = Patience(connect_s=5.0, read_s=8.0, write_s=5.0, total_s=10.0, most_bytes=256 * 1024)
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address of the provider's, in the parts the door wants."""

    place: Destination
    path: str
    query: tuple[tuple[str, str], ...]


class Asking:
    """Asks a provider; what it calls elsewhere must be public too, unless the operator has named it."""

    def __init__(
        self, inside_hosts: Collection[str], patience: Patience = PATIENCE, ledger: Ledger | None = None
    ) -> None:
        self._inside_hosts, self._patience = inside_hosts, patience
        self._ledger = ledger or MemoryLedger()  # one for all endpoints: they rest together

    def endpoint(self, url: object) -> Endpoint:
        """An address the provider's document gives, if it may be called; else the document is no use to us."""
        try:
            parts = urlsplit(str(url))
            place = destination_of(_NAME, f"{parts.scheme}://{parts.netloc}", self._inside_hosts)
            place.url(parts.path or "/")
        except (CareError, ValueError):
            _LOG.warning("identity provider: one of its addresses cannot be used")
            raise silent() from None
        return Endpoint(place, parts.path or "/", tuple(parse_qsl(parts.query)))

    def ask(
        self, method: str, to: Endpoint, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """The answer, if the provider is well."""
        door = Outbound(to.place, self._ledger, {"Accept": "application/json"}, self._patience)
        try:
            answer = door.ask(method, to.path, to.query, body, headers)
        except (NotSent, InDoubt) as fault:
            _LOG.warning("identity provider: %s", fault)
            raise silent() from None
        if answer.status >= 500 or answer.status == 429:
            _LOG.warning("identity provider: answered %d", answer.status)
            raise silent()
        return answer

    def document(self, to: Endpoint) -> Document:
        """What stands at an address."""
        answer = self.ask("GET", to)
        if answer.status != 200:
            _LOG.warning("identity provider: answered %d", answer.status)
            raise silent()
        return read(answer)


def read(answer: Answer) -> Document:
    """The JSON object in an answer."""
    try:
        told = json.loads(answer.body)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        _LOG.warning("identity provider: an answer cannot be read")
        raise silent()
    return told
