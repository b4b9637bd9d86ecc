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
from services.demo_seeding.laying import is_laid, is_staffed, is_taken, last_day_of, lay_days, lay_people
from services.demo_seeding.sick_day import fall_ill
from services.errors import Conflict as Refused
from services.errors import NotAllowed
from services.jobs.queue import enqueue_figures
from services.words import Text

_ONLY_DEMO = NotAllowed(
    "DEMO-001",
    Text(sv="Det här är inte demoorganisationen.", en="This is not the demo organisation."),
    Text(sv="Logga in som en demoanvändare för att prova.", en="Sign in as a demo user to try."),
)
_TAKEN = Refused(
    "DEMO-002",
    Text(sv="Andra demodata ligger redan på de här dagarna.", en="Other demo data lie on these days already."),
    Text(sv="Börja om med en tom demoorganisation.", en="Begin again with an empty demo organisation."),
)
WEEK = timedelta(days=7)


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

    def fill_fortnight(self, actor: Actor, today: date | None = None, size: DemoSize = DemoSize.M) -> Filled:
        """An organisation with a fortnight from the coming Monday, for a planner of the demo organisation.

        Where another fortnight was laid on those days, it is a later Monday.
        """
        _check(actor)
        day = today or local_today()
        made = make(size, coming_monday(day))
        while self._is_in_the_way(made):
            made = make(size, made.first_day + WEEK)
        return self._lay(made, day, actor.user_id, actor.role)

    def has_fortnight(self, actor: Actor, today: date | None = None) -> bool:
        """Whether a fortnight is there already, by whatever way it was laid: one that runs, or the coming one."""
        _check(actor)
        day = today or local_today()
        with self._database.reading(_context(actor.user_id, actor.role)) as work:
            return is_staffed(work, day, coming_monday(day) + 2 * WEEK - timedelta(days=1))

    def fill_sick_day(self, actor: Actor, today: date | None = None, size: DemoSize = DemoSize.M) -> Filled:
        """A fortnight from this week's Monday, lived until yesterday and published, with a carer who is ill today."""
        _check(actor)
        actor.require(Capability.PUBLISH_PLAN)
        day = today or local_today()
        made = make(size, day - timedelta(days=day.weekday()))
        with self._database.writing(_context(actor.user_id, actor.role)) as work:
            lay_people(work, made)
            if not is_laid(work, made) and is_taken(work, made):
                raise _TAKEN
            laid = lay_days(work, made, day)
            if laid.plan_id is not None:
                fall_ill(work, made, laid.plan_id, day, actor.user_id)
                enqueue_figures(work, made.first_day, day)
        return _filled(made, is_new=laid.is_new)

    def fill_history(self, size: DemoSize = DemoSize.M, today: date | None = None) -> Filled:
        """Performed fortnights of the 90 days before what is laid, and their key figures in the queue."""
        with self._database.writing(_context()) as work:
            laid = lay_history(work, size, today or local_today())
            if laid.visits:
                enqueue_figures(work, laid.first_day, laid.last_day)
        return Filled(laid.first_day, laid.last_day, laid.clients, laid.visits, laid.visits > 0)

    def _lay(self, made: DemoOrganization, today: date, user_id: UUID | None = None, role: Role = Role.ADMIN) -> Filled:
        try:
            with self._database.writing(_context(user_id, role)) as work:
                lay_people(work, made)
                is_new = lay_days(work, made, today).is_new
        except Conflict:
            if not self._is_laid(made):
                raise
            is_new = False  # another process laid the same at this moment, with the same ids
        return _filled(made, is_new=is_new)

    def _is_laid(self, made: DemoOrganization) -> bool:
        with self._database.reading(_context()) as work:
            return is_laid(work, made)

    def _is_in_the_way(self, made: DemoOrganization) -> bool:
        with self._database.reading(_context()) as work:
            return not is_laid(work, made) and is_taken(work, made)


def _check(actor: Actor) -> None:
    actor.require(Capability.IMPORT)
    if actor.organization_id != DEMO_ORGANIZATION_ID:
        raise _ONLY_DEMO


def _context(user_id: UUID | None = None, role: Role = Role.ADMIN) -> Context:
    return Context(DEMO_ORGANIZATION_ID, user_id, role)


def _filled(made: DemoOrganization, *, is_new: bool) -> Filled:
    return Filled(made.first_day, last_day_of(made), len(made.clients), len(made.problem.visits), is_new)
