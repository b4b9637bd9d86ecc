"""How a call is signed: `Caire-Signature: t=<seconds>,v1=<hex>`, HMAC-SHA256 over the stamp, a point and the body."""

from __future__ import annotations

import hmac

HEADER = "Caire-Signature"


def signature(secret: str, stamp_s: int, body: bytes) -> str:
    """The header of a call made at `stamp_s`."""
    digest = hmac.new(secret.encode("ascii"), f"{stamp_s}.".encode() + body, "sha256").hexdigest()
    return f"t={stamp_s},v1={digest}"
