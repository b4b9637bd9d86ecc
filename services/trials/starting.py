"""Starting a trial: from the sign-in page to an organisation of one's own, without anybody's help.

Context      Who tries must be in within a minute; who probes must not learn which addresses have an account.
Decision     Known address or new, the same work is done, the same words are said and a ticket is given; that of a known
             address opens nothing. Nothing is made then. How often an address of the network asks is counted in the
             database, before anything else, so that many asking at once are counted too.
Consequence  Somebody who has an account comes back to the sign-in page, where the way in is the password.
Not chosen   A mail to confirm: a trial on a laptop has no mail, and a link that waits is a planner lost.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.ids import new_id
from data.repositories.users import UserRow
from data.vocabulary import OrganizationActKind, OrganizationStatus, Role, UserStatus
from data.work import Conflict, Context
from services.demo.clock import ZONE_NAME
from services.errors import NotAllowed
from services.jobs.queue import enqueue_demo
from services.passwords import hash_password
from services.trials.wishing import TrialWish, tidied
from services.words import Text

TRIAL_DAYS = 30
MOST_PER_DAY = 10
"""Trials that one address of the network may ask for in a day and a night: a town hall has one address for all."""

_OFF = NotAllowed(
    "TRIAL-004",
    Text(sv="Här går det inte att starta en provperiod själv.", en="Trials cannot be started by oneself here."),
    Text(sv="Be Caire att lägga upp er organisation.", en="Ask Caire to set up your organisation."),
)
_OFTEN = NotAllowed(
    "TRIAL-005",
    Text(sv="För många provperioder har startats härifrån i dag.", en="Too many trials were started from here today."),
    Text(sv="Försök igen i morgon, eller be Caire om hjälp.", en="Try again tomorrow, or ask Caire for help."),
)
_TAKEN = "users_email_key"


class CountingDoor(Protocol):
    """Where attempts are counted before anybody is known."""

    def note_attempt(self, email_hmac: bytes, ip_hmac: bytes, ok: bool) -> None: ...
    def trial_starts(self, ip_hmac: bytes) -> int: ...


class StartingTrials:
    """The use case; `welcome` gives a ticket to somebody whose account has just been made."""

    def __init__(
        self,
        database: Database,
        open_door: Callable[[], AbstractContextManager[CountingDoor]],
        welcome: Callable[[str, str], str],
        secret: bytes,
        *,
        is_on: bool,
    ) -> None:
        self._database, self._open_door, self._welcome = database, open_door, welcome
        self._secret = hmac.digest(secret, b"caire trials", "sha256")
        self.is_on = is_on
        self._lane = threading.Lock()  # bounds the memory of hashing, as at the sign-in

    def start(self, wish: TrialWish, address: str) -> str:
        """A one-time ticket into the new organisation; into nothing where the address of the wish has an account."""
        if not self.is_on:
            raise _OFF
        wanted = tidied(wish)
        self._count(wanted.email, address)
        with self._lane:
            password_hash = hash_password(wanted.password)
        organization_id, admin_id = new_id(), new_id()
        try:
            self._make(organization_id, admin_id, wanted, password_hash)
        except Conflict as known:
            if str(known) != _TAKEN:
                raise
            return secrets.token_urlsafe(32)
        return self._welcome(wanted.email, address)

    def _count(self, email: str, address: str) -> None:
        """Counted first and looked at then: of many at once the last ones are too many."""
        place = self._hmac("address", address)
        with self._open_door() as door:
            door.note_attempt(self._hmac("account", email), place, ok=False)
        with self._open_door() as door:
            if door.trial_starts(place) > MOST_PER_DAY:
                raise _OFTEN

    def _make(self, organization_id: UUID, admin_id: UUID, wish: TrialWish, password_hash: str) -> None:
        """All in one transaction; the user comes last, so that a known address costs as much time as a new one."""
        until = last_day(datetime.now(ZoneInfo(ZONE_NAME)))
        with self._database.writing(Context(organization_id, admin_id, Role.SUPER_ADMIN)) as work:
            work.organizations.make_own(
                wish.organization_name, status=OrganizationStatus.TRIAL, trial_expiration_date=until.date()
            )
            work.acts.note(OrganizationActKind.STARTED, admin_id, until=until.date())
            if wish.with_demo:
                work.acts.note(OrganizationActKind.DEMO_ASKED, admin_id)
                enqueue_demo(work)
            user = UserRow(admin_id, wish.name, wish.email, Role.ADMIN, UserStatus.ACTIVE)
            work.users.add(user, password_hash)

    def _hmac(self, kind: str, value: str) -> bytes:
        return hmac.digest(self._secret, f"{kind}\0{value}".encode(), "sha256")


def last_day(now: datetime) -> datetime:
    """The last day of a trial that begins now, which is its first."""
    return now + timedelta(days=TRIAL_DAYS - 1)
