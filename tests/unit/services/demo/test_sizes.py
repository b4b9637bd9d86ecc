"""Each size is what the recipe says: how many, how needy, how far apart, by which means; and its past is lifelike."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

import numpy as np
import pytest

from data.vocabulary import VisitStatus
from services.delivery.simulating import live
from services.demo import DemoOrganization, DemoSize
from services.demo.recipe import RECIPES
from services.demo.shift_templates import Part
from services.demo_seeding.dates import visit_rows
from services.demo_seeding.ids import RowIds
from services.demo_seeding.living import lived
from services.demo_seeding.sick_day import who_is_ill
from services.kpi import BY_SLUG, Frame, whole
from services.problem import Mode
from services.problem.timetable import timetable
from tests.unit.services.demo.test_making import MONDAY, laid_out, made

FORTNIGHTS = (DemoSize.M, DemoSize.L, DemoSize.RURAL)


def of(size: DemoSize) -> DemoOrganization:
    return made(size, MONDAY)


def frame(size: DemoSize) -> Frame:
    c = laid_out(size, MONDAY)
    return Frame(c, timetable(c, of(size).manual_plan))


def legs_min(size: DemoSize) -> np.ndarray:
    legs = frame(size).t.leg_s
    return np.asarray(legs[legs > 0] / 60)


@pytest.mark.parametrize(
    ("size", "clients", "employees", "days", "districts"),
    [(DemoSize.S, 20, 9, 1, 1), (DemoSize.M, 115, 41, 14, 3), (DemoSize.L, 340, 140, 14, 8),
     (DemoSize.RURAL, 80, 34, 14, 3)],
)  # fmt: skip
def test_each_size_has_its_clients_staff_days_and_districts(
    size: DemoSize, clients: int, employees: int, days: int, districts: int
) -> None:
    organization = of(size)
    assert (len(organization.clients), len(organization.employees)) == (clients, employees)
    assert {shift.day for shift in organization.rota} == {MONDAY + timedelta(days=i) for i in range(days)}
    assert len(organization.districts) == len(set(organization.districts)) == districts


@pytest.mark.parametrize(("one", "other"), list(combinations(DemoSize, 2)))
def test_no_two_sizes_share_a_pseudonym_so_that_they_can_live_in_one_organisation(
    one: DemoSize, other: DemoSize
) -> None:  # fmt: skip
    def ids(size: DemoSize) -> set[str]:
        all_ = of(size)
        return {c.id for c in all_.clients} | {e.id for e in all_.employees} | {v.id for v in all_.vehicles}

    assert ids(one).isdisjoint(ids(other))


@pytest.mark.parametrize("size", FORTNIGHTS)
def test_people_need_about_as_much_as_the_recipe_says(size: DemoSize) -> None:
    """Within a tenth where there are enough of them to be sure, within a quarter in the smaller ones."""
    organization, near = of(size), 0.10 if size is DemoSize.L else 0.25
    per_day = len(organization.dated) / len(organization.clients) / organization.recipe.days
    assert per_day == pytest.approx(1.97, rel=near)
    hours = [client.hours_per_month for client in organization.clients]
    assert float(np.mean(hours)) == pytest.approx(30.9, rel=near)
    doubled = np.mean([each.need.carers > 1 for each in organization.dated])
    assert 0.02 < doubled < 0.08


@pytest.mark.parametrize("size", FORTNIGHTS)
def test_delegated_tasks_are_asked_for_and_held_in_the_shares_of_the_recipe(size: DemoSize) -> None:
    organization = of(size)
    asking = [client for client in organization.clients if any("läkemedel" in need.skills for need in client.needs)]
    assert len(asking) / len(organization.clients) == pytest.approx(0.35, abs=0.05)
    holding = [each for each in organization.employees if any(d.skill == "läkemedel" for d in each.delegations)]
    assert 0.75 <= len(holding) / len(organization.employees) <= 1


@pytest.mark.parametrize("size", FORTNIGHTS)
def test_windows_are_tight_for_medicine_and_wide_for_service(size: DemoSize) -> None:
    slacks = [each.need.slack_min for each in of(size).dated]
    timed = [slack for slack in slacks if slack is not None]
    assert set(timed) <= {10, 15, 30, 35, 40, 45}
    assert 0.1 < timed.count(15) / len(timed) < 0.5
    assert all(
        window.latest_start_s >= window.start_s and window.end_s - window.start_s >= visit.duration_s
        for visit in of(size).problem.visits for window in visit.windows
    )  # fmt: skip


@pytest.mark.parametrize(("size", "least", "most"), [(DemoSize.M, 5, 8), (DemoSize.L, 5, 9), (DemoSize.RURAL, 8, 18)])
def test_the_way_between_visits_is_that_of_a_town_or_of_the_country(size: DemoSize, least: float, most: float) -> None:
    assert least <= legs_min(size).mean() <= most


def test_in_the_country_one_drives_and_a_quarter_of_the_legs_is_long() -> None:
    rural = of(DemoSize.RURAL)
    modes = [each.mode for each in rural.employees]
    assert modes.count(Mode.CAR) / len(modes) >= 0.95
    assert Mode.WALK not in modes
    cars = sum(vehicle.mode is Mode.CAR for vehicle in rural.vehicles)
    assert cars == round(16 * 80 / 100)
    assert float(np.percentile(legs_min(DemoSize.RURAL), 75)) > 2 * float(np.percentile(legs_min(DemoSize.M), 75))


@pytest.mark.parametrize("size", FORTNIGHTS)
def test_a_plan_made_by_hand_leaves_a_few_visits_and_keeps_working_time(size: DemoSize) -> None:
    organization = of(size)
    visits = organization.problem.visits
    left = len(visits) - len(organization.manual_plan.served())
    assert 0 < left / len(visits) < 0.05
    assert all(carer.contract_min_week for carer in organization.problem.carers)
    week: dict[tuple[str, int], int] = {}
    for shift in organization.rota:
        key = (shift.employee.id, shift.day.isocalendar().week)
        week[key] = week.get(key, 0) + shift.template.paid_min
    assert max(week.values()) <= 48 * 60


@pytest.mark.parametrize(("size", "least", "most"), [(DemoSize.M, 0.5, 0.62), (DemoSize.RURAL, 0.38, 0.5)])
def test_time_with_clients_is_less_where_the_way_is_long(size: DemoSize, least: float, most: float) -> None:
    f = frame(size)
    share = BY_SLUG["client_time_share"].of_frame(f, whole(f.c)).value
    assert share is not None
    assert least < share < most


@pytest.mark.parametrize("size", [DemoSize.M, DemoSize.RURAL])
def test_the_past_is_as_noisy_as_real_days_are(size: DemoSize) -> None:
    organization, ids = of(size), RowIds(of(size))
    rows = lived(organization, ids, visit_rows(organization, ids, {}), seed=3)
    of_all = {status: sum(row.status is status for row in rows) / len(rows) for status in VisitStatus}
    left = 1 - len(organization.manual_plan.served()) / len(rows)
    assert of_all[VisitStatus.CANCELLED] == pytest.approx(0.04, abs=0.015)
    assert of_all[VisitStatus.MISSED] == pytest.approx(0.03 + left, abs=0.015)
    planned = {visit.id: visit.duration_s for visit in organization.problem.visits}
    c = laid_out(size, MONDAY)
    lasted = [
        (end - start) / planned[organization.problem.visits[row].id]
        for row, (start, end) in live(c, timetable(c, organization.manual_plan), 3).items()
    ]
    assert float(np.mean(lasted)) == pytest.approx(1.0, abs=0.05)
    assert float(np.std(lasted)) == pytest.approx(0.25, abs=0.05)


@pytest.mark.parametrize("day", range(14))
def test_who_falls_ill_has_a_full_morning_on_every_day(day: int) -> None:
    today = MONDAY + timedelta(days=day)
    shift = who_is_ill(of(DemoSize.M), today)
    visits = [stop for shift_id, stop in of(DemoSize.M).manual_plan.visit_stops() if shift_id == shift.id]
    assert shift.day == today
    assert shift.template.part is Part.DAY
    assert len(visits) >= 8


def test_every_size_has_a_recipe() -> None:
    assert set(RECIPES) == set(DemoSize)
