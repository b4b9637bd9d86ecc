"""Support access: one of the platform's staff looks into one organisation, by name, with a reason and an end.

Context      Some faults show only with the organisation's own data, which the platform's staff must not see.
Decision     An opening is a row that the database's policies look at (migration 0012). While it is open, the session of
             whoever opened it stands in that organisation, with the right to look and no other; names stay sealed.
             Every page that is looked at is on record there, with who and why.
Consequence  It ends by itself: each page, fragment and click asks the session again, and finds the opening closed.
Not chosen   A second account inside the organisation: it would outlive the reason it was made for.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from data.connect import Database
from data.vocabulary import AuditAction, OrganizationKind, Role
from data.work import Context
from services import noted
from services.access import Actor, Capability
from services.platform import refusals

SHORTEST_MIN, LONGEST_MIN = 15, 480
SHORTEST_REASON, LONGEST_REASON = 10, 500
NOTED_EVERY_S = 60.0
"""A page that ticks is noted once a minute; every other look each time."""


class SupportAccess:
    """The use case; `clock` counts seconds and only its differences matter."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._database, self._clock = database, clock
        self._noted: dict[tuple[UUID, UUID, str], float] = {}
        self._lock = threading.Lock()

    def open(self, actor: Actor, organization_id: UUID, reason: str, minutes: int) -> datetime:
        """Look into an organisation from now on; until when."""
        actor.require(Capability.PLATFORM)
        told = " ".join(reason.split())
        if not SHORTEST_REASON <= len(told) <= LONGEST_REASON:
            raise refusals.NO_REASON
        if isinstance(minutes, bool) or not SHORTEST_MIN <= minutes <= LONGEST_MIN:
            raise refusals.BAD_TIME
        with self._database.writing(Context(organization_id, actor.user_id, Role.SUPER_ADMIN)) as work:
            own = work.organizations.own()
            if own is None or own.kind is not OrganizationKind.TENANT:
                raise refusals.NO_ORGANIZATION
            return work.support.look_in(told, minutes)

    def leave(self, actor: Actor) -> None:
        """End it oneself; the session is back at the platform's own desk."""
        if actor.looking is None:
            raise refusals.CLOSED
        self._close(actor, actor.looking.opening_id)

    def end(self, actor: Actor, opening_id: UUID) -> None:
        """The organisation's administrator ends it: whoever looks in is out at the next click, or within a tick."""
        actor.require(Capability.PERSON_RIGHTS)
        self._close(actor, opening_id)

    def note_look(self, actor: Actor, what: str, *, is_tick: bool = False) -> None:
        """Put on record that somebody of ours looked at a page of an organisation; nothing for anybody else."""
        if actor.looking is None or (is_tick and not self._is_due(actor.looking.opening_id, actor.user_id, what)):
            return
        with self._database.writing(_context(actor)) as work:
            told = noted.SUPPORT.fill(what=what).en[:500]
            work.audit.note(AuditAction.READ, "support_access", [actor.looking.opening_id], told)

    def _is_due(self, opening_id: UUID, user_id: UUID, what: str) -> bool:
        now, key = self._clock(), (opening_id, user_id, what)
        with self._lock:
            self._noted = {each: at for each, at in self._noted.items() if now - at < NOTED_EVERY_S}
            is_due = key not in self._noted
            self._noted.setdefault(key, now)
        return is_due

    def _close(self, actor: Actor, opening_id: UUID) -> None:
        with self._database.writing(_context(actor)) as work:
            if not work.support.close(opening_id, actor.user_id):
                raise refusals.CLOSED


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role)
