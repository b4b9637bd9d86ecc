"""From a made organisation to rows: ids that stay, names only where they are sealed, a past that can have been."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest

from data.repositories.people import HeldSkill
from data.vocabulary import CarerRelation, VisitStatus
from services.demo import DemoOrganization, DemoSize, make
from services.demo_seeding import dates, past, people
from services.demo_seeding.ids import CARER_ID, CLIENT_ID, RowIds
from services.demo_seeding.use_case import coming_monday

MONDAY = date(2027, 2, 1)
DISTRICTS = {"Lillängen": uuid4()}


@pytest.fixture(scope="module")
def made() -> DemoOrganization:
    return make(DemoSize.S, MONDAY)


def test_people_keep_their_ids_whatever_the_day_shifts_and_visits_do_not(made: DemoOrganization) -> None:
    one, other = RowIds(made), RowIds(make(DemoSize.S, MONDAY + timedelta(days=1)))
    assert [one.client(c.id) for c in made.clients] == [other.client(c.id) for c in made.clients]
    assert [one.employee(e.id) for e in made.employees] == [other.employee(e.id) for e in made.employees]
    assert one.shift("E001-0201") != other.shift("E001-0201")
    assert one.visit("V00001") != other.visit("V00001")


def test_no_two_rows_of_the_two_sizes_share_an_id(made: DemoOrganization) -> None:
    other = make(DemoSize.M, MONDAY)
    ids = [
        {
            *(ids.place(p.id) for p in each.settlement.places), *(ids.client(c.id) for c in each.clients),
            *(ids.employee(e.id) for e in each.employees), *(ids.vehicle(v.id) for v in each.vehicles),
            *(ids.shift(s.id) for s in each.rota), *(ids.visit(v.id) for v in each.problem.visits),
        }
        for each in (made, other) for ids in (RowIds(each),)
    ]  # fmt: skip
    assert ids[0].isdisjoint(ids[1])
    everything = made.settlement.places, made.clients, made.employees, made.vehicles, made.rota, made.problem.visits
    assert len(ids[0]) == sum(map(len, everything))


def test_rows_know_people_by_pseudonym_and_their_names_only_to_be_sealed(made: DemoOrganization) -> None:
    ids = RowIds(made)
    for client, (row, secrets) in zip(made.clients, people.clients(made, ids, DISTRICTS), strict=True):
        assert row.pseudonym == client.id
        assert secrets.address == client.home.address
        assert client.phone in (secrets.notes or "")
        assert client.name.family not in repr(row)
    for employee, (staff_row, staff_secrets) in zip(
        made.employees, people.employees(made, ids, DISTRICTS), strict=True
    ):
        assert staff_row.pseudonym == employee.id
        assert (staff_secrets.email or "").endswith("@demo.example")
        assert {skill.name for skill in staff_row.skills} == {each.skill for each in employee.delegations}


def test_the_demo_carer_works_every_day_and_the_demo_client_is_visited(made: DemoOrganization) -> None:
    for day in (MONDAY + timedelta(days=i) for i in range(14)):
        made = make(DemoSize.S, day)
        ids = RowIds(made)
        assert CARER_ID in {ids.employee(shift.employee.id) for shift in made.rota}
        assert [v.client_id for v in dates.visit_rows(made, ids, {})].count(CLIENT_ID) >= 3


def test_a_skill_whose_delegation_has_run_out_in_the_rows_stands_on_the_shift(made: DemoOrganization) -> None:
    ids = RowIds(made)
    staff = [row for row, _ in people.employees(made, ids, DISTRICTS)]
    assert all(shift.skills == () for shift in dates.shift_rows(made, ids, staff))
    yesterday = MONDAY - timedelta(days=1)
    over = [
        replace(row, skills=tuple(HeldSkill(skill.name, 1, None, yesterday) for skill in row.skills)) for row in staff
    ]
    shown = {shift.id: {name for name, _ in shift.skills} for shift in dates.shift_rows(made, ids, over)}
    assert shown == {ids.shift(s.id): set(s.employee.skills(MONDAY)) for s in made.rota}
    assert any(shown.values())


def test_a_pool_is_written_on_the_visit_only_where_the_client_has_another_one(made: DemoOrganization) -> None:
    ids = RowIds(made)
    usual = {ids.client(c.id): {ids.employee(carer) for carer in c.pool} for c in made.clients}
    assert all(row.carers == () for row in dates.visit_rows(made, ids, usual))
    pooled = {ids.client(c.id) for c in made.clients if c.pool}
    assert pooled
    shown = {row.client_id: row.carers for row in dates.visit_rows(made, ids, {}) if row.carers}
    assert shown.keys() <= pooled
    assert all(
        carers == tuple((carer, CarerRelation.POOL) for carer in sorted(usual[client]))
        for client, carers in shown.items()
    )


def test_served_visits_are_planned_on_their_carer_and_the_others_on_nobody(made: DemoOrganization) -> None:
    left = replace(made, manual_plan=replace(made.manual_plan, routes=made.manual_plan.routes[1:]))
    ids = RowIds(left)
    served = {ids.visit(visit_id) for visit_id in left.manual_plan.served()}
    rows = dates.visit_rows(left, ids, {})
    assert {row.id for row in rows if row.status is VisitStatus.PLANNED} == served
    assert {row.id for row in rows if row.employee_id is None} == {row.id for row in rows} - served


@pytest.mark.parametrize("size", [DemoSize.S, DemoSize.M])
def test_nobody_was_at_two_places_in_the_past_and_nothing_was_done_from_today_on(size: DemoSize) -> None:
    made = make(size, MONDAY)
    today = MONDAY - timedelta(days=4)
    rows = past.past_rows(made, RowIds(made), today)
    spells = defaultdict(list)
    for row in rows:
        assert row.visit_date < today
        assert row.planned_start is not None
        assert row.planned_end is not None
        spells[row.employee_id].append((row.planned_start, row.planned_end))
    for own in spells.values():
        own.sort()
        assert all(before[1] < after[0] for before, after in pairwise(own))
    met = {(row.client_id, row.employee_id) for row in rows}
    ids = RowIds(made)
    assert met <= {(ids.client(client), ids.employee(carer)) for client, carer in made.problem.met}
    assert len(met) == len(rows)


@pytest.mark.parametrize(("today", "monday"), [(0, 7), (1, 7), (6, 7), (7, 14)])
def test_the_fortnight_begins_on_the_monday_after_today(today: int, monday: int) -> None:
    assert coming_monday(MONDAY + timedelta(days=today)) == MONDAY + timedelta(days=monday)
