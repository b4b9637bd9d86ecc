"""Links that let somebody in once: drawn, kept as a digest, and read back from what a browser brings."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from enum import StrEnum

PATH = "join"
PARAMETER = "key"
_BYTES = 32
_SHAPE = re.compile(r"(inv|pwd)_([A-Za-z0-9_-]{43})")


class LinkKind(StrEnum):
    """What a link is for; the word stands in front of its token."""

    INVITATION = "inv"
    PASSWORD = "pwd"


@dataclass(frozen=True, slots=True)
class Link:
    """A key that was just drawn: `key` is told once and kept nowhere."""

    kind: LinkKind
    key: str = field(repr=False)

    @property
    def path(self) -> str:
        """The link below the address of the app."""
        return f"/{PATH}?{PARAMETER}={self.key}"


def draw(kind: LinkKind) -> tuple[Link, bytes]:
    """A new link, and what is kept of it."""
    link = Link(kind, f"{kind.value}_{secrets.token_urlsafe(_BYTES)}")
    return link, digest(link.key)


def digest(key: str) -> bytes:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).digest()


def kind_of(key: str) -> LinkKind | None:
    """What a key is for; None when it cannot be one of ours."""
    found = _SHAPE.fullmatch(key)
    return None if found is None else LinkKind(found[1])


def is_same(key: str, held: bytes) -> bool:
    """Whether a key is the one kept, told in the same time whatever differs."""
    return hmac.compare_digest(digest(key), held)
