"""The second door: whoever the organisation's identity provider knows signs in without a password of ours.

Context      Municipalities have one place where people sign in, with its own second factor, and where they are shut out
             the day they leave. Whoever comes back from there comes by a link, and links can be forged and replayed.
Decision     A journey begins by a post from our own page. What it needs (state, nonce, verifier, the page asked for)
             stays here, under a handle in a cookie of this browser, for ten minutes and one return. A return is
             answered with a handle to its outcome, which the sign-in page takes once: a one-time ticket, half a one
             where our own code is still asked for, or a refusal. So the session begins exactly as by password.
             Only users who are here already come in; who may not is told the same whatever the reason.
             The provider's second factor (`mfa` among its `amr`) stands in for our code. It does not stand in for
             setting ours up where the organisation asks that of administrators: their password opens the first door
             as before, and that is what the demand is about.
Consequence  Nothing in an address says who came or why it failed. Signing out ends our session only.
Not chosen   Making users from what the provider says; keeping its tokens (we have no use for them).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from services.door_refusals import no_account
from services.errors import CareError, NotAllowed
from services.integrations.openid import Cancelled, Journey, NotProven, Proven, silent
from services.provider_setting import RETURN_PATH
from services.signing_in import SigningIn
from services.tickets import Tickets

JOURNEY_S = 600.0
MOST_UNDER_WAY = 10_000
Outcome = str | CareError
_LOG = logging.getLogger("caire.sign_in")


class AsksProvider(Protocol):
    """What is asked of an identity provider."""

    def departure(self, journey: Journey) -> str: ...
    def prove(self, code: str, verifier: str, redirect: str, nonce: str) -> Proven: ...
    def is_issuer(self, named: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A journey somebody has begun and not come back from; `page` is where it began."""

    page: str
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Departure:
    """Where to send the browser, and what it keeps meanwhile."""

    address: str = field(repr=False)
    handle: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the browser keeps until the page has asked for the outcome, and which page that is."""

    page: str
    handle: str = field(repr=False)


class SingleSignOn:
    """The use case; `base_url` is how browsers reach us, `button` what the way is called where the operator says."""

    def __init__(
        self,
        provider: AsksProvider,
        signing_in: SigningIn,
        base_url: str,
        button: str | None = None,
        under_way: Tickets[UnderWay] | None = None,
    ) -> None:
        self._provider, self._signing_in = provider, signing_in
        self._redirect = f"{base_url}/{RETURN_PATH}"
        self.button = button
        self._under_way: Tickets[UnderWay] = under_way or Tickets(lifetime_s=JOURNEY_S)
        self._outcomes: Tickets[Outcome] = Tickets()

    def depart(self, page: str, address: str) -> Departure:
        """The way to the provider; refused where too many attempts have failed, or it does not answer."""
        self._count(address, None)
        if self._under_way.waiting >= MOST_UNDER_WAY:
            raise silent()
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        there = self._provider.departure(Journey(self._redirect, state, nonce, _challenge(verifier)))
        return Departure(there, self._under_way.issue(UnderWay(page, state, nonce, verifier)))

    def arrive(self, handle: str, brought: Mapping[str, str], address: str) -> Arrival:
        """What came of a journey; never an error, so that no cause can show in an address."""
        begun = self._under_way.look(handle)
        try:
            outcome: Outcome = self._outcome(handle, begun, brought, address)
        except CareError as refused:
            outcome = refused
        return Arrival(begun.page if begun else "", self.keep(outcome))

    def keep(self, outcome: Outcome) -> str:
        """A handle to an outcome, for the page that is to tell it."""
        return self._outcomes.issue(outcome)

    def outcome(self, handle: str) -> Outcome | None:
        """A ticket or a refusal, once; `CodeAsked` is a refusal that carries half a ticket."""
        return self._outcomes.redeem(handle)

    def _outcome(self, handle: str, begun: UnderWay | None, brought: Mapping[str, str], address: str) -> str:
        self._count(address, None)
        try:
            proven = self._proven(handle, begun, brought)
        except NotProven as refused:
            _tell(refused.reason)
            if not isinstance(refused, Cancelled):
                self._count(address, False)
            raise
        if proven.email is None:
            _tell("no verified address")
            self._count(address, False)
            raise no_account()
        try:
            return self._signing_in.admit_proven(proven.email, address, has_second_factor=proven.has_second_factor)
        except NotAllowed as refused:
            _tell(refused.code)
            raise

    def _proven(self, handle: str, begun: UnderWay | None, brought: Mapping[str, str]) -> Proven:
        """Somebody else's return must not use the journey up, so it is looked at before it is taken."""
        if begun is None:
            raise NotProven("no journey")
        if not hmac.compare_digest(begun.state.encode(), brought.get("state", "").encode()):
            raise NotProven("state")
        if self._under_way.redeem(handle) is None:
            raise NotProven("journey taken")
        if "iss" in brought and not self._provider.is_issuer(brought["iss"]):
            raise NotProven("iss")
        if "error" in brought or not brought.get("code"):
            raise Cancelled("sent back without a code")
        return self._provider.prove(brought["code"], begun.verifier, self._redirect, begun.nonce)

    def _count(self, address: str, outcome: bool | None) -> None:
        """Before anybody is known only the network counts, with its wrong passwords; raises when it is enough."""
        nobody = secrets.token_urlsafe(16)
        self._signing_in.attempts.weigh(nobody, address, lambda: outcome)


def _tell(reason: str) -> None:
    """To the operator, who must find out what the provider leaves out; never about whom."""
    _LOG.warning("sign-in through the identity provider refused: %s", reason)


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
