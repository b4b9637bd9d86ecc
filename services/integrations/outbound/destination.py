"""Where a connection may go: one host, by https, and inside a network only where the operator has named it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from services.integrations.outbound.faults import bad_address

_PORTS = {"https": 443, "http": 80}
_UNWANTED = frozenset(" \\@?#%\"'<>")
LONGEST_ADDRESS = 500


@dataclass(frozen=True, slots=True)
class Destination:
    """An address that was looked through; `connection` names whose it is, in the ledger."""

    connection: str
    base_url: str
    host: str
    may_be_inside: bool = False

    def url(self, path: str) -> str:
        """The address of a path below the base; whatever the path, the host stays the same."""
        if not path.startswith("/") or "//" in path or ".." in path or not path.isascii() or not path.isprintable():
            raise bad_address()
        if _UNWANTED & set(path):
            raise bad_address()
        return f"{self.base_url}{path}"


def destination_of(connection: str, base_url: str, inside_hosts: Collection[str] = ()) -> Destination:
    """The destination of an address somebody typed; raises `BadInput` for what is none.

    `inside_hosts` are those of the operator, as `host` or `host:port`: they may be inside a network and without https.
    """
    given = base_url.strip().rstrip("/")
    if len(given) > LONGEST_ADDRESS or not given.isascii() or not given.isprintable() or _UNWANTED & set(given):
        raise bad_address()
    try:
        parts = urlsplit(given)
        host, port = (parts.hostname or "").rstrip("."), parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        raise bad_address() from None
    named = {each.strip().lower() for each in inside_hosts}
    is_named = host in named or f"{host}:{port}" in named
    if not host or "//" in parts.path or ".." in parts.path:
        raise bad_address()
    if parts.scheme != "https" and not (parts.scheme == "http" and is_named):
        raise bad_address()
    return Destination(connection, given, host, is_named)
