"""The use case: a day to try the product on is there from the start, a fortnight of a whole district when asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.vocabulary import Role
from data.work import Conflict, Context
from services.access import Actor, Capability
from services.demo import DemoOrganization, DemoSize, make
from services.demo.clock import ZONE_NAME
from services.demo_seeding.history import lay_history
from services.demo_seeding.ids import DEMO_ORGANIZATION_ID
from services.demo_seeding.laying import is_laid, last_day_of, lay_days, lay_people
from services.errors import NotAllowed
from services.jobs.queue import enqueue_figures
from services.words import Text

_ONLY_DEMO = NotAllowed(
    "DEMO-001",
    Text(sv="Det här är inte demoorganisationen.", en="This is not the demo organisation."),
    Text(sv="Logga in som en demoanvändare för att prova.", en="Sign in as a demo user to try."),
)


@dataclass(frozen=True, slots=True)
class Filled:
    """The days that are there now; `is_new` when they were laid by this call."""

    first_day: date
    last_day: date
    clients: int
    visits: int
    is_new: bool


def local_today() -> date:
    """Today where the demo organisation lies."""
    return datetime.now(ZoneInfo(ZONE_NAME)).date()


def coming_monday(today: date) -> date:
    """The first Monday after today."""
    return today + timedelta(days=7 - today.weekday())


class Demo:
    """Demo data of the demo organisation; asking twice lays nothing twice."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def prepare(self, today: date | None = None) -> Filled:
        """The small organisation with one day: today."""
        day = today or local_today()
        return self._lay(make(DemoSize.S, day), day)

    def fill_fortnight(self, actor: Actor, today: date | None = None) -> Filled:
        """A whole district with a fortnight from the coming Monday, for a planner of the demo organisation."""
        actor.require(Capability.IMPORT)
        if actor.organization_id != DEMO_ORGANIZATION_ID:
            raise _ONLY_DEMO
        day = today or local_today()
        return self._lay(make(DemoSize.M, coming_monday(day)), day, actor.user_id, actor.role)

    def fill_history(self, size: DemoSize = DemoSize.M, today: date | None = None) -> Filled:
        """Performed fortnights of the 90 days before what is laid, and their key figures in the queue."""
        with self._database.writing(Context(DEMO_ORGANIZATION_ID, None, Role.ADMIN)) as work:
            laid = lay_history(work, size, today or local_today())
            if laid.visits:
                enqueue_figures(work, laid.first_day, laid.last_day)
        return Filled(laid.first_day, laid.last_day, laid.clients, laid.visits, laid.visits > 0)

    def _lay(self, made: DemoOrganization, today: date, user_id: UUID | None = None, role: Role = Role.ADMIN) -> Filled:
        try:
            with self._database.writing(Context(DEMO_ORGANIZATION_ID, user_id, role)) as work:
                lay_people(work, made)
                is_new = lay_days(work, made, today)
        except Conflict:
            if not self._is_laid(made):
                raise
            is_new = False  # another process laid the same at this moment, with the same ids
        return Filled(made.first_day, last_day_of(made), len(made.clients), len(made.problem.visits), is_new)

    def _is_laid(self, made: DemoOrganization) -> bool:
        with self._database.reading(Context(DEMO_ORGANIZATION_ID, None, Role.ADMIN)) as work:
            return is_laid(work, made)
