"""Needs become visits on the right days, in windows one can trust."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from services.demo import DemoOrganization
from services.demo.agreed_times import AgreedTimes
from services.demo.clock import at_s, days_from, is_weekend
from services.demo.dice import Dice
from services.demo.need import Rhythm
from services.demo.services import CLEANING, EVENING, MEDICINE, MORNING
from services.demo.visits import date_visits
from services.problem.windows import close_s

MONDAY = date(2027, 2, 1)


def test_a_daily_need_comes_every_day_and_cleaning_once_in_a_fortnight(fortnight: DemoOrganization) -> None:
    count = Counter((each.client.id, each.need.number) for each in fortnight.dated)
    for client in fortnight.clients:
        for need in client.needs:
            if need.rhythm == Rhythm():
                assert count[client.id, need.number] == 14
            if need.service is CLEANING:
                assert count[client.id, need.number] == 1


def test_the_wished_start_lies_in_a_window(fortnight: DemoOrganization) -> None:
    for each in fortnight.dated:
        if each.need.slack_min is not None:
            windows = each.visits[0].windows
            assert any(w.start_s <= each.wished_s <= close_s(w, each.visits[0].duration_s) for w in windows)


def test_windows_of_a_visit_lie_apart_and_a_wish_lies_in_the_middle(fortnight: DemoOrganization) -> None:
    for visit in fortnight.problem.visits:
        for before, after in zip(visit.windows, visit.windows[1:], strict=False):
            assert close_s(before, visit.duration_s) < after.start_s
        wished = [window for window in visit.windows if window.preference > 0]
        assert len(wished) <= 1


def test_medicines_are_held_to_a_quarter_of_an_hour(fortnight: DemoOrganization) -> None:
    at_hand = [each for each in fortnight.dated if each.need.service is MEDICINE]
    assert at_hand
    for each in at_hand:
        window = each.visits[0].windows[0]
        assert close_s(window, each.visits[0].duration_s) - window.start_s <= 30 * 60


def test_services_wait_for_working_days(fortnight: DemoOrganization) -> None:
    days = {at_s(day, 8 * 60): day for day in days_from(fortnight.first_day, 14)}
    for each in fortnight.dated:
        if each.need.service.is_any_time:
            assert not any(is_weekend(days[window.start_s]) for window in each.visits[0].windows)


def test_visits_of_a_pair_start_together_and_are_alike(fortnight: DemoOrganization) -> None:
    pairs = [each for each in fortnight.dated if each.need.carers > 1]
    assert {each.need.service.title for each in pairs} >= {MORNING.title, EVENING.title}
    for each in pairs:
        one, other = each.visits
        assert (one.windows, one.duration_s, one.group_id) == (other.windows, other.duration_s, other.group_id)


def test_a_meal_is_asked_for_only_as_late_as_the_one_before_allows(fortnight: DemoOrganization) -> None:
    wished = {each.visits[0].id: each for each in fortnight.dated}
    for each in fortnight.dated:
        for after in each.visits[0].after:
            before = wished[after.visit_id]
            if before.day == each.day:
                assert before.wished_s + before.visits[0].duration_s + after.delay_s <= each.wished_s


def test_a_week_begins_with_the_first_day_whatever_day_that_is(fortnight: DemoOrganization) -> None:
    cleaned = [client for client in fortnight.clients if any(need.service is CLEANING for need in client.needs)]
    for shift in range(7):
        dated = date_visits(cleaned, MONDAY + timedelta(days=shift), 14)
        assert sum(each.need.service is CLEANING for each in dated) == len(cleaned)


@pytest.mark.parametrize(("day", "hours"), [(date(2027, 3, 28), 23), (date(2027, 10, 31), 25), (MONDAY, 24)])
def test_a_day_is_as_long_as_the_clock_makes_it(day: date, hours: int) -> None:
    assert at_s(day + timedelta(days=1), 0) - at_s(day, 0) == hours * 3600


def test_of_the_times_offered_the_quiet_one_is_agreed() -> None:
    times = AgreedTimes()
    for _ in range(50):
        times.book(8 * 60, 60, carers=2)
    agreed = [times.agree(Dice(1, str(i)), 8 * 60, 11 * 60, 30) for i in range(40)]
    assert sum(at >= 9 * 60 for at in agreed) > 30
