"""Signing in and out, and who a session token belongs to.

Context: Streamlit keeps a page alive for hours and cannot set a cookie; a cookie a script can read can be stolen.
Decision: the password is weighed here, the page gets a one-time ticket, a route trades it for a random token in an
HttpOnly cookie; the database holds the token's SHA-256. Who has a second step gets half a ticket for the password and
the whole one for a code; only then is the attempt a success. Every page run and every fragment asks `resolve` again, so
that a suspended user, a changed role (the epoch) or a signed-out session ends at once. Idle 30 minutes (kept by the
database), absolute 8 hours. Wrong passwords and codes are counted together (services/attempts.py).
Not chosen: signed tokens that carry the identity; they cannot be taken back.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo

from data.vocabulary import Role
from services.access import Actor, Looking
from services.attempts import Attempts, as_written
from services.door_refusals import no_account, too_late, wrong, wrong_code
from services.entrance import Credentials, Door, SessionRow, SupportRow, may_enter
from services.errors import CareError
from services.passwords import is_password
from services.tickets import Tickets
from services.words import Language, Text

ABSOLUTE_S = 8 * 3600
HALF_WAY_S = 300.0
"""How long the code may be looked for after the password."""


class CodeAsked(CareError):
    """The password was right and a code is asked for; `half` is traded with the code for the whole ticket."""

    def __init__(self, half: str) -> None:
        super().__init__(
            "SIGN-003",
            Text(sv="En kod behövs också.", en="A code is needed too."),
            Text(sv="Skriv koden från din app.", en="Type the code from your app."),
        )
        self.half = half


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The actor a token stands for, with the names to greet with and the organisation's wall clock and language."""

    actor: Actor
    user_name: str
    organization_name: str
    zone: ZoneInfo
    session_id: UUID | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a session comes from, as coarse as one knows oneself by."""

    device: str | None = None
    network: str | None = None


@dataclass(frozen=True, slots=True)
class Admitted:
    """A user whose password was right; the session must begin in the same epoch."""

    organization_id: UUID
    user_id: UUID
    epoch: int
    role: Role
    email: str = field(repr=False)


WeighCode = Callable[[Admitted, str], bool]
"""Whether a code is the user's, now and for the first time."""


