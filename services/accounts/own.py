"""The use case of everybody: the own password, and where one is signed in."""

from __future__ import annotations

from uuid import UUID

from data.connect import Database
from data.repositories.sessions import OpenSession
from data.work import Context
from services.access import Actor, Capability
from services.accounts import refusals
from services.accounts.password_rules import check, shortest
from services.accounts.shared import refuse_shared
from services.passwords import hash_password, is_password
from services.signing_in import SigningIn


class OwnAccount:
    """For every user, about the own account only."""

    def __init__(self, database: Database, signing_in: SigningIn) -> None:
        self._database, self._signing_in = database, signing_in

    def shortest(self, actor: Actor) -> int:
        """How many signs a new password must have."""
        actor.require(Capability.OWN_ACCOUNT)
        with self._database.reading(_context(actor)) as work:
            return shortest(actor.user_id in work.second_steps.holders())

    def change_password(self, actor: Actor, present: str, new: str, address: str) -> str:
        """A new password for the right old one; every session ends, and a ticket begins the next one here."""
        actor.require(Capability.OWN_ACCOUNT)
        with self._database.reading(_context(actor)) as work:
            email = refuse_shared(work, actor.user_id)
            has_second_step = actor.user_id in work.second_steps.holders()
            user, own = work.users.find(actor.user_id), work.organizations.own()
        attempts = self._signing_in.attempts
        if not attempts.weigh(email, address, lambda: is_password(present, self._held(email))):
            raise refusals.WRONG_PASSWORD
        about = (email, user.name if user else "", own.name if own else "")
        check(new, has_second_step=has_second_step, about=about)
        hashed = hash_password(new)
        with self._database.writing(_context(actor)) as work:
            work.users.set_password(actor.user_id, hashed)
            work.resets.close_of(actor.user_id)
        return self._signing_in.renew(email)

    def sessions(self, actor: Actor) -> list[OpenSession]:
        """Where one is signed in, the one seen last first."""
        actor.require(Capability.OWN_ACCOUNT)
        with self._database.reading(_context(actor)) as work:
            return work.sessions.open_of(actor.user_id)

    def end(self, actor: Actor, session_id: UUID) -> None:
        """Sign out there."""
        actor.require(Capability.OWN_ACCOUNT)
        with self._database.writing(_context(actor)) as work:
            if not work.sessions.end(actor.user_id, session_id):
                raise refusals.NO_SESSION

    def end_all(self, actor: Actor) -> None:
        """Sign out everywhere, here too."""
        actor.require(Capability.OWN_ACCOUNT)
        with self._database.writing(_context(actor)) as work:
            work.sessions.end_all(actor.user_id)

    def _held(self, email: str) -> str | None:
        with self._database.door() as door:
            found = door.look_up(email)
        return found.password_hash if found else None


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value)
