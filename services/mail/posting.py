"""The worker's side: draws the key of one link, sends it, notes what came of it, and tries again later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol
from uuid import UUID

from data.connect import Database
from data.vocabulary import Role
from data.work import Context
from services.accounts.links import Link, LinkKind, draw
from services.jobs.queue import enqueue_link
from services.mail.letter import Letter, letter_with

PAUSES_S = (30, 300, 1800, 7200)
"""How long to wait after each attempt that failed; after the last one nobody is written to."""
SENT = "sent"


class Sender(Protocol):
    """Hands a letter over: the word for what came of it, and whether asking again may help."""

    def send(self, letter: Letter) -> tuple[str, bool]: ...


class Posting:
    """Sends links; `base_url` is how browsers reach us."""

    def __init__(
        self, database: Database, sender: Sender, base_url: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database, self._sender, self._base_url, self._now = database, sender, base_url, now

    def invitation(self, organization_id: UUID, invitation_id: UUID, tries: int = 0) -> str | None:
        """Send an invitation; what came of it, None when it is not open any more."""
        context = _context(organization_id)
        link, kept = draw(LinkKind.INVITATION)
        with self._database.writing(context) as work:
            to = work.invitations.draw(invitation_id, kept)
            own = work.organizations.own()
        if to is None or own is None:
            return None
        outcome, may_help = self._post(link, to, own.name)
        with self._database.writing(context) as work:
            work.invitations.note_mail(invitation_id, outcome, is_sent=outcome == SENT)
            if may_help and tries < len(PAUSES_S):
                enqueue_link(work, "invitation_id", invitation_id, tries + 1, self._later(tries))
        return outcome

    def reset(self, organization_id: UUID, reset_id: UUID, tries: int = 0) -> str | None:
        """Send a link for a new password; what came of it, None when it is not open any more."""
        context = _context(organization_id)
        link, kept = draw(LinkKind.PASSWORD)
        with self._database.writing(context) as work:
            user_id = work.resets.draw(reset_id, kept)
            to = None if user_id is None else work.users.email_of(user_id)
            own = work.organizations.own()
        if to is None or own is None:
            return None
        outcome, may_help = self._post(link, to, own.name)
        with self._database.writing(context) as work:
            work.resets.note_mail(reset_id, outcome, is_sent=outcome == SENT)
            if may_help and tries < len(PAUSES_S):
                enqueue_link(work, "reset_id", reset_id, tries + 1, self._later(tries))
        return outcome

    def _post(self, link: Link, to: str, organization: str) -> tuple[str, bool]:
        return self._sender.send(letter_with(link, to, organization, self._base_url))

    def _later(self, tries: int) -> datetime:
        return self._now() + timedelta(seconds=PAUSES_S[tries])


def _context(organization_id: UUID) -> Context:
    return Context(organization_id, None, Role.ADMIN.value, database_role="caire_worker")
