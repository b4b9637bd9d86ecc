"""Needs become dated visits in a real database: repeatably, and without touching what has happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets
from data.repositories.places import PlaceRow
from data.repositories.requirements import RequirementRow
from data.repositories.visits import Assignment
from data.vocabulary import Role
from services.access import Actor
from services.demand import Demand
from services.errors import BadInput, Conflict
from services.recurrence import Frequency, Kind
from services.recurrence.windows import DayWindow
from tests.integration.conftest import Tenant, make_tenant

MONDAY = date(2027, 2, 1)
SUNDAY = MONDAY + timedelta(days=13)
MORNING = DayWindow(time(7, 30), time(9)).to_json()
NOON = DayWindow(time(11, 30), time(13)).to_json()


@pytest.fixture
def tenant(database: Database) -> Tenant:
    return make_tenant(database, "Solbacken")


def a_planner(tenant: Tenant) -> Actor:
    return Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)


def a_client(database: Database, tenant: Tenant, *, is_placed: bool = True) -> ClientRow:
    place = PlaceRow(new_id(), 59.3 + 0.001, 18.1)
    client = ClientRow(new_id(), f"K{new_id().hex[-8:]}", place_id=place.id if is_placed else None)
    with database.writing(tenant.acting()) as work:
        work.places.add([place])
        work.people.add_clients([(client, ClientSecrets(name="Karl Kvist"))])
    return client


def a_need(client: ClientRow, kind: str = "Morgon", **given: object) -> RequirementRow:
    rule = Frequency(Kind.DAILY).to_json()
    need = RequirementRow(new_id(), client.id, kind, 1800, rule, MORNING, skills=(("Insulin", 1),))
    return replace(need, **given)  # type: ignore[arg-type]


def visits_of(database: Database, tenant: Tenant) -> list[tuple[date, str, str]]:
    with database.reading(tenant.acting()) as work:
        return [(row.visit_date, row.title, row.id.hex) for row in work.visits.between(MONDAY, SUNDAY)]


def test_a_daily_need_gives_a_visit_a_day_and_laying_out_again_changes_nothing(
    database: Database, tenant: Tenant
) -> None:
    demand, actor = Demand(database), a_planner(tenant)
    demand.add(actor, [a_need(a_client(database, tenant))])
    ahead = demand.look_ahead(actor, MONDAY, SUNDAY)
    assert (ahead.new, ahead.changed, ahead.gone) == (14, 0, 0)
    assert visits_of(database, tenant) == []
    demand.lay_out(actor, MONDAY, SUNDAY)
    before = visits_of(database, tenant)
    again = demand.lay_out(actor, MONDAY, SUNDAY)
    assert (again.new, again.changed, again.gone, again.unchanged) == (0, 0, 0, 14)
    assert visits_of(database, tenant) == before


def test_a_changed_need_keeps_the_visits_and_who_makes_them(database: Database, tenant: Tenant) -> None:
    demand, actor = Demand(database), a_planner(tenant)
    demand.add(actor, [a_need(a_client(database, tenant))])
    demand.lay_out(actor, MONDAY, MONDAY)
    (need,) = demand.needs(actor)
    demand.change(actor, [replace(need, duration_s=2700, skills=())])
    with database.reading(tenant.acting()) as work:
        (before,) = work.visits.between(MONDAY, MONDAY)
    laid = demand.lay_out(actor, MONDAY, MONDAY)
    with database.reading(tenant.acting()) as work:
        (after,) = work.visits.between(MONDAY, MONDAY)
    assert laid.changed == 1
    assert (after.id, after.duration_s, after.skills) == (before.id, 2700, ())


def test_a_visit_that_has_begun_is_never_touched(database: Database, tenant: Tenant) -> None:
    demand, actor = Demand(database), a_planner(tenant)
    client = a_client(database, tenant)
    demand.add(actor, [a_need(client)])
    demand.lay_out(actor, MONDAY, MONDAY)
    with database.writing(tenant.acting()) as work:
        (row,) = work.visits.between(MONDAY, MONDAY)
        work.visits.assign([Assignment(row.id, row.visit_date, None, None, None)])
    with database.writing(tenant.acting()) as work:
        work.connection.exec_driver_sql(
            "UPDATE caire.visits SET status = 'DONE', actual_start = now(), actual_end = now() + interval '30 min'"
        )
    (need,) = demand.needs(actor)
    demand.change(actor, [replace(need, duration_s=2700, valid_to=MONDAY - timedelta(days=1))])
    laid = demand.lay_out(actor, MONDAY, MONDAY)
    assert (laid.new, laid.changed, laid.gone) == (0, 0, 0)


def test_a_need_that_ends_takes_its_coming_visits_with_it(database: Database, tenant: Tenant) -> None:
    demand, actor = Demand(database), a_planner(tenant)
    demand.add(actor, [a_need(a_client(database, tenant))])
    demand.lay_out(actor, MONDAY, SUNDAY)
    (need,) = demand.needs(actor)
    demand.change(actor, [replace(need, valid_to=MONDAY + timedelta(days=6))])
    laid = demand.lay_out(actor, MONDAY, SUNDAY)
    assert (laid.gone, laid.unchanged) == (7, 7)
    assert len(visits_of(database, tenant)) == 7


def test_two_carers_are_two_visits_in_one_group_and_a_later_need_waits_for_the_earlier(
    database: Database, tenant: Tenant
) -> None:
    demand, actor = Demand(database), a_planner(tenant)
    client = a_client(database, tenant)
    morning = a_need(client, carers_needed=2)
    noon = a_need(client, "Lunch", time_windows=NOON, after_requirement_id=morning.id, min_delay_min=180)
    demand.add(actor, [noon, morning])
    demand.lay_out(actor, MONDAY, MONDAY)
    with database.reading(tenant.acting()) as work:
        rows = work.visits.between(MONDAY, MONDAY)
    first, second = [row for row in rows if row.title == "Morgon"]
    (lunch,) = [row for row in rows if row.title == "Lunch"]
    assert first.group_id == second.group_id is not None
    ((waits,),) = [lunch.after]
    assert waits.visit_id in {first.id, second.id}
    assert waits.delay_s == 180 * 60
    assert demand.lay_out(actor, MONDAY, MONDAY).unchanged == 3


def test_a_movable_need_may_fall_on_every_allowed_day_of_its_week(database: Database, tenant: Tenant) -> None:
    demand, actor = Demand(database), a_planner(tenant)
    rule = Frequency(Kind.N_PER_WEEK, (1, 2, 3, 4, 5), times=2).to_json()
    demand.add(actor, [a_need(a_client(database, tenant), "Städ", frequency=rule, duration_s=3600)])
    demand.lay_out(actor, MONDAY, SUNDAY)
    with database.reading(tenant.acting()) as work:
        rows = work.visits.between(MONDAY, SUNDAY)
    assert [len(row.windows) for row in rows] == [5] * 4
    assert {row.visit_date for row in rows} == {MONDAY, MONDAY + timedelta(days=7)}


def test_what_gives_no_visit_is_named(database: Database, tenant: Tenant) -> None:
    demand, actor = Demand(database), a_planner(tenant)
    placed, unplaced = a_client(database, tenant), a_client(database, tenant, is_placed=False)
    needs = [
        a_need(unplaced), a_need(placed, frequency=None), a_need(placed, duration_s=7200),
        a_need(placed, time_windows=DayWindow(time(8), time(9), 2).to_json()),
    ]  # fmt: skip
    demand.add(actor, needs)
    gaps = {gap.requirement_id: gap for gap in demand.look_ahead(actor, MONDAY, MONDAY).expansion.gaps}
    assert [gaps[need.id].code for need in needs] == ["NEED-002", "NEED-001", "NEED-004", "NEED-003"]
    assert all(gap.cause.sv and gap.action.en for gap in gaps.values())


def test_a_need_changed_by_two_is_kept_as_the_first_left_it(database: Database, tenant: Tenant) -> None:
    demand, actor = Demand(database), a_planner(tenant)
    demand.add(actor, [a_need(a_client(database, tenant))])
    (read,) = demand.needs(actor)
    demand.change(actor, [replace(read, duration_s=1200)])
    with pytest.raises(Conflict, match="NEED-011"):
        demand.change(actor, [replace(read, duration_s=900)])
    (kept,) = demand.needs(actor)
    assert (kept.duration_s, kept.row_version) == (1200, 2)


def test_an_unsound_need_is_refused_before_anything_is_written(database: Database, tenant: Tenant) -> None:
    demand, actor = Demand(database), a_planner(tenant)
    client = a_client(database, tenant)
    with pytest.raises(BadInput, match="RECUR-001"):
        demand.add(actor, [a_need(client), a_need(client, frequency={"kind": "hourly"})])
    assert demand.needs(actor) == []


def test_many_visits_are_given_to_carers_at_once(database: Database, tenant: Tenant) -> None:
    demand, actor = Demand(database), a_planner(tenant)
    demand.add(actor, [a_need(a_client(database, tenant))])
    demand.lay_out(actor, MONDAY, SUNDAY)
    with database.writing(tenant.acting()) as work:
        rows = work.visits.between(MONDAY, SUNDAY)
        assert work.visits.assign([Assignment(row.id, row.visit_date, None, None, None) for row in rows]) == 14


def test_needs_that_would_wait_for_each_other_are_refused(database: Database, tenant: Tenant) -> None:
    demand, actor = Demand(database), a_planner(tenant)
    client = a_client(database, tenant)
    first = a_need(client)
    second = a_need(client, "Lunch", after_requirement_id=first.id, min_delay_min=0)
    demand.add(actor, [first, second])
    with pytest.raises(BadInput, match="NEED-012"):
        demand.change(actor, [replace(first, after_requirement_id=second.id, min_delay_min=0)])
    assert all(need.row_version == 1 for need in demand.needs(actor))


@pytest.mark.parametrize(
    ("hours", "is_sound"),
    [
        ([("08:00", "10:00"), ("10:00", "12:00")], True), ([("08:00", "10:00"), ("09:00", "12:00")], False),
        ([("08:00", "10:00"), ("22:00", "02:00")], True), ([("20:00", "02:00"), ("22:00", "23:00")], False),
        ([("08:00", "10:00"), ("08:00", "10:00")], False),
    ],
)  # fmt: skip
def test_windows_of_a_need_stand_apart(
    database: Database, tenant: Tenant, hours: list[tuple[str, str]], is_sound: bool
) -> None:
    demand, actor = Demand(database), a_planner(tenant)
    windows = [{"day": 1, "start": start, "end": end} for start, end in hours]
    need = a_need(a_client(database, tenant), time_windows=windows)
    if is_sound:
        demand.add(actor, [need])
    else:
        with pytest.raises(BadInput, match="NEED-013"):
            demand.add(actor, [need])
    assert len(demand.needs(actor)) == int(is_sound)


def test_many_needs_are_changed_at_once_or_none(database: Database, tenant: Tenant) -> None:
    demand, actor = Demand(database), a_planner(tenant)
    demand.add(actor, [a_need(a_client(database, tenant), f"Insats {i}") for i in range(20)])
    read = demand.needs(actor)
    demand.change(actor, [replace(need, priority=2) for need in read])
    assert {need.priority for need in demand.needs(actor)} == {2}
    fresh = demand.needs(actor)
    with pytest.raises(Conflict, match="NEED-011"):
        demand.change(actor, [*(replace(need, priority=7) for need in fresh[:-1]), read[-1]])
    assert {need.priority for need in demand.needs(actor)} == {2}
