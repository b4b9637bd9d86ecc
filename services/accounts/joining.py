"""The use case of somebody outside with a link, or without a password: join, set a new password, ask for one.

Nothing here tells whether an address has an account: links are looked up by their token, and asking for a new password
answers the same, after the same while, for everybody. With a mail server the answer is a link in the mailbox; without
one the wish stands on the administrators' page, who know the person and hand the link over.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from data.connect import Database
from data.ids import new_id
from data.repositories.resets import ResetRow
from data.repositories.signing_in import InvitationFound, ResetFound
from data.repositories.users import UserRow
from data.vocabulary import AuditAction, Role, UserStatus
from data.work import Conflict as Broken
from data.work import Context
from services import noted
from services.accounts import refusals
from services.accounts.links import Link, LinkKind, digest, draw, is_same, kind_of
from services.accounts.managing import RESET_LASTS, RoleWish, subject_name
from services.accounts.password_rules import check, shortest
from services.attempts import Attempts, as_written
from services.demo_users import DEMO_USERS
from services.entrance import may_enter
from services.errors import NotAllowed
from services.jobs.queue import enqueue_link
from services.passwords import hash_password
from services.signing_in import SigningIn

WISH_STANDS = timedelta(days=7)
ANSWER_AFTER_S = 0.6
"""Longer than any answer takes, so that the time tells nothing."""
MOST_WISHES = (3, 20)
LONGEST_NAME = 100
_SHARED = frozenset(user.email for user in DEMO_USERS)


@dataclass(frozen=True, slots=True)
class JoinView:
    """What a link leads to: whose it is, and what is asked for."""

    kind: LinkKind
    organization_name: str
    email: str = field(repr=False)
    role: Role
    asks_name: bool
    shortest: int


class Joining:
    """For everybody with a link; `secret` keys the counters of those who ask for one."""

    def __init__(
        self,
        database: Database,
        signing_in: SigningIn,
        secret: bytes,
        *,
        sends_mail: bool,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._database, self._signing_in = database, signing_in
        self._sends_mail, self._pause = sends_mail, pause
        self._wishes = Attempts(database.door, secret, "new password ", MOST_WISHES)

    def look(self, key: str) -> JoinView:
        """What the link is for; `NotFound` when it opens nothing any more."""
        found = self._found(key)
        with self._database.reading(_context(found)) as work:
            own = work.organizations.own()
            name = own.name if own else ""
            if isinstance(found, ResetFound):
                user = work.users.find(found.user_id)
                if user is None:
                    raise refusals.NO_LINK
                least = shortest(found.has_second_step)
                return JoinView(LinkKind.PASSWORD, name, user.email, user.role, asks_name=False, shortest=least)
            invited = work.invitations.find(found.invitation_id)
        if invited is None:
            raise refusals.NO_LINK
        asks_name = invited.role in {Role.ADMIN, Role.SCHEDULER, Role.SUPER_ADMIN}
        return JoinView(LinkKind.INVITATION, name, invited.email, invited.role, asks_name, shortest(False))

    def join(self, key: str, name: str, password: str, address: str) -> str:
        """An account for the invited, and the ticket that signs them in."""
        view, found, user_id = self.look(key), self._found(key), new_id()
        if not isinstance(found, InvitationFound):
            raise refusals.NO_LINK
        told = " ".join(name.split())[:LONGEST_NAME]
        if view.asks_name and (not told or not told.isprintable()):
            raise refusals.NO_NAME
        check(password, has_second_step=False, about=(view.email, told, view.organization_name))
        hashed = hash_password(password)
        try:
            with self._database.writing(Context(found.organization_id, user_id, Role.ADMIN.value)) as work:
                invited = work.invitations.find(found.invitation_id)
                if invited is None:
                    raise refusals.NO_LINK
                wish = RoleWish(invited.role, invited.employee_id or invited.client_id)
                known_as = told if view.asks_name else subject_name(work, wish) or "–"
                work.users.add(
                    UserRow(user_id, known_as, invited.email, wish.role, UserStatus.ACTIVE,
                            wish.employee_id, wish.client_id),
                    hashed,
                )  # fmt: skip
                if not work.invitations.accept(found.invitation_id, user_id):
                    raise refusals.NO_LINK
        except Broken:  # the address, or the carer, has an account: which one is not for the holder of a link to know
            raise refusals.NOT_WITH_THIS from None
        return self._signing_in.welcome(view.email, address)

    def set_password(self, key: str, password: str, address: str) -> str:
        """A new password by a link, and the ticket that signs in; a second step is asked for all the same."""
        view, found = self.look(key), self._found(key)
        if not isinstance(found, ResetFound):
            raise refusals.NO_LINK
        about = (view.email, view.organization_name)
        check(password, has_second_step=found.has_second_step, about=about)
        hashed = hash_password(password)
        with self._database.writing(_context(found)) as work:
            if not work.resets.close(found.reset_id):
                raise refusals.NO_LINK
            work.users.set_password(found.user_id, hashed)
            work.audit.note(AuditAction.ACCOUNT, "users", [found.user_id], noted.NEW_PASSWORD.en)
        return self._signing_in.welcome(view.email, address)

    def ask_password(self, email: str, address: str) -> None:
        """Somebody has forgotten the password: the same silence for everybody, after the same while."""
        begun = time.monotonic()
        with suppress(NotAllowed):  # too many wishes are answered like all others
            self._wishes.weigh(email, address, lambda: self._wish(email))
        self._pause(max(0.0, ANSWER_AFTER_S - (time.monotonic() - begun)))

    def help_in(self, email: str, *, without_second_step: bool = False) -> Link:
        """A link for whoever may run commands on this machine, when no administrator is left to make one."""
        with self._database.door() as door:
            found = door.look_up(as_written(email))
        if found is None or not may_enter(found):
            raise refusals.NO_USER
        link, kept = draw(LinkKind.PASSWORD)
        row = ResetRow(new_id(), found.user_id, found.user_id, datetime.now(UTC) + RESET_LASTS)
        with self._database.writing(Context(found.organization_id, found.user_id, found.role)) as work:
            if without_second_step:
                work.second_steps.drop(found.user_id)
            work.resets.add(row, kept)
            work.audit.note(AuditAction.ACCOUNT, "users", [found.user_id], noted.LINK_MADE.en)
        return link

    def _wish(self, email: str) -> bool:
        """Put the wish down, if there is somebody to have it; False, so that every wish is counted."""
        with self._database.door() as door:
            found = door.look_up(as_written(email))
        if found is None or not may_enter(found) or as_written(email) in _SHARED:
            return False
        with self._database.writing(Context(found.organization_id, found.user_id, found.role)) as work:
            # What stands already is kept: asking must not void the link an administrator has just handed over.
            held = next((row.id for row in work.resets.open() if row.user_id == found.user_id), None)
            row = ResetRow(new_id(), found.user_id, found.user_id, datetime.now(UTC) + WISH_STANDS)
            if held is None:
                work.resets.add(row, None)
            if self._sends_mail:
                enqueue_link(work, "reset_id", held or row.id)
        return False

    def _found(self, key: str) -> InvitationFound | ResetFound:
        kind = kind_of(key)
        with self._database.door() as door:
            found: InvitationFound | ResetFound | None = None
            if kind is LinkKind.INVITATION:
                found = door.invitation(digest(key))
            elif kind is LinkKind.PASSWORD:
                found = door.reset(digest(key))
        if found is None or not is_same(key, found.token_sha256):
            raise refusals.NO_LINK
        return found


def _context(found: InvitationFound | ResetFound) -> Context:
    """Whose password it is acts as themselves; who is not yet anybody, as the invitation allows."""
    if isinstance(found, ResetFound):
        return Context(found.organization_id, found.user_id, found.role)
    return Context(found.organization_id, None, Role.ADMIN.value)
