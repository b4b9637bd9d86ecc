"""One provider: what it says of itself, the way there, and the code brought back traded for a proof."""

from __future__ import annotations

import base64
import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from urllib.parse import quote_plus, urlencode

from joserfc.jwk import KeySet

from services.integrations.openid.asking import PATIENCE, Asking, Document, Endpoint, read
from services.integrations.openid.faults import NotProven, silent
from services.integrations.openid.proving import Expected, Proven, UnknownKey, key_set, prove
from services.integrations.outbound import Patience

_LOG = logging.getLogger("caire.sign_in")
KEPT_S = 3600.0
"""How long what the provider says of itself is believed without asking again."""
MOST_AT_ONCE = 16
"""A slow provider must not take every thread of the server, which serve the other door too."""
_WELL_KNOWN = "/.well-known/openid-configuration"
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Its own document, as far as we use it."""

    issuer: str
    departure: Endpoint
    token: Endpoint
    keys: Endpoint
    takes_basic: bool


@dataclass(frozen=True, slots=True)
class Journey:
    """What ties one way there and back together; `redirect` is where people come back."""

    redirect: str
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    challenge: str = field(repr=False)


class _Kept(Generic[V]):
    """A value asked for once in a while, by one thread for all."""

    def __init__(self, ask: Callable[[], V]) -> None:
        self._ask, self._lock = ask, threading.Lock()
        self._value: V | None = None
        self._since = 0.0

    def get(self, *, anew: bool = False) -> V:
        with self._lock:
            now = time.monotonic()
            if anew or self._value is None or now - self._since > KEPT_S:
                self._value, self._since = self._ask(), now
            return self._value


class Provider:
    """The provider at `issuer`; `now` is the wall clock that tokens are held against."""

    def __init__(
        self,
        issuer: str,
        client_id: str,
        client_secret: str,
        inside_hosts: Collection[str] = (),
        patience: Patience = PATIENCE,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._issuer, self._client_id, self._client_secret, self._now = issuer, client_id, client_secret, now
        self._asking = Asking(inside_hosts, patience)
        self._metadata = _Kept(self._discovered)
        self._keys = _Kept(self._published)
        self._turns = threading.BoundedSemaphore(MOST_AT_ONCE)

    def departure(self, journey: Journey) -> str:
        """The address to send a browser to."""
        with self._turn():
            there = self._metadata.get().departure
        asked = {
            "response_type": "code",
            "scope": "openid email",
            "client_id": self._client_id,
            "redirect_uri": journey.redirect,
            "state": journey.state,
            "nonce": journey.nonce,
            "code_challenge": journey.challenge,
            "code_challenge_method": "S256",
        }
        return f"{there.place.base_url}{there.path}?{urlencode([*there.query, *asked.items()])}"

    def prove(self, code: str, verifier: str, redirect: str, nonce: str) -> Proven:
        """Who came back with `code`; raises `NotProven` or `Unavailable`."""
        with self._turn():
            metadata = self._metadata.get()
            token = self._exchanged(metadata, code, verifier, redirect)
            expected = Expected(metadata.issuer, self._client_id, nonce)
            try:
                return prove(token, self._keys.get(), expected, self._now)
            except UnknownKey:
                pass
            try:  # keys are changed by publishing the next one: asked again once, never more for one sign-in
                return prove(token, self._keys.get(anew=True), expected, self._now)
            except UnknownKey:
                raise NotProven("unknown key") from None

    def is_issuer(self, named: str) -> bool:
        """Whether somebody who names a provider means this one."""
        return named.rstrip("/") == self._issuer.rstrip("/")

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(blocking=False):
            raise silent()
        try:
            yield
        finally:
            self._turns.release()

    def _discovered(self) -> Metadata:
        told = self._asking.document(self._asking.endpoint(self._issuer.rstrip("/") + _WELL_KNOWN))
        issuer = told.get("issuer")
        if not isinstance(issuer, str) or not self.is_issuer(issuer):
            _LOG.warning("identity provider: its document names another issuer")  # whose tokens would be believed
            raise silent()
        departure, token, keys = (
            self._asking.endpoint(told.get(name)) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")
        )
        return Metadata(issuer, departure, token, keys, _takes_basic(told))

    def _published(self) -> KeySet:
        return key_set(self._asking.document(self._metadata.get().keys))

    def _exchanged(self, metadata: Metadata, code: str, verifier: str, redirect: str) -> str:
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect, "code_verifier": verifier}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if metadata.takes_basic:
            pair = f"{quote_plus(self._client_id)}:{quote_plus(self._client_secret)}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            form |= {"client_id": self._client_id, "client_secret": self._client_secret}
        answer = self._asking.ask("POST", metadata.token, urlencode(form).encode(), headers)
        if answer.status != 200:
            raise NotProven(f"code ({answer.status})")
        token = read(answer).get("id_token")
        if not isinstance(token, str):
            raise NotProven("no token")
        return token


def _takes_basic(told: Document) -> bool:
    """Basic is what a provider that says nothing takes."""
    methods = told.get("token_endpoint_auth_methods_supported")
    return not isinstance(methods, list) or "client_secret_basic" in methods
