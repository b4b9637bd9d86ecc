"""A rule gives the days it says, whatever period is asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import BadInput
from services.recurrence import Frequency, Kind, next_days, occurrences
from services.recurrence.red_days import is_red, red_day

BEGINS = date(2027, 1, 6)  # a Wednesday, and a red day
DAYS = st.dates(date(2026, 6, 1), date(2028, 12, 31))
WEEKDAYS = st.sets(st.integers(1, 7), min_size=1).map(lambda days: tuple(sorted(days)))


@st.composite
def rules(draw: st.DrawFn) -> Frequency:
    kind = draw(st.sampled_from(Kind))
    weekdays = draw(WEEKDAYS)
    return Frequency(
        kind,
        weekdays if kind is not Kind.DATES else (1, 2, 3, 4, 5, 6, 7),
        draw(st.integers(1, 6)) if kind in (Kind.EVERY_N_WEEKS, Kind.N_PER_WEEK) else 1,
        draw(st.integers(1, len(weekdays))) if kind is Kind.N_PER_WEEK else 1,
        tuple(sorted(draw(st.sets(DAYS, min_size=1, max_size=9)))) if kind is Kind.DATES else (),
        tuple(sorted(draw(st.sets(DAYS, max_size=9)))),
        draw(st.booleans()),
    )


def days_of(rule: Frequency, first: date, last: date, begins: date = BEGINS, ends: date | None = None) -> list[str]:
    return [each.key for each in occurrences(rule, begins, ends, first, last)]


def test_every_day_gives_every_day_from_its_beginning() -> None:
    assert days_of(Frequency(Kind.DAILY), date(2027, 1, 4), date(2027, 1, 8)) == [
        "2027-01-06",
        "2027-01-07",
        "2027-01-08",
    ]


def test_weeks_count_from_the_week_in_which_the_need_begins() -> None:
    rule = Frequency(Kind.EVERY_N_WEEKS, (1,), 3)  # the Monday of the first week is before the beginning
    assert days_of(rule, date(2027, 1, 1), date(2027, 3, 10)) == ["2027-01-25", "2027-02-15", "2027-03-08"]


def test_a_need_on_29_february_comes_on_that_day_only() -> None:
    rule = Frequency(Kind.DATES, dates=(date(2028, 2, 29),))
    assert days_of(rule, date(2028, 2, 1), date(2028, 3, 31)) == ["2028-02-29"]


def test_weeks_go_on_across_the_change_of_the_year() -> None:
    rule = Frequency(Kind.EVERY_N_WEEKS, (5,), 2)
    assert days_of(rule, date(2026, 12, 20), date(2027, 1, 20), begins=date(2026, 12, 7)) == [
        "2026-12-25",
        "2027-01-08",
    ]


def test_a_movable_visit_may_fall_on_any_allowed_day_of_its_week() -> None:
    rule = Frequency(Kind.N_PER_WEEK, (1, 2, 3, 4, 5), times=2)
    first, second = occurrences(rule, BEGINS, None, date(2027, 1, 11), date(2027, 1, 17))
    assert first.days == second.days == tuple(date(2027, 1, day) for day in range(11, 16))
    assert (first.key, second.key) == ("2027-01-11#0", "2027-01-11#1")


def test_a_movable_visit_is_not_asked_more_often_than_there_are_days_left() -> None:
    rule = Frequency(Kind.N_PER_WEEK, (1, 2, 3, 4, 5), times=4)
    ended = occurrences(rule, BEGINS, date(2027, 1, 12), date(2027, 1, 11), date(2027, 1, 17))
    assert [each.days for each in ended] == [(date(2027, 1, 11), date(2027, 1, 12))] * 2


def test_red_days_can_be_left_out() -> None:
    assert is_red(date(2027, 6, 6))
    assert not is_red(date(2027, 6, 13))
    assert str(red_day(date(2027, 3, 26))) == "Text(sv='Långfredagen', en='Good Friday')"
    rule = Frequency(Kind.WEEKLY, (5,), skips_holidays=True)
    assert days_of(rule, date(2027, 3, 19), date(2027, 4, 2)) == ["2027-03-19", "2027-04-02"]


def test_the_next_days_are_shown_before_anything_is_made() -> None:
    rule = Frequency(Kind.EVERY_N_WEEKS, (3,), 2)
    assert next_days(rule, BEGINS, None, date(2027, 1, 7), 2) == (date(2027, 1, 20), date(2027, 2, 3))
    assert next_days(rule, BEGINS, date(2027, 1, 19), date(2027, 1, 7)) == ()


@given(rules(), DAYS, st.none() | st.integers(0, 300), DAYS, st.integers(0, 60), st.integers(0, 60))
def test_two_periods_in_a_row_give_what_the_whole_gives(
    rule: Frequency, begins: date, length: int | None, first: date, before: int, after: int
) -> None:
    ends = None if length is None else begins + timedelta(days=length)
    middle, last = first + timedelta(days=before), first + timedelta(days=before + after + 1)
    whole = occurrences(rule, begins, ends, first, last)
    parts = (
        *occurrences(rule, begins, ends, first, middle),
        *occurrences(rule, begins, ends, middle + timedelta(days=1), last),
    )
    assert parts == whole
    assert len({each.key for each in whole}) == len(whole)


@given(rules(), DAYS, DAYS)
def test_every_day_given_is_one_the_rule_allows(rule: Frequency, begins: date, first: date) -> None:
    for each in occurrences(rule, begins, None, first, first + timedelta(days=40)):
        for day in each.days:
            assert day >= begins
            assert day not in rule.except_dates
            assert not (rule.skips_holidays and is_red(day))
            assert day in rule.dates if rule.kind is Kind.DATES else day.isoweekday() in rule.weekdays


@given(rules())
def test_a_rule_is_stored_and_read_back_unchanged(rule: Frequency) -> None:
    assert Frequency.from_json(rule.to_json()) == rule


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("daily", "RECUR-001"), ({"kind": "hourly"}, "RECUR-001"), ({"kind": "daily", "every": 2}, "RECUR-002"),
        ({"kind": "weekly", "weekdays": []}, "RECUR-003"), ({"kind": "weekly", "weekdays": [0, 8]}, "RECUR-003"),
        ({"kind": "weekly", "weekdays": "mon"}, "RECUR-003"),
        ({"kind": "every_n_weeks", "every_weeks": 0}, "RECUR-004"),
        ({"kind": "every_n_weeks", "every_weeks": 2.5}, "RECUR-004"), ({"kind": "n_per_week", "times": 8}, "RECUR-005"),
        ({"kind": "n_per_week", "weekdays": [1], "times": 2}, "RECUR-005"), ({"kind": "dates"}, "RECUR-006"),
        ({"kind": "dates", "dates": ["2027-02-30"]}, "RECUR-007"),
        ({"kind": "daily", "except_dates": [7]}, "RECUR-007"),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_is_refused_with_what_to_write(told: object, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        Frequency.from_json(told)
    assert refused.value.code == code
    assert refused.value.action.sv
