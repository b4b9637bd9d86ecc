"""A transport for httpx that connects to the very address that was checked, and ends when the call's time is over."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any

import httpcore
import httpx

from services.integrations.outbound.faults import silent
from services.integrations.outbound.resolving import Resolve, checked_addresses


@lru_cache(maxsize=1)
def _trusted() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


class _Bounded(httpcore.NetworkStream):
    """A stream whose every step ends by `deadline_s` of the monotonic clock."""

    def __init__(self, inner: httpcore.NetworkStream, deadline_s: float) -> None:
        self._inner, self._deadline_s = inner, deadline_s

    def _left(self, timeout: float | None, late: type[Exception]) -> float:
        left = self._deadline_s - time.monotonic()
        if left <= 0:
            raise late("The call's time is over.")
        return left if timeout is None else min(timeout, left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._left(timeout, httpcore.ConnectTimeout)
        return _Bounded(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline_s)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Pinning(httpcore.NetworkBackend):
    """Looks the host up itself; certificates and the Host header still go by the name."""

    def __init__(self, deadline_s: float, resolve: Resolve, *, may_be_inside: bool) -> None:
        self._deadline_s, self._resolve, self._may_be_inside = deadline_s, resolve, may_be_inside
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = checked_addresses(host, port, may_be_inside=self._may_be_inside, resolve=self._resolve)
        for address in addresses:
            left = self._deadline_s - time.monotonic()
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                stream = self._inner.connect_tcp(address, port, max(0.01, min(timeout or left, left)))
                return _Bounded(stream, self._deadline_s)
        raise silent()


class PinnedTransport(httpx.BaseTransport):
    """One call's own pool of connections; nothing is kept between two calls."""

    def __init__(self, deadline_s: float, resolve: Resolve, *, may_be_inside: bool) -> None:
        backend = _Pinning(deadline_s, resolve, may_be_inside=may_be_inside)
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trusted(), max_connections=1, max_keepalive_connections=0, network_backend=backend
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.SyncByteStream)
        url = request.url
        told = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(told)
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer.iter_stream, answer.close),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, parts: Callable[[], Iterator[bytes]], close: Callable[[], None]) -> None:
        self._parts, self._close = parts, close

    def __iter__(self) -> Iterator[bytes]:
        yield from self._parts()

    def close(self) -> None:
        self._close()
