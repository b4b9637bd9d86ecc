"""One call to another system: let through, sent, read within its limits, and told to the ledger, come what may."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpcore
import httpx

from services.errors import CareError
from services.integrations.outbound.destination import Destination
from services.integrations.outbound.faults import broken_off, elsewhere, resting, silent, too_large, too_slow
from services.integrations.outbound.ledger import Call, Ledger
from services.integrations.outbound.resolving import Resolve, system_resolve
from services.integrations.outbound.transport import PinnedTransport

_NOT_CONNECTED = (httpcore.ConnectError, httpcore.ConnectTimeout, httpcore.PoolTimeout)
Params = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a call may take, step by step and as a whole, and how much may come back."""

    connect_s: float = 10.0
    read_s: float = 60.0
    write_s: float = 60.0
    total_s: float = 120.0
    most_bytes: int = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole; header names in lower case."""

    status: int
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass
class _Tally:
    """What is known of a call by now."""

    method: str
    path: str
    outcome: str = ""
    sent: int = 0
    received: int = 0
    is_failure: bool = True


class Outbound:
    """Calls one destination; `headers` go with every call and are never shown."""

    def __init__(
        self,
        destination: Destination,
        ledger: Ledger,
        headers: Mapping[str, str] | None = None,
        patience: Patience | None = None,
        resolve: Resolve = system_resolve,
    ) -> None:
        for chatty in ("httpx", "httpcore"):
            logging.getLogger(chatty).setLevel(logging.WARNING)
        self._destination, self._ledger, self._resolve = destination, ledger, resolve
        self._headers = {"User-Agent": "caire", "Accept-Encoding": "identity", **(headers or {})}
        self._patience = patience or Patience()

    def ask(
        self,
        method: str,
        path: str,
        params: Params = (),
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        patience: Patience | None = None,
    ) -> Answer:
        """The whole answer, whatever its status; raises `NotSent` or `InDoubt`."""
        limits = patience or self._patience
        with self._open(method, path, params, body, headers, limits) as (answer, tally):
            content = b"".join(_within(answer, limits.most_bytes, tally))
            return Answer(answer.status_code, content, {k.lower(): v for k, v in answer.headers.items()})

    def listen(
        self, path: str, on_line: Callable[[str], bool], params: Params = (), patience: Patience | None = None
    ) -> int:
        """Lines as they come, until `on_line` has heard enough (False) or they end; the status of the answer."""
        limits = patience or self._patience
        accept = {"Accept": "text/event-stream"}
        with self._open("GET", path, params, None, accept, limits) as (answer, tally):
            if answer.status_code == 200:
                rest = b""
                for part in _within(answer, limits.most_bytes, tally):
                    *lines, rest = (rest + part).split(b"\n")
                    if not all(on_line(line.decode("utf-8", "replace").rstrip("\r")) for line in lines):
                        break
            return answer.status_code

    @contextmanager
    def _open(
        self,
        method: str,
        path: str,
        params: Params,
        body: bytes | None,
        headers: Mapping[str, str] | None,
        limits: Patience,
    ) -> Iterator[tuple[httpx.Response, _Tally]]:
        """An answer whose body is still to be read; every fault becomes one of ours, every call is told."""
        url = self._destination.url(path)
        if not self._ledger.admit(self._destination.connection):
            raise resting()
        begin, tally = time.monotonic(), _Tally(method, path, sent=len(body or b""))
        transport = PinnedTransport(
            begin + limits.total_s, self._resolve, may_be_inside=self._destination.may_be_inside
        )
        pace = httpx.Timeout(connect=limits.connect_s, read=limits.read_s, write=limits.write_s, pool=limits.connect_s)
        try:
            with (
                _as_ours(),
                httpx.Client(transport=transport, timeout=pace, follow_redirects=False, trust_env=False) as client,
                client.stream(
                    method, url, params=list(params) or None, content=body, headers={**self._headers, **(headers or {})}
                ) as answer,
            ):
                _refuse(answer)
                yield answer, tally
                tally.outcome, tally.is_failure = str(answer.status_code), answer.status_code >= 500
        except CareError as fault:
            tally.outcome = fault.code
            raise
        finally:
            self._tell(tally, begin)

    def _tell(self, tally: _Tally, begin: float) -> None:
        took_ms = round(1000 * (time.monotonic() - begin))
        self._ledger.note(
            Call(
                self._destination.connection, tally.method, tally.path, tally.outcome or "interrupted", took_ms,
                tally.sent, tally.received, tally.is_failure,
            )
        )  # fmt: skip


@contextmanager
def _as_ours() -> Iterator[None]:
    """What the network says, in our words; where it came from is left out, it may hold addresses."""
    try:
        yield
    except _NOT_CONNECTED:
        raise silent() from None
    except (httpcore.TimeoutException, httpx.TimeoutException):
        raise too_slow() from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, httpx.InvalidURL, httpx.StreamError):
        raise broken_off() from None


def _refuse(answer: httpx.Response) -> None:
    if 300 <= answer.status_code < 400:
        raise elsewhere()
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise broken_off()


def _within(answer: httpx.Response, most_bytes: int, tally: _Tally) -> Iterator[bytes]:
    for part in answer.iter_raw(chunk_size=None):
        tally.received += len(part)
        if tally.received > most_bytes:
            raise too_large()
        yield part
