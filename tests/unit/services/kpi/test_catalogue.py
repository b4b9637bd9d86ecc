"""Key figures of small plans, counted in the head."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from services.kpi import BY_SLUG, on_days, whole
from services.kpi.writing import NOTHING, difference, is_better, written
from services.problem import Break, Plan, Problem
from services.problem.columns import columns
from services.problem.days import days
from services.problem.timetable import timetable
from services.words import Language
from tests.builders import a_plan, a_problem, a_shift, a_visit, clock

SV, EN = Language.SV, Language.EN
LINE = a_problem(
    a_visit("Anna", km=30), a_visit("Olle", km=60), a_visit("Siv"), a_shift("Bo"), a_shift("Eva", "07:00-15:00")
)
"""Thirty minutes' drive to Anna, thirty more to Olle, an hour home."""
PLAN = a_plan({"Bo": ["Anna 08:00", "Olle 09:30"]})


def value(slug: str, problem: Problem = LINE, plan: Plan = PLAN) -> float | None:
    c = columns(problem)
    return BY_SLUG[slug].of(c, timetable(c, plan), whole(c))


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("assigned_visits", 2),
        ("unassigned_visits", 1),
        ("assigned_share", 2 / 3),
        ("travel_hours", 2),
        ("waiting_hours", 1),
        ("idle_hours", 0.5),
        ("client_time_share", 1 / 17),
        ("field_efficiency", 1 / 3),
        ("continuity_all", 1),
        ("shifts_used", 1),
    ],
)
def test_the_figure_of_a_plan_that_fits_in_the_head(slug: str, expected: float) -> None:
    assert value(slug) == pytest.approx(expected)


@pytest.mark.parametrize("slug", ["field_efficiency", "continuity_all"])
def test_an_empty_plan_has_no_ratio(slug: str) -> None:
    assert value(slug, plan=Plan()) is None


@pytest.mark.parametrize("slug", ["assigned_share", "client_time_share", "field_efficiency", "continuity_all"])
def test_a_day_without_anything_has_no_ratio(slug: str) -> None:
    c = columns(LINE)
    t = timetable(c, PLAN)
    assert BY_SLUG[slug].of(c, t, on_days(c, t, days(c), 5, 5)) is None


def test_an_empty_plan_drives_nowhere() -> None:
    assert [value(slug, plan=Plan()) for slug in ("travel_hours", "waiting_hours", "idle_hours")] == [0, 0, 0]


def test_an_unpaid_break_is_not_paid_time() -> None:
    shift = replace(a_shift("Bo"), breaks=(Break("Bo break 1", clock("11:00"), clock("12:00"), 3600),))
    plan = a_plan({"Bo": ["Anna 08:00", "break 11:00"]})
    assert value("client_time_share", a_problem(a_visit("Anna", minutes=60), shift), plan) == pytest.approx(1 / 8)


def test_a_client_who_meets_two_carers_counts_two() -> None:
    problem = a_problem(a_visit("Anna.1"), a_visit("Anna.2"), a_visit("Olle"), a_shift("Bo"), a_shift("Eva"))
    plan = a_plan({"Bo": ["Anna.1 08:00", "Olle 10:00"], "Eva": ["Anna.2 12:00"]})
    assert value("continuity_all", problem, plan) == 1.5


def test_days_add_up_to_the_plan() -> None:
    problem = a_problem(
        a_visit("Anna", km=10), a_visit("Olle", "07:00+1-16:00+1", km=5), a_visit("Siv"),
        a_shift("Bo"), a_shift("Bo.tuesday", "07:00+1-16:00+1"),
    )  # fmt: skip
    c = columns(problem)
    t = timetable(c, a_plan({"Bo": ["Anna 09:00"], "Bo.tuesday": ["Olle 09:00+1"]}))
    calendar = days(c)
    for slug in ("assigned_visits", "unassigned_visits", "travel_hours", "waiting_hours", "shifts_used"):
        parts = [BY_SLUG[slug].of(c, t, on_days(c, t, calendar, day, day)) for day in range(len(calendar))]
        assert sum(part or 0 for part in parts) == pytest.approx(BY_SLUG[slug].of(c, t, whole(c)))


def test_values_are_written_the_way_the_language_writes_them() -> None:
    assert written(BY_SLUG["travel_hours"], 1234.56, SV) == "1\u202f234,6\u202fh"
    assert written(BY_SLUG["field_efficiency"], 0.805, EN) == "80.5%"
    assert written(BY_SLUG["field_efficiency"], None, SV) == NOTHING


def test_a_difference_has_its_sign_and_is_left_out_when_there_is_none() -> None:
    kpi = BY_SLUG["travel_hours"]
    assert difference(kpi, 20.0, 20.7, SV) == "\u22120,7\u202fh"
    assert difference(kpi, 21.0, 20.0, SV) == "+1,0\u202fh"
    assert difference(kpi, 20.01, 20.0, SV) is None
    assert difference(kpi, None, 20.0, SV) is None


def test_less_travel_is_better_whatever_kind_of_number_it_is() -> None:
    for number in (float, np.float64):
        assert is_better(BY_SLUG["travel_hours"], number(1.0), number(2.0)) is True
        assert is_better(BY_SLUG["travel_hours"], number(2.0), number(1.0)) is False
        assert is_better(BY_SLUG["client_time_share"], number(0.8), number(0.7)) is True
    assert is_better(BY_SLUG["shifts_used"], 1.0, 2.0) is None
