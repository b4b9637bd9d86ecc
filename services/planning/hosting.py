"""Runs that another system solves, as planning sees them: over which connection, and what is said of them there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from data.connect import Database
from data.work import ReadingWork
from services.access import Actor
from services.connections.refusals import NOT_CONNECTED, PROTECTED
from services.connections.use_case import open_row, working_context
from services.planning.views import TheirView
from services.problem import Problem
from services.timefold import ENGINE as HOSTED_ENGINE

__all__ = ["HOSTED_ENGINE", "HOSTED_NAME", "connection_for", "refuse_protected", "their_view"]

HOSTED_NAME = "Timefold"
MOST_RULES = 60


def connection_for(database: Database, actor: Actor) -> UUID:
    """The organisation's connection, which planners may use and not see; raises `Conflict` when there is none."""
    with database.reading(working_context(actor.organization_id)) as work:
        row = open_row(work)
    if row is None:
        raise NOT_CONNECTED
    return row.id


def refuse_protected(work: ReadingWork, problem: Problem) -> None:
    """A position is an address: those of clients with protected identity go to nobody."""
    hidden = {str(row.id) for row in work.people.clients() if row.protected_identity}
    if any(visit.client_id in hidden for visit in problem.visits):
        raise PROTECTED


def their_view(work: ReadingWork, solution_id: UUID, *, with_rules: bool = False) -> TheirView | None:
    """What the other system says of a run; None when it is solved here."""
    row = work.hosted.find(solution_id)
    if row is None:
        return None
    rules = _rules(work.hosted.analysis(solution_id)) if with_rules else ()
    return TheirView(row.status or "", row.their_score, row.dataset_id, rules)


def _rules(analysis: dict[str, Any] | None) -> tuple[tuple[str, str], ...]:
    """Names and parts as they were told, read with suspicion: it is their document."""
    listed = (analysis or {}).get("constraints")
    found = [
        (each["name"], each["score"])
        for each in (listed if isinstance(listed, list) else ())
        if isinstance(each, dict) and isinstance(each.get("name"), str) and isinstance(each.get("score"), str)
    ]
    costly = [(name[:120], part[:120]) for name, part in found if any(sign in "123456789" for sign in part)]
    return tuple(costly[:MOST_RULES])
