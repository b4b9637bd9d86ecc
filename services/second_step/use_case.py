"""The use case: a user sets a second step up, confirms it, renews the recovery codes, and turns it off."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from data.connect import Database
from data.vocabulary import AuditAction
from data.work import Context, ReadingWork
from services import noted
from services.access import Actor, Capability
from services.accounts.shared import refuse_shared
from services.attempts import Attempts
from services.errors import BadInput, Conflict, NotAllowed
from services.second_step import codes
from services.signing_in import Admitted, WeighCode
from services.words import Text

WRONG = BadInput(
    "STEP-001",
    Text(sv="Koden stämmer inte.", en="The code is not right."),
    Text(sv="Vänta på nästa kod i appen och skriv den.", en="Wait for the next code in the app and type it."),
)
NOT_BEGUN = Conflict(
    "STEP-002",
    Text(sv="Tvåstegsinloggningen är inte påbörjad eller är redan på.", en="The second step is not begun, or is on."),
    Text(sv="Ladda om sidan.", en="Reload the page."),
)
NEEDED = NotAllowed(
    "STEP-003",
    Text(
        sv="Organisationen kräver tvåstegsinloggning av administratörer.",
        en="The organisation asks administrators for a second step.",
    ),
    Text(
        sv="Byt telefon genom att låta en annan administratör ta bort den, så sätter du upp den på nytt.",
        en="To change phones, have another administrator take it away, and set it up anew.",
    ),
)


@dataclass(frozen=True, slots=True)
class OwnState:
    """Whether it is on, how many recovery codes are left, and whether it may be turned off."""

    is_on: bool
    codes_left: int
    is_asked_for: bool


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A secret to take over into an app: by camera (`picture`, SVG) or typed by hand."""

    secret: str = field(repr=False)
    picture: str = field(repr=False)


class SecondSteps:
    """For every user, about the own account only."""

    def __init__(
        self, database: Database, attempts: Attempts, weigh: WeighCode, now: Callable[[], float] = time.time
    ) -> None:
        self._database, self._attempts, self._weigh, self._now = database, attempts, weigh, now

    def state(self, actor: Actor) -> OwnState:
        """How the own account stands."""
        actor.require(Capability.OWN_ACCOUNT)
        with self._database.reading(_context(actor)) as work:
            is_on = actor.user_id in work.second_steps.holders()
            return OwnState(is_on, work.second_steps.codes_left(actor.user_id), _is_asked_for(work, actor))

    def begin(self, actor: Actor) -> Enrolment:
        """A new secret, in force once a code of it has been typed."""
        actor.require(Capability.OWN_ACCOUNT)
        secret = codes.draw_secret()
        with self._database.writing(_context(actor)) as work:
            email = refuse_shared(work, actor.user_id)
            held = work.second_steps.own()
            if held is not None and held.confirmed_at is not None:
                raise NOT_BEGUN
            work.second_steps.begin(actor.user_id, secret)
        return Enrolment(secret, codes.picture(codes.address(secret, email)))

    def confirm(self, actor: Actor, code: str, session_id: UUID | None = None) -> tuple[str, ...]:
        """Put it in force by a code of the app; the recovery codes, shown once. Other sessions end."""
        actor.require(Capability.OWN_ACCOUNT)
        drawn = codes.draw_recovery_codes()
        with self._database.writing(_context(actor)) as work:
            held = work.second_steps.own()
            if held is None or held.confirmed_at is not None:
                raise NOT_BEGUN
            step = codes.step_of(held.secret, code, self._now())
            if step is None:
                raise WRONG
            if not work.second_steps.spend(actor.user_id, step, confirming=True):
                raise NOT_BEGUN
            work.second_steps.renew_codes(actor.user_id, map(codes.digest, drawn))
            work.sessions.end_others(actor.user_id, session_id)
            work.audit.note(AuditAction.ACCOUNT, "users", [actor.user_id], noted.STEP_ON.en)
        return drawn

    def renew_codes(self, actor: Actor, code: str, address: str) -> tuple[str, ...]:
        """New recovery codes for a code of the app; earlier ones open nothing any more."""
        self._weighed(actor, code, address)
        drawn = codes.draw_recovery_codes()
        with self._database.writing(_context(actor)) as work:
            work.second_steps.renew_codes(actor.user_id, map(codes.digest, drawn))
            work.audit.note(AuditAction.ACCOUNT, "users", [actor.user_id], noted.CODES.en)
        return drawn

    def turn_off(self, actor: Actor, code: str, address: str, session_id: UUID | None = None) -> None:
        """Sign in by password alone from now on; other sessions end."""
        with self._database.reading(_context(actor)) as work:
            if _is_asked_for(work, actor):
                raise NEEDED
        self._weighed(actor, code, address)
        with self._database.writing(_context(actor)) as work:
            work.second_steps.drop(actor.user_id)
            work.sessions.end_others(actor.user_id, session_id)
            work.audit.note(AuditAction.ACCOUNT, "users", [actor.user_id], noted.STEP_OFF.en)

    def _weighed(self, actor: Actor, code: str, address: str) -> None:
        """A guess counts like one at the door: a session left open is no way to try codes for ever."""
        actor.require(Capability.OWN_ACCOUNT)
        with self._database.reading(_context(actor)) as work:
            email = refuse_shared(work, actor.user_id)
        who = Admitted(actor.organization_id, actor.user_id, 0, actor.role, email)
        if not self._attempts.weigh(email, address, lambda: self._weigh(who, code)):
            raise WRONG


def _is_asked_for(work: ReadingWork, actor: Actor) -> bool:
    return actor.role.value in {"admin", "super_admin"} and work.second_steps.is_asked_of_admins()


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value)
