"""The use case: look at a period before it is solved, and see everything that would spoil it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.work import Context, ReadingWork
from services.access import Actor, Capability
from services.demand.expansion import expand
from services.demand.use_case import AROUND
from services.errors import BadInput
from services.hindrances.hindrance import Hindrance, worst_first
from services.hindrances.of_needs import of_needs
from services.hindrances.of_problem import of_problem
from services.hindrances.of_shifts import of_delegations, of_patterns, of_shifts
from services.planning.problems import load_problem
from services.rota.use_case import ground_of, made_of
from services.words import Text

LONGEST_DAYS = 35
_TOO_LONG = BadInput(
    "PLAN-033",
    Text(sv="Perioden går inte att kontrollera.", en="These days cannot be checked."),
    Text(sv="Välj 1–35 dagar, den första före den sista.", en="Choose 1–35 days, the first before the last."),
)


class Hindrances:
    """What would spoil a solve, for those who plan."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, actor: Actor, first: date, last: date, district_id: UUID | None = None) -> list[Hindrance]:
        """Everything that would spoil a solve of these days, the worst first."""
        actor.require(Capability.SEE_PLAN)
        if not timedelta() <= last - first < timedelta(days=LONGEST_DAYS):
            raise _TOO_LONG
        with self._database.reading(_context(actor)) as work:
            return worst_first(_survey(work, first, last, district_id))

    def stamp(self, actor: Actor, first: date, last: date) -> str:
        """A word that changes whenever something `of` looks at has changed."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            return work.stamps.planning(first - AROUND, last + AROUND)


def _survey(work: ReadingWork, first: date, last: date, district_id: UUID | None) -> list[Hindrance]:
    own = work.organizations.own()
    assert own is not None  # a transaction is always inside an organisation that exists
    clients = {row.id: row for row in work.people.clients() if district_id is None or row.district_id == district_id}
    needs = [need for need in work.requirements.all() if need.client_id in clients]
    standing = [row for row in work.visits.between(first - AROUND, last + AROUND) if row.client_id in clients]
    expansion = expand(needs, clients, standing, first, last, ZoneInfo(own.timezone))
    ground = ground_of(work, first, last)
    whose = {str(row.id): row.visit_requirement_id for row in standing if row.visit_requirement_id is not None}
    inside = [row for row in ground.shifts if first <= row.day <= last]
    return [
        *of_needs(expansion, needs, clients, first, last),
        *of_problem(load_problem(work, first, last, district_id), whose),
        *of_shifts(ground, first, last),
        *of_patterns(made_of(work, first, last), ground),
        *of_delegations(ground.employees, inside, standing, first, last),
    ]


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
