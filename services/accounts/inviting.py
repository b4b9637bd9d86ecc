"""The use case of an administrator who invites: the same answer whether or not the address has an account anywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from data.connect import Database
from data.ids import new_id
from data.repositories.invitations import InvitationRow
from data.work import Conflict as Broken
from data.work import Work
from services.access import Actor, Capability
from services.accounts import refusals
from services.accounts.links import Link, LinkKind, draw
from services.accounts.managing import RoleWish, context_of, subject_name
from services.attempts import as_written
from services.jobs.queue import enqueue_link

LASTS = timedelta(days=7)
_EMAIL = re.compile(r"[^@\s<>\"(),:;\\\[\]]{1,64}@[^@\s<>\"(),:;\\\[\]]+\.[^@\s<>\"(),:;\\\[\]]{2,}")
_LONGEST_EMAIL = 254


@dataclass(frozen=True, slots=True)
class InvitationWish:
    """Who is to be invited, as what."""

    email: str = field(repr=False)
    role: RoleWish


class Inviting:
    """For administrators."""

    def __init__(self, database: Database, *, sends_mail: bool) -> None:
        self._database, self._sends_mail = database, sends_mail

    def open(self, actor: Actor) -> list[InvitationRow]:
        """Invitations that can still be accepted, the newest first."""
        actor.require(Capability.MANAGE_USERS)
        with self._database.reading(context_of(actor)) as work:
            return work.invitations.open()

    def invite(self, actor: Actor, wish: InvitationWish) -> Link | None:
        """A new invitation in place of an earlier one to the same address; None when it goes by mail."""
        actor.require(Capability.MANAGE_USERS)
        email = checked_email(wish.email)
        wish.role.check()
        try:
            with self._database.writing(context_of(actor)) as work:
                self._check_subject(work, wish.role)
                return self._add(work, actor, email, wish.role)
        except Broken:  # another administrator invites the same address at this moment
            raise refusals.NO_INVITATION from None

    def again(self, actor: Actor, invitation_id: UUID) -> Link | None:
        """The same invitation with a new link and its whole time; the earlier link is void."""
        actor.require(Capability.MANAGE_USERS)
        with self._database.writing(context_of(actor)) as work:
            held = work.invitations.find(invitation_id)
            if held is None:
                raise refusals.NO_INVITATION
            return self._add(work, actor, held.email, RoleWish(held.role, held.employee_id or held.client_id))

    def withdraw(self, actor: Actor, invitation_id: UUID) -> None:
        """Its link opens nothing from now on."""
        actor.require(Capability.MANAGE_USERS)
        with self._database.writing(context_of(actor)) as work:
            if not work.invitations.revoke(invitation_id):
                raise refusals.NO_INVITATION

    def _add(self, work: Work, actor: Actor, email: str, role: RoleWish) -> Link | None:
        link, kept = draw(LinkKind.INVITATION)
        until = datetime.now(UTC) + LASTS
        row = InvitationRow(new_id(), email, role.role, actor.user_id, until, role.employee_id, role.client_id)
        work.invitations.withdraw(email)
        # By mail, the worker draws the key that is sent; the one kept meanwhile is known to nobody.
        work.invitations.add(row, kept)
        if not self._sends_mail or actor.is_demo:  # whoever tries the demo shall not write to the world
            return link
        enqueue_link(work, "invitation_id", row.id)
        return None

    def _check_subject(self, work: Work, role: RoleWish) -> None:
        if role.subject_id is not None and subject_name(work, role) is None:
            raise refusals.NO_SUBJECT
        if role.employee_id and any(user.employee_id == role.employee_id for user in work.users.all()):
            raise refusals.HAS_ACCOUNT


def checked_email(typed: str) -> str:
    """The address as it is kept; raises `BadInput` when it cannot be one."""
    email = as_written(typed)
    if len(email) > _LONGEST_EMAIL or not email.isprintable() or not _EMAIL.fullmatch(email):
        raise refusals.BAD_EMAIL
    return email
