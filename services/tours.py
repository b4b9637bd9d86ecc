"""The use case: who plans is led through the work once, and again when asked for; remembered wherever they sign in."""

from __future__ import annotations

from data.connect import Database
from data.work import Context
from services.access import Actor, Capability

_PLANS = Capability.RUN_SOLVER
"""The tour is for who may do what it tells of: nobody who only reads, looks in or has an ended trial."""


class Tours:
    """For planners, and administrators who plan; everybody about themselves."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_due(self, actor: Actor) -> bool:
        """Whether the actor is to be led: somebody who plans and has neither finished nor skipped the tour."""
        if not actor.may(_PLANS):
            return False
        with self._database.reading(_context(actor)) as work:
            return not work.tours.is_over(actor.user_id)

    def end(self, actor: Actor) -> None:
        """Finished or skipped: it does not come back by itself, in no browser."""
        actor.require(_PLANS)
        with self._database.writing(_context(actor)) as work:
            work.tours.end(actor.user_id)

    def begin_again(self, actor: Actor) -> None:
        """The actor would like to be led once more."""
        actor.require(_PLANS)
        with self._database.writing(_context(actor)) as work:
            work.tours.begin_again(actor.user_id)


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value)
