"""ID tokens right and wrong: signed as they should be, not at all, or by what everybody knows."""

from __future__ import annotations

import base64
import hmac
import json
import time
from enum import StrEnum
from typing import Any

from joserfc import jwt
from joserfc.jwk import RSAKey

LIFE_S = 300


class Forgery(StrEnum):
    """How a token is signed."""

    NONE = "rightly"
    UNSIGNED = "alg none"
    PUBLIC_KEY_AS_SECRET = "HS256 by the public key"
    ANOTHERS_KEY = "another's key under the same name"
    WITHOUT_KID = "no name of a key"
    GARBLED = "not a token"


def forged(how: Forgery, claims: dict[str, Any], key: RSAKey) -> str:
    """A token that says `claims`, from now for five minutes unless they say otherwise."""
    now = int(time.time())
    said = {"iat": now, "exp": now + LIFE_S, **claims}
    said = {name: value for name, value in said.items() if value is not None}
    header = {"alg": "RS256", "kid": key.kid}
    if how is Forgery.GARBLED:
        return "not.a.token"
    if how is Forgery.UNSIGNED:
        return f"{_part({**header, 'alg': 'none'})}.{_part(said)}."
    if how is Forgery.PUBLIC_KEY_AS_SECRET:
        written = f"{_part({**header, 'alg': 'HS256'})}.{_part(said)}"  # by hand: no library does this to itself
        return f"{written}.{_text(hmac.digest(key.as_pem(private=False), written.encode(), 'sha256'))}"
    if how is Forgery.ANOTHERS_KEY:
        return jwt.encode(header, said, RSAKey.generate_key(2048), algorithms=["RS256"])
    if how is Forgery.WITHOUT_KID:
        return jwt.encode({"alg": "RS256"}, said, key, algorithms=["RS256"])
    return jwt.encode(header, said, key, algorithms=["RS256"])


def _part(said: dict[str, Any]) -> str:
    return _text(json.dumps(said).encode())


def _text(signs: bytes) -> str:
    return base64.urlsafe_b64encode(signs).rstrip(b"=").decode()
