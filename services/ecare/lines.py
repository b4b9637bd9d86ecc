"""The plan that came with a pull: a shift for every carer and day without one, and visits on it as they had them."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from data.vocabulary import PlanKind
from data.work import Work
from services.ecare.intake import Taken
from services.importing.care.dated import lines_as_shifts
from services.importing.care.rules import Days
from services.planning.problems import load_problem
from services.planning.storing import store_plan
from services.problem import Plan, Route


def lay_lines(work: Work, taken: Taken, days: Days, zone: ZoneInfo) -> Plan:
    """Add the shifts that are missing; the plan on all of them. Nothing where no shift tells where one begins."""
    held = work.shifts.between(*days)
    office = next((row.start_place_id for row in held), None)
    if office is None:
        office = next((row.home_place_id for row in work.people.employees() if row.home_place_id), None)
    if office is None or not taken.dated.stands:
        return Plan()
    carers = {ref: row.id for ref, row in taken.people.carers.items()}
    shifts, plan = lines_as_shifts(taken.dated.stands, carers, {}, office, held, zone)
    work.shifts.add(shifts)
    taken.counts["shifts"] += len(shifts)
    return plan


def keep_plan(work: Work, plan: Plan, days: Days, asked_by: UUID | None) -> None:
    """Store it as the plan by hand of these days."""
    problem = load_problem(work, *days)
    known = {visit.id for visit in problem.visits}
    routes = (Route(route.shift_id, tuple(stop for stop in route.stops if stop.id in known)) for route in plan.routes)
    kept = tuple(route for route in routes if route.stops)
    if kept:
        store_plan(work, PlanKind.MANUAL, "", days, problem, Plan(kept), asked_by=asked_by)
