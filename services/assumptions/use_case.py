"""The use case: what the organisation assumes, changed as a new version; nobody's change is written over unseen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.connect import Database
from data.vocabulary import FigureBasis
from data.work import Conflict as Broken
from data.work import Context, Work
from services.access import Actor, Capability
from services.assumptions.amounts import faults
from services.assumptions.stored import from_json, to_json
from services.errors import BadInput, Conflict
from services.jobs.queue import enqueue_figures
from services.kpi.assumptions import USUAL, Assumptions
from services.words import Text

_REFUSED = Text(sv="Antagandena kan inte sparas. {cause}", en="The assumptions cannot be saved. {cause}")
_CHANGED = Conflict(
    "ASSUME-101", Text(sv="Någon annan har ändrat antagandena.", en="Somebody else has changed the assumptions."),
    Text(sv="Se vad som skiljer och spara igen.", en="See what differs and save again."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Version:
    """Who saved assumptions when."""

    number: int
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """What holds now; version 0 is the product's own."""

    version: int
    assumptions: Assumptions
    history: tuple[Version, ...] = ()


class OwnAssumptions:
    """Assumptions of an organisation; every method asks for the capability first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def held(self, actor: Actor) -> Held:
        """What is assumed, and who has changed it, the newest first."""
        actor.require(Capability.SEE_RETURN)
        with self._database.reading(_context(actor)) as work:
            rows = work.assumptions.all()
            users = {user.id: user.name for user in work.users.all()}
        history = tuple(Version(row.version, users.get(row.made_by, ""), row.created_at) for row in rows)
        return Held(rows[0].version, from_json(rows[0].changed), history) if rows else Held(0, USUAL)

    def save(self, actor: Actor, version: int, assumptions: Assumptions) -> int:
        """New assumptions over `version`, as a new one; its number. Kept figures are counted anew behind it."""
        actor.require(Capability.SET_ASSUMPTIONS)
        if issues := faults(assumptions):
            raise BadInput("ASSUME-100", _REFUSED.fill(cause=issues[0].cause), issues[0].action, issues)
        changed = to_json(assumptions)
        try:
            with self._database.writing(_context(actor)) as work:
                row = work.assumptions.newest()
                if (row.version if row else 0) != version:
                    raise _CHANGED
                if changed == (row.changed if row else {}):
                    return version
                work.assumptions.add(version + 1, changed, actor.user_id)
                count_anew(work)
        except Broken as broken:
            raise _CHANGED from broken
        return version + 1


def count_anew(work: Work) -> None:
    """Have every kept figure counted anew behind the act, since it was counted by something that has changed."""
    spans = [days for basis in FigureBasis if (days := work.figures.days(basis)) is not None]
    if spans:
        enqueue_figures(work, min(first for first, _ in spans), max(last for _, last in spans))


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
