"""The first data of a new organisation: demo data laid in behind the scenes, step by step, and the first plan of them.

Each step is a transaction of its own and finds what is there already, so a job that fell goes on where it was; how far
it has come is read from what is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.vocabulary import OrganizationActKind, PlanKind, Role, RunState, SolutionStatus
from data.work import Context, ReadingWork
from services.access import Actor, Capability
from services.demo import DemoSize, make
from services.demo_seeding.laying import lay_days, lay_people
from services.demo_seeding.use_case import coming_monday
from services.errors import Conflict
from services.jobs.queue import enqueue_demo
from services.planning.use_case import Planning
from services.planning.views import SolveRequest
from services.trials.days import is_over
from services.tuning.use_case import seed_catalogue
from services.words import Text

SECONDS = 30
"""Search time of the first plan: enough to be far better than the plan made by hand, short enough to watch."""
_NOT_EMPTY = Conflict(
    "TRIAL-006",
    Text(sv="Organisationen har redan egna data.", en="The organisation has data of its own already."),
    Text(sv="Arbeta vidare med dem, eller ångra inläsningen först.", en="Go on with them, or undo the import first."),
)
_NO_DAYS = Conflict(
    "TRIAL-007",
    Text(sv="Det finns inga besök att planera ännu.", en="There are no visits to plan yet."),
    Text(
        sv="Vänta tills exempeldata är inlagda, eller läs in en fil.", en="Wait for the demo data, or take in a file."
    ),
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """How far a new organisation has come; `run_id` is its newest run of the solver."""

    is_demo_asked: bool
    clients: int
    days: tuple[date, date] | None
    by_hand_id: UUID | None
    run_id: UUID | None
    plan_id: UUID | None
    has_worker: bool

    @property
    def is_laying(self) -> bool:
        """Whether demo data are on their way."""
        return self.is_demo_asked and self.days is None

    @property
    def share(self) -> float:
        """How much of the demo data is there, 0 to 1."""
        return 1.0 if self.days else 0.4 if self.clients else 0.1


class FirstData:
    """For the page that helps to begin, and for the worker; `today` is the tests'."""

    def __init__(self, database: Database, planning: Planning, today: date | None = None) -> None:
        self._database, self._planning, self._today = database, planning, today

    def standing(self, actor: Actor) -> Beginning:
        """How far it has come."""
        actor.require(Capability.IMPORT)
        with self._database.reading(_context(actor)) as work:
            is_asked = any(row.act is OrganizationActKind.DEMO_ASKED for row in work.acts.all())
            plans = work.solutions.summaries()
            there = work.people.count_clients(), work.visits.days()
        with self._database.queue() as queue:
            has_worker = queue.are_workers_alive()
        ours = [row for row in plans if row.engine is not None]
        done = (row.id for row in ours if row.status is SolutionStatus.COMPLETED)
        by_hand = (row.id for row in plans if row.kind is PlanKind.MANUAL)
        run_id = next((row.id for row in ours if row.state is not RunState.FAILED), None)
        return Beginning(is_asked, *there, next(by_hand, None), run_id, next(done, None), has_worker)

    def ask(self, actor: Actor) -> None:
        """Have demo data laid into an organisation that is empty; asked twice, it is done once."""
        actor.require(Capability.IMPORT)
        with self._database.writing(_context(actor)) as work:
            if any(row.act is OrganizationActKind.DEMO_ASKED for row in work.acts.all()):
                return
            if not _is_empty(work):
                raise _NOT_EMPTY
            work.acts.note(OrganizationActKind.DEMO_ASKED, actor.user_id)
            enqueue_demo(work)

    def solve(self, actor: Actor) -> UUID:
        """Start the first plan: of the days that were planned by hand, so that the two can be laid side by side."""
        actor.require(Capability.RUN_SOLVER)
        if (running := self._planning.current_run(actor)) is not None:
            return running
        by_hand = (row for row in self._planning.plans(actor) if row.kind is PlanKind.MANUAL)
        days = next(by_hand, None) or self._planning.default_period(actor)
        if days is None:
            raise _NO_DAYS
        return self._planning.start_run(actor, SolveRequest(days.first_day, days.last_day, seconds=SECONDS))

    def lay(self, organization_id: UUID) -> None:
        """A district, a fortnight from the coming Monday and a plan made by hand; nothing once the trial is over."""
        context = Context(organization_id, None, Role.ADMIN)
        with self._database.reading(context) as work:
            own, there = work.organizations.own(), work.visits.days()
        if own is None or there is not None or is_over(own):
            return
        day = self._today or datetime.now(ZoneInfo(own.timezone)).date()
        made = make(DemoSize.M, coming_monday(day))
        with self._database.writing(context) as work:
            seed_catalogue(work)
            lay_people(work, made)
        with self._database.writing(context) as work:
            lay_days(work, made, day)


def _is_empty(work: ReadingWork) -> bool:
    return not work.people.count_clients() and work.visits.days() is None


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value)
