"""The use case: a plan out of the house, on paper or to another program; names only for a reason and on record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.vocabulary import AuditAction, SolutionStatus
from data.work import Context, Work
from services import noted
from services.access import Actor, Capability
from services.planning.opening import assemble, open_problem
from services.planning.refusals import UNREADABLE, no_plan, not_finished
from services.planning.snapshot import MissingPlace
from services.planning.views import OpenPlan
from services.printouts.forms import make
from services.printouts.order import NAMELESS, NO_REASON, SHORTEST_REASON, File, Form, Order
from services.printouts.papers import Names, day_sheets, week_letters
from services.words import Language


class Printouts:
    """Plans of an organisation on their way out; every method asks for the capability first."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._clock = clock

    def take_out(self, actor: Actor, plan_id: UUID, order: Order, language: Language) -> File:
        """The plan in the form asked for. That it was taken out is on record; names too, with everybody named."""
        actor.require(Capability.SEE_PLAN)
        with_names = order.with_names and order.form not in NAMELESS
        if with_names:
            actor.require(Capability.REVEAL)
            if len(order.reason.strip()) < SHORTEST_REASON:
                raise NO_REASON
        with self._database.writing(_context(actor)) as work:
            opened = _opened(work, plan_id)
            names = _names(work, opened, order) if with_names else Names()
            work.audit.note(AuditAction.EXPORT, "schedule_solutions", [plan_id], noted.PLAN_AS[order.form].en)
        made_at = self._clock().astimezone(ZoneInfo(opened.problem.zone))
        return make(opened, order, names, language, made_at)


def _opened(work: Work, plan_id: UUID) -> OpenPlan:
    row = work.solutions.find(plan_id)
    if row is None:
        raise no_plan()
    if row.summary.status is not SolutionStatus.COMPLETED:
        raise not_finished()
    try:
        return assemble(row, open_problem(work, row))
    except MissingPlace:
        raise UNREADABLE from None


def _names(work: Work, opened: OpenPlan, order: Order) -> Names:
    """Names of whom the paper is about; protected identities keep their pseudonyms."""
    carers, clients = _about(opened, order)
    protected = {row.id for row in work.people.clients() if row.protected_identity}
    known_carers, known_clients = _ids(carers), _ids(clients) - protected
    employees = work.people.open_employees(known_carers)
    people = work.people.open_clients(known_clients)
    work.audit.note(AuditAction.EXPORT, "employees", employees, order.reason.strip()[:500])
    work.audit.note(AuditAction.EXPORT, "clients", people, order.reason.strip()[:500])
    return Names(
        carers={str(i): secret.name for i, secret in employees.items() if secret.name},
        clients={str(i): secret.name for i, secret in people.items() if secret.name},
        addresses={str(i): secret.address for i, secret in people.items() if secret.address},
    )


def _about(opened: OpenPlan, order: Order) -> tuple[set[str], set[str]]:
    """Ids of the carers and clients that stand on the paper: nobody else is opened."""
    c, days = opened.columns, (order.first_day, order.last_day)
    if order.form is Form.BOOK:
        return {carer.id for carer in c.problem.carers}, {client.id for client in c.problem.clients}
    client_of = {visit.id: visit.client_id for visit in c.problem.visits}
    carer_of = {shift.id: shift.carer_id for shift in c.problem.shifts}
    if order.form in {Form.LETTERS, Form.LETTERS_PDF}:
        letters = week_letters(c, opened.timetable, opened.plan, days, Names(), order.client_ids)
        visits = {line.id for letter in letters for day in letter.days for line in day.lines}
    else:
        sheets = day_sheets(c, opened.timetable, opened.plan, days, Names(), order.carer_ids)
        visits = {line.id for sheet in sheets for line in sheet.lines if line.client is not None}
    groups = {i: group.visit_ids for group in c.problem.groups for i in group.visit_ids}
    mates = {mate for visit_id in visits for mate in groups.get(visit_id, (visit_id,))}
    carers = {carer_of[shift_id] for shift_id, stop in opened.plan.visit_stops() if stop.id in mates}
    return carers, {client_of[visit_id] for visit_id in visits}


def _ids(words: Iterable[str]) -> set[UUID]:
    return {UUID(each) for each in words}


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
