"""Codes of an app and on paper: drawn, written for a phone's camera, and told apart in the same time."""

from __future__ import annotations

import hashlib
import hmac
import io
import secrets

import pyotp

STEP_S = 30
DRIFT_STEPS = 1
RECOVERY_CODES = 10
# Without what is mistaken for something else when it is written by hand: 0 O, 1 I L.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_GROUPS, _GROUP = 4, 4
_ISSUER = "Caire"


def draw_secret() -> str:
    """A new secret of 160 random bits, in base32 as apps want it."""
    return pyotp.random_base32(32)


def address(secret: str, email: str) -> str:
    """What an app reads to take the secret over."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=_ISSUER)


def picture(written: str) -> str:
    """A QR code as SVG, dark on white in any theme."""
    import segno  # only who sets a second step up waits for it

    drawn = io.BytesIO()
    segno.make(written, error="m").save(drawn, kind="svg", scale=5, border=3, dark="#000", light="#fff", xmldecl=False)
    return drawn.getvalue().decode()


def step_of(secret: str, code: str, now_s: float) -> int | None:
    """The step of time a code belongs to, one either way of now; None when it is not of this secret."""
    typed = "".join(code.split())
    if len(typed) != 6 or not typed.isascii() or not typed.isdigit():
        return None
    now, app, found = int(now_s) // STEP_S, pyotp.TOTP(secret), None
    for step in range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1):  # all of them, so that time tells nothing
        if hmac.compare_digest(app.generate_otp(step), typed):
            found = step
    return found


def draw_recovery_codes() -> tuple[str, ...]:
    """New codes such as `7KQM-X2VD-PA9R-TT4H`."""
    return tuple("-".join(_group() for _ in range(_GROUPS)) for _ in range(RECOVERY_CODES))


def digest(code: str) -> bytes:
    """What is kept of a recovery code, however it is typed."""
    typed = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(f"caire recovery code {typed}".encode()).digest()


def is_recovery_code(code: str) -> bool:
    """Whether what was typed has the shape of one."""
    return sum(sign.isalnum() for sign in code) == _GROUPS * _GROUP


def _group() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_GROUP))
