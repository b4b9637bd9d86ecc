"""A client of Nominatim's `search`: one address out, a few positions back.

Context      An address is personal data, and the other side may be slow, broken or hostile.
Decision     Only the named host is asked: no redirects, no proxies from the environment, no cookies. One question a
             second for all of this process; the whole answer within seconds and a quarter megabyte, or none.
Consequence  Whatever happens ends in one of four sentences, none of which holds the address; httpx, which writes every
             address it asks into the log, is kept quiet.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite

import httpx

from services.integrations.geocoding.faults import busy, elsewhere, silent, unreadable

MOST_HITS = 5
MOST_BYTES = 256 * 1024
LONGEST_LABEL = 200
_TOO_MANY, _OK = 429, 200


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
        for chatty in ("httpx", "httpcore"):
            logging.getLogger(chatty).setLevel(logging.WARNING)
        self._url = f"{base_url.rstrip('/')}/search"
        self._pause_s, self._timeout_s, self._patience_s, self._now = pause_s, timeout_s, patience_s, now
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
        deadline = self._now() + self._timeout_s
        try:
            with (
                httpx.Client(timeout=self._timeout_s, follow_redirects=False, trust_env=False) as client,
                client.stream("GET", self._url, params=asked, headers={"User-Agent": "caire"}) as answer,
            ):
                _refuse(answer)
                return self._body(answer, deadline)
        except (httpx.TimeoutException, httpx.NetworkError):
            raise silent() from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError):
            raise unreadable() from None

    def _body(self, answer: httpx.Response, deadline: float) -> bytes:
        """The whole answer; one that drips or does not end is given up."""
        body = bytearray()
        for part in answer.iter_bytes(chunk_size=16 * 1024):
            body += part
            if len(body) > MOST_BYTES:
                raise unreadable()
            if self._now() > deadline:
                raise silent()
        return bytes(body)


def _refuse(answer: httpx.Response) -> None:
    if answer.is_redirect or 300 <= answer.status_code < 400:
        raise elsewhere()
    if answer.status_code == _TOO_MANY:
        raise busy()
    if answer.status_code >= 500:
        raise silent()
    if answer.status_code != _OK:
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
