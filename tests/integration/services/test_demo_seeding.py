"""Demo data on PostgreSQL: a day from the start, a fortnight when asked for, each laid once and open as a plan."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest

from data.connect import Database
from data.vault import KeyRing
from data.vocabulary import PlanKind, Role, VisitStatus
from data.work import Context
from services.access import Actor
from services.demo import DemoOrganization as Made
from services.demo import DemoSize, make
from services.demo_organization import DEMO_ORGANIZATION_ID, DemoOrganization
from services.demo_seeding.ids import CARER_ID, CLIENT_ID, RowIds, demo_id
from services.demo_seeding.use_case import Demo, coming_monday, local_today
from services.demo_users import DEMO_CARER, DEMO_CLIENT, DEMO_USERS
from services.errors import NotAllowed
from services.planning.problems import load_problem
from services.planning.use_case import Planning
from services.problem import Problem
from services.problem.columns import columns
from services.solvers.reach import reach
from tests.integration.conftest import MASTER_KEY, Tenant
from tests.integration.services.care import ROOT

THURSDAY = date(2027, 3, 18)  # the fortnight from the coming Monday holds the night the clocks go forward
ACTING = Context(DEMO_ORGANIZATION_ID, None, Role.ADMIN)


def demo_user(role: Role) -> Actor:
    user = next(user for user in DEMO_USERS if user.role is role)
    return Actor(DEMO_ORGANIZATION_ID, demo_id(user.email), role, is_demo=True)


@pytest.fixture(scope="module")
def demo(database: Database) -> Demo:
    # Delegations run out by the calendar: made as of another day, the people would hold others.
    DemoOrganization(database).switch(is_on=True, today=THURSDAY)
    demo = Demo(database)
    assert demo.prepare(THURSDAY).is_new
    return demo


@pytest.fixture(scope="module")
def fortnight(demo: Demo) -> Made:
    assert demo.fill_fortnight(demo_user(Role.SCHEDULER), THURSDAY).is_new
    return make(DemoSize.M, coming_monday(THURSDAY))


def problem_of_rows(database: Database, made: Made) -> Problem:
    with database.reading(ACTING) as work:
        return load_problem(work, made.first_day, made.first_day + timedelta(days=made.recipe.days - 1))


def test_the_small_organisation_has_a_day_and_a_plan_made_by_hand_from_the_start(
    demo: Demo, database: Database
) -> None:
    made = make(DemoSize.S, THURSDAY)
    planner = demo_user(Role.SCHEDULER)
    plan = next(p for p in Planning(database).plans(planner) if p.first_day == THURSDAY)
    assert plan.kind is PlanKind.MANUAL
    opened = Planning(database).open_plan(planner, plan.id)
    assert len(opened.problem.visits) == len(made.problem.visits)
    assert len(opened.plan.served()) == len(made.manual_plan.served())
    assert opened.sheet.score == plan.score
    assert plan.score.hard == 0


@pytest.mark.parametrize("size", [DemoSize.S, DemoSize.M])
def test_rows_give_the_same_problem_as_was_made(
    size: DemoSize, demo: Demo, fortnight: Made, database: Database
) -> None:
    made = fortnight if size is DemoSize.M else make(size, THURSDAY)
    assert_same(problem_of_rows(database, made), in_rows(made))


def test_a_fortnight_is_there_from_the_day_it_is_laid_to_its_last(demo: Demo, fortnight: Made) -> None:
    planner = demo_user(Role.SCHEDULER)
    last_day = fortnight.first_day + timedelta(days=13)
    assert demo.has_fortnight(planner, THURSDAY)
    assert demo.has_fortnight(planner, last_day)
    assert not demo.has_fortnight(planner, last_day + timedelta(days=1))


def test_a_fortnight_asked_for_a_week_later_begins_where_the_first_one_ends(demo: Demo, fortnight: Made) -> None:
    later = demo.fill_fortnight(demo_user(Role.SCHEDULER), THURSDAY + timedelta(days=7))
    assert later.is_new
    assert later.first_day == fortnight.first_day + timedelta(days=14)


def test_a_day_laid_later_fits_the_people_who_are_there(demo: Demo, database: Database) -> None:
    later = THURSDAY + timedelta(days=200)  # by then some delegations of the first day have run out
    assert demo.prepare(later).is_new
    made = make(DemoSize.S, later)
    problem = problem_of_rows(database, made)
    assert reach(columns(problem)).unservable == ()
    assert {v.id: v.pool for v in problem.visits} == {v.id: v.pool for v in in_rows(made).visits}
    planner = demo_user(Role.SCHEDULER)
    plan = next(p for p in Planning(database).plans(planner) if p.first_day == later)
    assert plan.score.hard == 0
    assert not demo.has_fortnight(planner, later)


def test_asking_twice_lays_nothing_twice(demo: Demo, fortnight: Made, database: Database) -> None:
    planner = demo_user(Role.SCHEDULER)

    def counted() -> tuple[int, ...]:
        with database.reading(ACTING) as work:
            everything = date(2027, 1, 1), date(2027, 4, 30)
            return (
                len(work.people.employees()), len(work.people.clients()), len(work.people.relations()),
                len(work.shifts.between(*everything)), len(work.visits.between(*everything)),
                len(work.solutions.summaries()),
            )  # fmt: skip

    before = counted()
    DemoOrganization(database).switch(is_on=True)
    assert not demo.prepare(THURSDAY).is_new
    assert not demo.fill_fortnight(planner, THURSDAY).is_new
    assert counted() == before


def test_the_demo_carer_and_client_are_people_with_a_day(demo: Demo, database: Database) -> None:
    with database.reading(ACTING) as work:
        users = {user.email: user for user in work.users.all()}
        visits = work.visits.between(THURSDAY, THURSDAY)
    with database.writing(ACTING) as work:
        carer = work.people.reveal_employees([CARER_ID], "a test")[CARER_ID]
        client = work.people.reveal_clients([CLIENT_ID], "a test")[CLIENT_ID]
    assert users[DEMO_CARER.email].employee_id == CARER_ID
    assert users[DEMO_CLIENT.email].client_id == CLIENT_ID
    assert [carer.name, client.name] == [DEMO_CARER.name, DEMO_CLIENT.name]
    assert any(visit.employee_id == CARER_ID and visit.status is VisitStatus.PLANNED for visit in visits)
    assert any(visit.client_id == CLIENT_ID and visit.status is VisitStatus.PLANNED for visit in visits)


def test_names_and_addresses_are_opened_only_when_asked_for(demo: Demo, database: Database) -> None:
    made = make(DemoSize.S, THURSDAY)
    ids = RowIds(made)
    with database.reading(ACTING) as work:
        rows = {row.id: row for row in work.people.clients()}
    with database.writing(ACTING) as work:
        opened = work.people.reveal_clients(rows, "a test")
    for client in made.clients:
        row_id = ids.client(client.id)
        assert rows[row_id].pseudonym == client.id
        assert opened[row_id].address == client.home.address
        assert str(client.name) not in repr(rows[row_id])


def test_what_was_done_before_lies_before_today_with_nobody_at_two_places(
    demo: Demo, fortnight: Made, database: Database
) -> None:
    with database.reading(ACTING) as work:
        done = [
            visit for visit in work.visits.between(date(2027, 3, 1), date(2027, 4, 30))
            if visit.status is VisitStatus.DONE
        ]  # fmt: skip
    assert done
    assert max(visit.visit_date for visit in done) < THURSDAY
    spells: dict[UUID, list[tuple[object, object]]] = {}
    for visit in sorted(done, key=lambda each: str(each.planned_start)):
        assert visit.employee_id is not None
        spells.setdefault(visit.employee_id, []).append((visit.planned_start, visit.planned_end))
    for own in spells.values():
        assert all(str(before[1]) <= str(after[0]) for before, after in pairwise(own))


def test_most_of_those_the_clients_have_met_are_known_to_the_planning(
    demo: Demo, fortnight: Made, database: Database
) -> None:
    clients = {str(RowIds(fortnight).client(client.id)) for client in fortnight.clients}
    known = {pair for pair in problem_of_rows(database, fortnight).met if pair[0] in clients}
    wanted = in_rows(fortnight).met
    assert known <= wanted
    assert len(known) >= 0.6 * len(wanted)


def test_two_processes_that_lay_the_same_day_at_once_lay_it_once(
    demo: Demo, login_url: str, database: Database
) -> None:
    day = THURSDAY + timedelta(days=100)
    another = Database(login_url, KeyRing.of(MASTER_KEY), pool_size=2)
    try:
        with ThreadPoolExecutor() as pool:
            laid = [pool.submit(each.prepare, day) for each in (demo, Demo(another))]
            news = sorted(each.result().is_new for each in laid)
    finally:
        another.close()
    assert news == [False, True]
    assert len(problem_of_rows(database, make(DemoSize.S, day)).visits) == len(make(DemoSize.S, day).problem.visits)


def test_the_command_lays_today_and_says_what_it_laid(demo: Demo, login_url: str, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "CAIRE_HOME": str(tmp_path),
        "DATABASE_URL": login_url,
        "CAIRE_MASTER_KEY": base64.b64encode(MASTER_KEY).decode(),
    }
    command = [sys.executable, "-m", "services", "seed-demo", "--size", "S"]
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    answer = json.loads(said.stdout.splitlines()[-1])
    today = make(DemoSize.S, local_today())
    assert answer["first_day"] == answer["last_day"] == str(today.first_day)
    assert (answer["clients"], answer["visits"]) == (20, len(today.problem.visits))


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.CLIENT])
def test_who_may_not_import_cannot_fill_the_demo(role: Role, demo: Demo) -> None:
    with pytest.raises(NotAllowed, match="ACCESS-001"):
        demo.fill_fortnight(demo_user(role), THURSDAY)


def test_no_other_organisation_is_filled_with_invented_people(demo: Demo, own: Tenant, database: Database) -> None:
    with pytest.raises(NotAllowed, match="DEMO-001"):
        demo.fill_fortnight(Actor(own.organization_id, own.admin_id, Role.ADMIN), THURSDAY)
    with database.reading(own.acting()) as work:
        assert work.people.clients() == []


def in_rows(made: Made) -> Problem:
    """The problem that was made, by the ids of its rows."""
    ids, problem = RowIds(made), made.problem
    people = {each.id: str(ids.employee(each.id)) for each in made.employees}

    def carers(named: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(people[each] for each in named))

    return replace(
        problem,
        shifts=tuple(
            replace(
                s,
                id=str(ids.shift(s.id)),
                carer_id=people[s.carer_id],
                start_place_id=str(ids.place(s.start_place_id)),
                end_place_id=str(ids.place(s.end_place_id)),
                skills=tuple(sorted(s.skills, key=lambda skill: skill.name)),
                vehicle_id=str(ids.vehicle(made.vehicle_of[s.id])) if s.id in made.vehicle_of else None,
            )
            for s in problem.shifts
        ),
        visits=tuple(
            replace(
                v,
                id=str(ids.visit(v.id)),
                client_id=str(ids.client(v.client_id)),
                place_id=str(ids.place(v.place_id)),
                pool=carers(v.pool),
                preferred=carers(v.preferred),
                prohibited=carers(v.prohibited),
                contact=people[v.contact or ""],
                group_id=None if v.group_id is None else str(ids.group(v.group_id)),
                after=tuple(replace(a, visit_id=str(ids.visit(a.visit_id))) for a in v.after),
                pin=None if v.pin is None else replace(v.pin, shift_id=str(ids.shift(v.pin.shift_id))),
            )
            for v in problem.visits
        ),
        met=frozenset((str(ids.client(client)), people[carer]) for client, carer in problem.met),
    )


def assert_same(one: Problem, other: Problem) -> None:
    """Shifts and visits alike, lists without an order compared without one."""
    assert {s.id: s for s in one.shifts} == {s.id: s for s in other.shifts}
    shown, wanted = ({v.id: v for v in each.visits} for each in (one, other))
    assert shown.keys() == wanted.keys()
    for visit_id, visit in shown.items():
        same = replace(visit, after=tuple(sorted(visit.after, key=lambda a: a.visit_id)))
        expected = wanted[visit_id]
        assert same == replace(expected, after=tuple(sorted(expected.after, key=lambda a: a.visit_id)))
    assert one.models == other.models
    assert one.zone == other.zone
    assert {frozenset(group.visit_ids) for group in one.groups} == {
        frozenset(str(v.id) for v in other.visits if v.group_id == group)
        for group in {v.group_id for v in other.visits if v.group_id}
    }
