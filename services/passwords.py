"""Passwords are kept as argon2id hashes, and checking one takes the same time whether the user exists or not."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LONGEST = 1024
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODY = _HASHER.hash("nobody has this password")


def hash_password(password: str) -> str:
    """The argon2id hash to store (19 MiB, two passes, one lane)."""
    return _HASHER.hash(password)


def is_password(password: str, stored: str | None) -> bool:
    """Whether `password` belongs to the `stored` hash; without one a stand-in is weighed, for the same time."""
    try:
        # The stand-in goes through the same call, so an unknown user cannot be told by the clock.
        matches = _HASHER.verify(stored or _NOBODY, password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return matches and stored is not None and len(password) <= LONGEST
