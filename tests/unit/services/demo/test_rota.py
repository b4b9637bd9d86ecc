"""The rota is one a manager could sign."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import pairwise

import pytest

from services.demo import DemoOrganization
from services.demo.rota import DAILY_REST_S, MOST_DAYS_IN_A_ROW, DemoShift
from services.demo.shift_templates import EARLY, shifts_of_a_day
from services.problem import Mode


def by_employee(organization: DemoOrganization) -> dict[str, list[DemoShift]]:
    duties: dict[str, list[DemoShift]] = defaultdict(list)
    for duty in organization.rota:
        duties[duty.employee.id].append(duty)
    return duties


def test_everybody_rests_eleven_hours_and_works_one_shift_a_day(fortnight: DemoOrganization) -> None:
    for duties in by_employee(fortnight).values():
        for before, after in pairwise(duties):
            assert after.day > before.day
            assert after.start_s - before.end_s >= DAILY_REST_S


def test_nobody_works_a_week_without_a_day_off(fortnight: DemoOrganization) -> None:
    for duties in by_employee(fortnight).values():
        worked = {duty.day for duty in duties}
        for day in worked:
            row = [day + timedelta(days=i) for i in range(MOST_DAYS_IN_A_ROW + 1)]
            assert not worked.issuperset(row)


def test_everybody_works_about_what_the_contract_says(fortnight: DemoOrganization) -> None:
    duties = by_employee(fortnight)
    for employee in fortnight.employees:
        paid_min = sum(duty.template.paid_min for duty in duties[employee.id])
        assert paid_min == pytest.approx(2 * employee.contract_minutes_week, rel=0.25)


def test_fewer_are_on_at_weekends(fortnight: DemoOrganization) -> None:
    on = Counter(duty.day.weekday() for duty in fortnight.rota)
    assert max(on[5], on[6]) < min(on[day] for day in range(5))


def test_one_of_each_district_takes_the_night_report(fortnight: DemoOrganization) -> None:
    weekday = fortnight.first_day
    early = [duty for duty in fortnight.rota if duty.day == weekday and duty.template is EARLY]
    assert len(early) == len(fortnight.districts)


@pytest.mark.parametrize("is_weekend", [False, True])
@pytest.mark.parametrize("count", [1, 3, 6, 30])
def test_however_few_there_are_two_are_on_at_any_time(count: int, is_weekend: bool) -> None:
    templates = shifts_of_a_day(count, districts=1, is_weekend=is_weekend)
    for minute in (8 * 60, 15 * 60, 20 * 60 + 30):
        assert sum(template.is_on(minute) for template in templates) >= 2


def test_a_vehicle_is_with_one_shift_at_a_time(fortnight: DemoOrganization) -> None:
    mode = {vehicle.id: vehicle.mode for vehicle in fortnight.vehicles}
    free_from_s: dict[str, int] = defaultdict(int)
    for duty in fortnight.rota:
        vehicle_id = fortnight.vehicle_of.get(duty.id)
        if vehicle_id is None:
            continue
        assert mode[vehicle_id] is duty.employee.mode
        assert duty.start_s >= free_from_s[vehicle_id]
        free_from_s[vehicle_id] = duty.end_s
    assert Mode.WALK not in mode.values()
