"""The two halves of a key: how they are drawn, told apart and weighed."""

from __future__ import annotations

import hmac
import re
import secrets
import string

_LETTERS = string.ascii_lowercase + string.digits
_PREFIX_LENGTH = 12
_SECRET_BYTES = 32
_SHAPE = re.compile(r"([a-z0-9]{12})\.([A-Za-z0-9_-]{43})")


def draw() -> tuple[str, str]:
    """A new prefix and a new secret."""
    prefix = "".join(secrets.choice(_LETTERS) for _ in range(_PREFIX_LENGTH))
    return prefix, secrets.token_urlsafe(_SECRET_BYTES)


def halves(key: str) -> tuple[str, str] | None:
    """Prefix and secret of what was sent; None when it cannot be a key of ours."""
    found = _SHAPE.fullmatch(key)
    return None if found is None else (found[1], found[2])


def kept(prefix: str, secret: str) -> bytes:
    """What is kept of a secret: it opens no other prefix, and does not lead back to the secret."""
    return hmac.digest(secret.encode("ascii"), b"caire api key " + prefix.encode("ascii"), "sha256")


def is_right(prefix: str, secret: str, held: bytes) -> bool:
    """Whether the secret is the one kept, told in the same time whatever differs."""
    return hmac.compare_digest(kept(prefix, secret), held)
