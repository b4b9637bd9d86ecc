"""Weighs an ID token: the signature by a published key first, then every claim that ties it to us and this sign-in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from joserfc import jwt
from joserfc.errors import ClaimError, InvalidKeyIdError, JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey
from joserfc.jws import JWSRegistry

from services.integrations.openid.faults import NotProven

ALGORITHMS = ("RS256", "ES256")
"""Never what the token asks for: with `none`, or our own secret as a key, anybody could write one."""
SKEW_S = 60
_FEWEST_RSA_BITS = 2048
_LONGEST_ADDRESS = 254
_KINDS: dict[str, type[RSAKey | ECKey]] = {"RSA": RSAKey, "EC": ECKey}
_UNREADABLE = (JoseError, ValueError, TypeError, KeyError, RecursionError)
_HEADERS = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)  # unknown headers are no harm, `crit` is seen


class UnknownKey(Exception):
    """The token names a key the provider had not published when it was asked last."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a token must say to be for us, from them, and of this sign-in."""

    issuer: str
    client_id: str
    nonce: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Proven:
    """Whose verified address it is, if any; `has_second_factor`: the provider asked for more than one proof."""

    email: str | None = field(repr=False)
    has_second_factor: bool = False


def key_set(document: dict[str, Any]) -> KeySet:
    """The keys that may sign, of those published; symmetric and weak ones are none."""
    published = document.get("keys")
    found = [_key(each) for each in published] if isinstance(published, list) else []
    return KeySet([each for each in found if each is not None])


def _key(written: Any) -> RSAKey | ECKey | None:
    if not isinstance(written, dict) or written.get("use", "sig") != "sig":
        return None
    kind = _KINDS.get(str(written.get("kty")))
    if kind is None:
        return None
    try:
        key = kind.import_key(written)
    except _UNREADABLE:
        return None
    is_weak = isinstance(key, RSAKey) and key.public_key.key_size < _FEWEST_RSA_BITS
    return None if is_weak else key


def prove(token: str, keys: KeySet, expected: Expected, now: Callable[[], float]) -> Proven:
    """Who the token is about; raises `NotProven`, or `UnknownKey` when newer keys may help."""
    try:
        claims = jwt.decode(token, keys, algorithms=ALGORITHMS, registry=_HEADERS).claims
    except InvalidKeyIdError:
        raise UnknownKey from None
    except _UNREADABLE as fault:
        raise NotProven(f"signature ({type(fault).__name__})") from None
    try:
        _rules(expected, now).validate(claims)
    except ClaimError as fault:
        raise NotProven(f"claim {fault.claim}") from None
    _check_party(claims, expected.client_id)
    return _who(claims)


def _rules(expected: Expected, now: Callable[[], float]) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now=lambda: int(now()),
        leeway=SKEW_S,
        iss={"essential": True, "value": expected.issuer},
        sub={"essential": True},
        aud={"essential": True, "value": expected.client_id},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": expected.nonce},
    )


def _check_party(claims: dict[str, Any], client_id: str) -> None:
    """A token for several must have been asked for by us, and whoever is named as having asked must be us."""
    is_for_several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if is_for_several else client_id) != client_id:
        raise NotProven("claim azp")


def _who(claims: dict[str, Any]) -> Proven:
    email, methods = claims.get("email"), claims.get("amr")
    # An address its owner only claims is anybody's; `true` as a word is not the value the standard knows.
    is_verified = claims.get("email_verified") is True
    if not is_verified or not isinstance(email, str) or not 0 < len(email) <= _LONGEST_ADDRESS:
        return Proven(None)
    return Proven(email, isinstance(methods, list) and "mfa" in methods)
