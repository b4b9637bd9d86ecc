"""Signing in and out, and who a session token belongs to.

Context: Streamlit keeps a page alive for hours and cannot set a cookie; a cookie a script can read can be stolen.
Decision: the password is weighed here, the page gets a one-time ticket, a route trades it for a random token in an
HttpOnly cookie; the database holds the token's SHA-256. Every page run and every fragment asks `resolve` again, so that
a suspended user, a changed role (the epoch) or a signed-out session ends at once. Idle 30 minutes (kept by the
database), absolute 8 hours. Wrong passwords are counted there too: 5 per account and 50 per address in 15 minutes.
Not chosen: signed tokens that carry the identity; they cannot be taken back.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import unicodedata
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from data.vocabulary import OrganizationStatus, Role, UserStatus
from services.access import Actor
from services.errors import NotAllowed
from services.passwords import is_password
from services.tickets import Tickets
from services.words import Language, Text

ABSOLUTE_S = 8 * 3600
MOST_PER_ACCOUNT = 5
MOST_PER_ADDRESS = 50
_LANES = 4
_OPEN_USERS = {UserStatus.ACTIVE, UserStatus.TRIAL}
_OPEN_ORGANIZATIONS = {OrganizationStatus.ACTIVE, OrganizationStatus.TRIAL}


def _wrong() -> NotAllowed:
    return NotAllowed(
        "SIGN-001",
        Text(sv="E-postadressen eller lösenordet stämmer inte.", en="The e-mail address or the password is not right."),
        Text(sv="Kontrollera stavningen och försök igen.", en="Check the spelling and try again."),
    )


def _locked() -> NotAllowed:
    return NotAllowed(
        "SIGN-002",
        Text(sv="För många misslyckade försök.", en="Too many failed attempts."),
        Text(sv="Vänta en kvart och försök igen.", en="Wait a quarter of an hour and try again."),
    )


class Credentials(Protocol):
    """What the door knows of a user who wants to sign in."""

    @property
    def organization_id(self) -> UUID: ...
    @property
    def user_id(self) -> UUID: ...
    @property
    def password_hash(self) -> str: ...
    @property
    def user_status(self) -> str: ...
    @property
    def organization_status(self) -> str: ...
    @property
    def session_epoch(self) -> int: ...


class SessionRow(Protocol):
    """What the door knows of a valid session."""

    @property
    def organization_id(self) -> UUID: ...
    @property
    def organization_name(self) -> str: ...
    @property
    def user_id(self) -> UUID: ...
    @property
    def user_name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def subject_id(self) -> UUID | None: ...
    @property
    def read_only(self) -> bool: ...
    @property
    def is_demo(self) -> bool: ...
    @property
    def timezone(self) -> str: ...
    @property
    def language(self) -> str | None: ...


class Door(Protocol):
    """The few questions the database answers before a tenant is known."""

    def look_up(self, email: str) -> Credentials | None: ...
    def failures(self, email_hmac: bytes, ip_hmac: bytes) -> tuple[int, int]: ...
    def note_attempt(self, email_hmac: bytes, ip_hmac: bytes, ok: bool) -> None: ...
    def start_session(
        self, organization_id: UUID, user_id: UUID, token_sha256: bytes, epoch: int, absolute_s: int
    ) -> bool: ...
    def resolve(self, token_sha256: bytes, touch: bool) -> SessionRow | None: ...
    def end(self, token_sha256: bytes) -> None: ...


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The actor a token stands for, with the names to greet with and the organisation's wall clock and language."""

    actor: Actor
    user_name: str
    organization_name: str
    zone: ZoneInfo
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class _Admitted:
    organization_id: UUID
    user_id: UUID
    epoch: int


class SigningIn:
    """The use case; `open_door` opens one transaction, `secret` keys the counters so that they hold no addresses."""

    def __init__(
        self,
        open_door: Callable[[], AbstractContextManager[Door]],
        secret: bytes,
        tickets: Tickets[_Admitted] | None = None,
    ) -> None:
        self._open_door = open_door
        self._secret = hmac.digest(secret, b"caire sign-in attempts", "sha256")
        self._tickets: Tickets[_Admitted] = tickets or Tickets()
        # Guesses against one account pass one lane in single file, so parallel ones cannot outrun the counter;
        # the number of lanes bounds the memory of hashing (19 MiB each).
        self._lanes = tuple(threading.Lock() for _ in range(_LANES))

    def admit(self, email: str, password: str, address: str) -> str:
        """A one-time ticket for the right password; a wrong one and an unknown user are refused in the same words."""
        written = unicodedata.normalize("NFC", email).strip().lower()
        account, place = self._hmac("account", written), self._hmac("address", address)
        with self._lanes[account[0] % _LANES]:
            with self._open_door() as door:
                per_account, per_address = door.failures(account, place)
                found = door.look_up(written)
            if per_account >= MOST_PER_ACCOUNT or per_address >= MOST_PER_ADDRESS:
                raise _locked()
            is_right = is_password(password, found.password_hash if found and _may_enter(found) else None)
            with self._open_door() as door:
                door.note_attempt(account, place, is_right)
        if not is_right or found is None:
            raise _wrong()
        return self._tickets.issue(_Admitted(found.organization_id, found.user_id, found.session_epoch))

    def redeem(self, ticket: str) -> str | None:
        """The token of a new session for a fresh ticket, to be set as a cookie and never stored by us."""
        admitted = self._tickets.redeem(ticket)
        if admitted is None:
            return None
        token = secrets.token_urlsafe(32)
        with self._open_door() as door:
            is_started = door.start_session(
                admitted.organization_id, admitted.user_id, _digest(token), admitted.epoch, ABSOLUTE_S
            )
        return token if is_started else None

    def resolve(self, token: str, touch: bool = True) -> SignedIn | None:
        """Who holds `token` now; `touch` says whether this counts as activity."""
        with self._open_door() as door:
            row = door.resolve(_digest(token), touch)
        if row is None:
            return None
        actor = Actor(
            organization_id=row.organization_id,
            user_id=row.user_id,
            role=Role(row.role),
            subject_id=row.subject_id,
            read_only=row.read_only,
            is_demo=row.is_demo,
        )
        language = Language(row.language) if row.language else None
        return SignedIn(actor, row.user_name, row.organization_name, ZoneInfo(row.timezone), language)

    def sign_out(self, token: str) -> None:
        """End the session; the token opens nothing from now on."""
        with self._open_door() as door:
            door.end(_digest(token))

    def _hmac(self, kind: str, value: str) -> bytes:
        return hmac.digest(self._secret, f"{kind}\0{value}".encode(), "sha256")


def _may_enter(found: Credentials) -> bool:
    """A suspended user is refused like an unknown one: who has an account is nobody's business."""
    return found.user_status in _OPEN_USERS and found.organization_status in _OPEN_ORGANIZATIONS


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
