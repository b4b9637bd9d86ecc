"""Lays a made organisation into one of the database: people once, each span of days once, with the manual plan."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from data.vocabulary import CarerRelation, PlanKind
from data.work import ReadingWork, Work
from services.demo import DemoOrganization, DemoSize, make
from services.demo_seeding import dates, past, people
from services.demo_seeding.ids import RowIds
from services.demo_seeding.living import lived
from services.planning.problems import load_problem
from services.planning.storing import store_plan


def lay_people(work: Work, made: DemoOrganization) -> bool:
    """Places, districts, people and what they are to one another; False when they are there already."""
    ids = RowIds(made, work.organization_id)
    known = {row.id for row in work.people.employees()} | {row.id for row in work.people.clients()}
    if all(ids.client(client.id) in known for client in made.clients):
        return False
    work.places.add(people.places(made, ids))
    districts = work.people.add_districts(made.districts)
    work.people.add_employees([each for each in people.employees(made, ids, districts) if each[0].id not in known])
    work.people.add_clients([each for each in people.clients(made, ids, districts) if each[0].id not in known])
    work.people.add_relations(people.relations(made, ids))
    work.vehicles.add(people.vehicles(made, ids))
    there = {row.id for row in work.shifts.templates()}
    work.shifts.add_templates([row for row in people.templates(made, ids) if row.id not in there])
    return True


def is_laid(work: ReadingWork, made: DemoOrganization) -> bool:
    """Whether these days are there already."""
    ids = RowIds(made, work.organization_id)
    there = {row.id for row in work.shifts.between(made.first_day, last_day_of(made))}
    return any(ids.shift(shift.id) in there for shift in made.rota)


def last_day_of(made: DemoOrganization) -> date:
    """The last of its days."""
    return made.first_day + timedelta(days=made.recipe.days - 1)


def is_taken(work: ReadingWork, made: DemoOrganization) -> bool:
    """Whether others than the small organisation's people have shifts on these days.

    A plan is made for everybody of its days: two organisations laid over each other would each lack half of it.
    """
    return is_staffed(work, made.first_day, last_day_of(made))


def is_staffed(work: ReadingWork, first_day: date, last_day: date) -> bool:
    """Whether others than the small organisation's people have shifts from one day to another."""
    small = make(DemoSize.S, first_day)
    few = {RowIds(small, work.organization_id).employee(each.id) for each in small.employees}
    return any(row.employee_id not in few for row in work.shifts.between(first_day, last_day))


@dataclass(frozen=True, slots=True)
class LaidDays:
    """Whether days were laid by this call, and the id of the plan made by hand where it is a plan for everybody."""

    is_new: bool
    plan_id: UUID | None = None


def lay_days(work: Work, made: DemoOrganization, today: date) -> LaidDays:
    """Shifts, visits, the days before and the plan made by hand, unless these days are laid already.

    The people must be there. What lies before today has been lived. On days that are others' too there is no plan.
    """
    if is_laid(work, made):
        return LaidDays(is_new=False)
    is_alone = not is_taken(work, made)
    ids, last_day = RowIds(made, work.organization_id), last_day_of(made)
    before = work.visits.between(made.first_day - timedelta(days=past.PAST_DAYS), made.first_day - timedelta(days=1))
    visits = dates.visit_rows(made, ids, pools_of(work))
    work.shifts.add(dates.shift_rows(made, ids, work.people.employees()))
    work.visits.add(visits)
    if not {row.client_id for row in before} & {ids.client(client.id) for client in made.clients}:
        work.visits.add(past.past_rows(made, ids, today))
    plan_id = None
    if is_alone:
        problem = load_problem(work, made.first_day, last_day)
        plan = dates.plan_of_rows(made.manual_plan, ids)
        plan_id = store_plan(work, PlanKind.MANUAL, "", (made.first_day, last_day), problem, plan)
    if made.first_day < today:
        work.visits.record(row for row in lived(made, ids, visits, seed=1) if row.visit_date < today)
    return LaidDays(is_new=True, plan_id=plan_id)


def pools_of(work: ReadingWork) -> dict[UUID, set[UUID]]:
    """The agreed pool of each client that has one."""
    pools: dict[UUID, set[UUID]] = defaultdict(set)
    for row in work.people.relations():
        if row.relation is CarerRelation.POOL:
            pools[row.client_id].add(row.employee_id)
    return pools
