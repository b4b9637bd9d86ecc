"""The sick-day demo: a published fortnight that runs, lived until yesterday, and a carer who is ill this morning."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from data.connect import Database
from data.vocabulary import PlanKind, Role, VisitStatus
from data.work import Context
from services.access import Actor
from services.demo import DemoSize, make
from services.demo.clock import at_s
from services.demo_organization import DEMO_ORGANIZATION_ID, DemoOrganization
from services.demo_seeding.dates import moment
from services.demo_seeding.ids import RowIds, demo_id
from services.demo_seeding.sick_day import who_is_ill
from services.demo_seeding.use_case import Demo, Filled
from services.demo_users import DEMO_USERS
from services.errors import Conflict
from services.planning.use_case import Planning
from services.today.use_case import Today

WEDNESDAY = date(2027, 2, 10)
INSIDE = Context(DEMO_ORGANIZATION_ID, None, Role.ADMIN)
PLANNER = Actor(DEMO_ORGANIZATION_ID, demo_id(DEMO_USERS[0].email), Role.SCHEDULER, is_demo=True)


@pytest.fixture(scope="module")
def filled(database: Database) -> Filled:
    DemoOrganization(database).switch(is_on=True, today=WEDNESDAY)
    return Demo(database).fill_sick_day(PLANNER, WEDNESDAY)


def test_the_plan_is_published_and_breaks_no_hard_rule(filled: Filled, database: Database) -> None:
    assert filled.is_new
    assert filled.first_day == WEDNESDAY - timedelta(days=2)
    published = next(plan for plan in Planning(database).plans(PLANNER) if plan.kind is PlanKind.PUBLISHED)
    assert (published.first_day, published.publication) == (filled.first_day, 1)
    assert published.score.hard == 0


def test_what_lies_before_today_is_over_and_nothing_else_is(filled: Filled, database: Database) -> None:
    with database.reading(INSIDE) as work:
        before = work.visits.between(filled.first_day, WEDNESDAY - timedelta(days=1))
        after = work.visits.between(WEDNESDAY, filled.last_day)
    over = {VisitStatus.DONE, VisitStatus.MISSED, VisitStatus.CANCELLED}
    assert {row.status for row in before} == over
    assert not {row.status for row in after} & over


def test_the_carer_is_on_record_as_ill_and_stands_first_on_today(filled: Filled, database: Database) -> None:
    made = make(DemoSize.M, filled.first_day)
    ill = who_is_ill(made, WEDNESDAY)
    first = Today(database).day(PLANNER, WEDNESDAY, ZoneInfo("Europe/Stockholm")).advice[0]
    assert first.what.en.startswith(f"{ill.employee.id} is away today and has ")
    with database.reading(INSIDE) as work:
        (away,) = work.absences.of_employees(moment(at_s(WEDNESDAY, 6 * 60)), moment(at_s(WEDNESDAY, 7 * 60)))
    assert away.employee_id == RowIds(made).employee(ill.employee.id)


def test_asking_twice_lays_nothing_twice_and_another_size_beside_it_is_refused(
    filled: Filled, database: Database
) -> None:  # fmt: skip
    demo = Demo(database)
    assert not demo.fill_sick_day(PLANNER, WEDNESDAY).is_new
    with pytest.raises(Conflict, match="DEMO-002"):
        demo.fill_sick_day(PLANNER, WEDNESDAY, DemoSize.RURAL)


def test_the_small_organisation_s_day_beside_it_brings_no_plan_that_lacks_the_others(
    filled: Filled, database: Database
) -> None:  # fmt: skip
    before = len(Planning(database).plans(PLANNER))
    assert Demo(database).prepare(WEDNESDAY).is_new
    assert len(Planning(database).plans(PLANNER)) == before
