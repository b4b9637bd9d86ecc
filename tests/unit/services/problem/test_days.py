"""Days of a problem: every shift and every visit has exactly one."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np

from services.problem import Plan, Shift
from services.problem.columns import columns
from services.problem.days import day_of_visit, days
from services.problem.timetable import timetable
from tests.builders import ZONE, a_plan, a_problem, a_shift, a_visit


def test_days_run_from_the_first_thing_to_the_last_that_begins() -> None:
    calendar = days(columns(a_problem(a_visit("Anna", "08:00+2-09:00+2"), a_shift("Bo", "22:00-06:00+1"))))
    assert calendar.dates == (date(2027, 2, 1), date(2027, 2, 2), date(2027, 2, 3))
    assert calendar.index(date(2027, 2, 3)) == 2


def test_a_visit_belongs_to_the_day_of_the_shift_that_makes_it() -> None:
    c = columns(a_problem(a_visit("Anna", "00:00-23:00+1"), a_shift("Bo"), a_shift("Bo.tuesday", "07:00+1-16:00+1")))
    on_tuesday = timetable(c, a_plan({"Bo.tuesday": ["Anna 09:00+1"]}))
    assert day_of_visit(c, on_tuesday, days(c)).tolist() == [1]


def test_a_visit_nobody_makes_belongs_to_the_first_day_it_may_begin() -> None:
    c = columns(a_problem(a_visit("Anna", "00:00+1-23:00+2"), a_visit("Olle"), a_shift("Bo")))
    assert day_of_visit(c, timetable(c, Plan()), days(c)).tolist() == [1, 0]


def test_a_day_of_twenty_three_hours_is_one_day() -> None:
    zone = ZoneInfo(ZONE)
    spans = [
        tuple(int(datetime(2027, 3, day, hour, tzinfo=zone).timestamp()) for hour in (7, 15)) for day in (27, 28, 29)
    ]
    shifts = [Shift(f"Bo.{i}", "Bo", start, end, "0 km", "0 km") for i, (start, end) in enumerate(spans)]
    c = columns(a_problem(*shifts))
    calendar = days(c)
    assert calendar.dates == (date(2027, 3, 27), date(2027, 3, 28), date(2027, 3, 29))
    assert np.diff(calendar.midnight_s).tolist() == [86_400, 82_800, 86_400]
    assert calendar.of(c.shift_start_s).tolist() == c.shift_day.tolist() == [0, 1, 2]


def test_a_moment_outside_the_span_counts_to_the_nearest_day() -> None:
    calendar = days(columns(a_problem(a_visit("Anna"), a_shift("Bo"))))
    assert calendar.of(np.array([-5, 10_000_000])).tolist() == [0, 0]
