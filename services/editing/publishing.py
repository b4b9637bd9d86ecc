"""Publishing: a numbered copy that never changes, visits that know who makes them, and carers told what is new.

Everything happens in one transaction: either the plan is published and everybody's day says so, or nothing has changed.
Visits that have begun are left as they are. Pins and cancellations of the draft become those of the visits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.repositories.visits import Assignment, PinRow, VisitRow
from data.vocabulary import PlanKind, WebhookEvent
from data.work import Work
from services.access import Actor, Capability
from services.editing import refusals
from services.editing.desk import kept_of
from services.editing.noticing import notices
from services.editing.patching import Kept
from services.editing.use_case import SHORTEST_REASON, Editing, context, found
from services.jobs.queue import enqueue_figures
from services.planning.opening import asked_problem
from services.planning.problems import MET_DAYS
from services.problem import Plan, Problem
from services.webhooks.announcing import announce

_MOVABLE = timedelta(days=2 * MET_DAYS)
"""A visit's own day is that of its first window, which may lie before the plan's first day."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A published plan: its id and number, how many visits were told who makes them, how many carers have a notice."""

    plan_id: UUID
    number: int
    visits: int
    carers: int


class Publishing:
    """Makes plans the ones people live by."""

    def __init__(self, database: Database, editing: Editing) -> None:
        self._database = database
        self._editing = editing

    def publish(self, actor: Actor, plan_id: UUID, base: int, reason: str, name: str = "") -> Publication:
        """Publish the plan as it stands in version `base`; refused when somebody has changed it since."""
        actor.require(Capability.PUBLISH_PLAN)
        if len(reason.strip()) < SHORTEST_REASON:
            raise refusals.no_reason()
        with self._database.writing(context(actor)) as work:
            row = found(work.drafts.lock(plan_id))
            if row.kind in {PlanKind.PUBLISHED, PlanKind.PERFORMED}:
                raise refusals.is_published()
            if row.row_version != base:
                raise refusals.changed_meanwhile(self._editing.told_since(work, row, base))
            copy, number = work.drafts.publish(plan_id, name or row.name, reason.strip(), actor.user_id)
            kept, problem = kept_of(row), asked_problem(work, work.drafts.input_of(plan_id))
            visits = {each.id: each for each in work.visits.between(row.first_day - _MOVABLE, row.last_day)}
            asked = {UUID(v.id) for v in problem.visits}
            mine = {visit_id: visit for visit_id, visit in visits.items() if visit_id in asked}
            planned = _assignments(problem, kept.plan, mine)
            told = notices(copy, mine.values(), planned, ZoneInfo(problem.zone), _today(problem))
            changed = [each for each in planned.values() if _differs(mine[each.visit_id], each)]
            work.visits.assign(changed)
            work.visits.hold(_pins(work, kept, mine, row.first_day, row.last_day))
            work.visits.cancel([(v.visit_date, v.id) for v in mine.values() if str(v.id) in kept.overlay.cancelled])
            work.notices.add(told)
            enqueue_figures(work, row.first_day, row.last_day)
            announce(work, WebhookEvent.PLAN_PUBLISHED, copy)
        return Publication(copy, number, len(changed), len({each.employee_id for each in told}))


def _assignments(problem: Problem, plan: Plan, visits: Mapping[UUID, VisitRow]) -> dict[UUID, Assignment]:
    """Every visit of the plan with its carer and times; those nobody makes with nobody."""
    carer = {shift.id: UUID(shift.carer_id) for shift in problem.shifts}
    made = {UUID(stop.id): (carer[shift_id], stop.start_s) for shift_id, stop in plan.visit_stops()}
    planned = {}
    for visit_id, visit in visits.items():
        who, start_s = made.get(visit_id, (None, 0))
        start = None if who is None else datetime.fromtimestamp(start_s, UTC)
        end = None if start is None else start + timedelta(seconds=visit.duration_s)
        planned[visit_id] = Assignment(visit_id, visit.visit_date, who, start, end)
    return planned


def _differs(row: VisitRow, planned: Assignment) -> bool:
    return (row.employee_id, row.planned_start, row.planned_end) != (
        planned.employee_id, planned.planned_start, planned.planned_end,
    )  # fmt: skip


def _pins(
    work: Work, kept: Kept, visits: Mapping[UUID, VisitRow], first_day: date, last_day: date
) -> list[tuple[date, UUID, PinRow | None]]:
    """What the draft holds or lets go, as the rows keep it."""
    if not kept.overlay.pins:
        return []
    shifts = {str(row.id): row for row in work.shifts.between(first_day, last_day)}
    held: list[tuple[date, UUID, PinRow | None]] = []
    for visit_id, pin in kept.overlay.pins.items():
        visit = visits.get(UUID(visit_id))
        if visit is None:
            continue
        if pin is None:
            held.append((visit.visit_date, visit.id, None))
        elif pin.shift_id in shifts:
            shift, start = shifts[pin.shift_id], datetime.fromtimestamp(pin.start_s, UTC)
            held.append((visit.visit_date, visit.id, PinRow(shift.day, shift.id, start)))
    return held


def _today(problem: Problem) -> date:
    return datetime.now(ZoneInfo(problem.zone)).date()
