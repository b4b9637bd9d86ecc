"""Where an organisation stands with us, for the line above every page: a trial's days, and who of ours looks in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from data.connect import Database
from data.repositories.support import SupportRow
from data.vocabulary import OrganizationKind, Role
from data.work import Context
from services.access import Actor
from services.keeping.retention import erased_from
from services.trials.days import days_left, last_day_of


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody of the platform's staff may look in: who, why, until when."""

    id: UUID
    who: str
    reason: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """What is told above every page; `last_day` is a trial's, `erased_from` the day everything is erased."""

    last_day: date | None = None
    days_left: int | None = None
    erased_from: date | None = None
    openings: tuple[Opening, ...] = ()


class Standings:
    """Answers one short question for every page."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, actor: Actor) -> Standing:
        """The standing of the actor's organisation now; carers and clients are told of the trial only."""
        is_planner = actor.role in {Role.ADMIN, Role.SCHEDULER} or actor.looking is not None
        with self._database.reading(Context(actor.organization_id, actor.user_id, actor.role)) as work:
            own = work.organizations.own()
            openings = work.support.all() if is_planner else []
        if own is None or own.kind is OrganizationKind.PLATFORM:
            return Standing()
        return Standing(last_day_of(own), days_left(own), erased_from(own), _open(openings))


def _open(rows: list[SupportRow]) -> tuple[Opening, ...]:
    now = datetime.now(UTC)
    return tuple(
        Opening(row.id, row.staff_name or "Caire", row.reason, row.expires_at)
        for row in rows
        if row.closed_at is None and row.expires_at > now
    )