class SigningIn:
    """The use case; `open_door` opens one transaction, `secret` keys the counters so that they hold no addresses."""

    def __init__(
        self,
        open_door: Callable[[], AbstractContextManager[Door]],
        secret: bytes,
        tickets: Tickets[Admitted] | None = None,
        weigh_code: WeighCode = lambda admitted, code: False,
        halves: Tickets[Admitted] | None = None,
    ) -> None:
        self._open_door = open_door
        self._weigh_code = weigh_code
        self._tickets: Tickets[Admitted] = tickets or Tickets()
        self._halves: Tickets[Admitted] = halves or Tickets(lifetime_s=HALF_WAY_S)
        self.attempts = Attempts(open_door, secret)

    def admit(self, email: str, password: str, address: str) -> str:
        """A one-time ticket for the right password; a wrong one and an unknown user are refused in the same words.

        Raises `CodeAsked` where a second step is set up.
        """
        found: Credentials | None = None

        def is_right() -> bool | None:
            nonlocal found
            found = self._found(email)
            held = found.password_hash if found and may_enter(found) else None
            is_password_right = is_password(password, held)
            # Counting the password as a success would forgive wrong codes, and they could be guessed for ever.
            return None if is_password_right and found and found.has_second_step else is_password_right

        if self.attempts.weigh(email, address, is_right) is False or found is None:
            raise wrong()
        return self._let_in(found, email)

    def admit_proven(self, email: str, address: str, *, has_second_factor: bool) -> str:
        """A ticket for whoever an identity provider has proven to own the address; counted like a password.

        The provider's second factor stands in for ours; where it asked for none, ours is asked for (`CodeAsked`).
        """
        found: Credentials | None = None

        def may_come_in() -> bool | None:
            nonlocal found
            found = self._found(email)
            if found is None or not may_enter(found):
                return False
            return None if found.has_second_step and not has_second_factor else True

        if self.attempts.weigh(email, address, may_come_in) is False or found is None:
            raise no_account()
        if has_second_factor:
            return self._tickets.issue(_admitted(found, email))
        return self._let_in(found, email)

    def complete(self, half: str, code: str, address: str) -> str:
        """The ticket for half a ticket and the right code; a wrong code counts like a wrong password."""
        admitted = self._halves.look(half)
        if admitted is None:
            raise too_late()
        if not self.attempts.weigh(admitted.email, address, lambda: self._weigh_code(admitted, code)):
            raise wrong_code()
        if self._halves.redeem(half) is None:
            raise too_late()
        return self._tickets.issue(admitted)

    def welcome(self, email: str, address: str) -> str:
        """A ticket for somebody who has just set the password by a link; a second step is asked for all the same."""
        found = self._found(email)
        if found is None or not may_enter(found):
            raise wrong()
        if not found.has_second_step:
            self.attempts.forgive(email, address)
        return self._let_in(found, email)

    def renew(self, email: str) -> str:
        """A ticket for a signed-in user whose session an act of the own has just ended."""
        found = self._found(email)
        if found is None or not may_enter(found):
            raise wrong()
        return self._tickets.issue(_admitted(found, email))

    def redeem(self, ticket: str, origin: Origin | None = None) -> str | None:
        """The token of a new session for a fresh ticket, to be set as a cookie and never stored by us."""
        admitted, origin = self._tickets.redeem(ticket), origin or Origin()
        if admitted is None:
            return None
        token = secrets.token_urlsafe(32)
        with self._open_door() as door:
            is_started = door.start_session(
                admitted.organization_id, admitted.user_id, _digest(token), admitted.epoch, ABSOLUTE_S,
                origin.device, origin.network,
            )  # fmt: skip
        return token if is_started else None

    def resolve(self, token: str, touch: bool = True) -> SignedIn | None:
        """Who holds `token` now; `touch` says whether this counts as activity."""
        with self._open_door() as door:
            row = door.resolve(_digest(token), touch)
            is_staff = row is not None and row.role == Role.SUPER_ADMIN
            support = door.support(_digest(token)) if is_staff else None
        if row is None:
            return None
        if support is not None and not row.owes_second_step:
            return _looking_in(row, support)
        actor = Actor(
            organization_id=row.organization_id,
            user_id=row.user_id,
            role=Role(row.role),
            subject_id=row.subject_id,
            read_only=row.read_only,
            is_demo=row.is_demo,
            owes_second_step=row.owes_second_step,
        )
        language = Language(row.language) if row.language else None
        zone = ZoneInfo(row.timezone)
        return SignedIn(actor, row.user_name, row.organization_name, zone, row.session_id, language)

    def sign_out(self, token: str) -> None:
        """End the session; the token opens nothing from now on."""
        with self._open_door() as door:
            door.end(_digest(token))

    def _found(self, email: str) -> Credentials | None:
        with self._open_door() as door:
            return door.look_up(as_written(email))

    def _let_in(self, found: Credentials, email: str) -> str:
        who = _admitted(found, email)
        if found.has_second_step:
            raise CodeAsked(self._halves.issue(who))
        return self._tickets.issue(who)


def _looking_in(staff: SessionRow, support: SupportRow) -> SignedIn:
    """The staff in the organisation that is open to them: the moment it closes, `resolve` puts them back at home."""
    looking = Looking(support.opening_id, support.expires_at)
    actor = Actor(support.organization_id, staff.user_id, Role.SUPER_ADMIN, looking=looking)
    return SignedIn(actor, staff.user_name, support.organization_name, ZoneInfo(support.timezone))


def _admitted(found: Credentials, email: str) -> Admitted:
    return Admitted(found.organization_id, found.user_id, found.session_epoch, Role(found.role), as_written(email))


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
