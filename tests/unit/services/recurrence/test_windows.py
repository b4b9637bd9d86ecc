"""Hours on the wall become moments, also in the two nights when the clock is changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import BadInput
from services.recurrence.windows import DayWindow, moment, read_windows, spans_on

ZONE = ZoneInfo("Europe/Stockholm")
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
CLOCK = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))


def length(window: DayWindow, day: date) -> timedelta:
    (span,) = spans_on([window], day, ZONE)
    return span.end - span.start


def test_a_night_is_seven_hours_in_spring_and_nine_in_autumn() -> None:
    night = DayWindow(time(22), time(6))
    assert length(night, SPRING - timedelta(days=1)) == timedelta(hours=7)
    assert length(night, AUTUMN - timedelta(days=1)) == timedelta(hours=9)
    assert length(night, date(2027, 6, 1)) == timedelta(hours=8)


def test_an_hour_that_does_not_exist_is_the_one_after() -> None:
    assert moment(SPRING, time(2, 30), ZONE) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert moment(SPRING, time(3, 30), ZONE) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_an_hour_that_comes_twice_is_wholly_inside() -> None:
    assert length(DayWindow(time(2), time(3)), AUTUMN) == timedelta(hours=2)
    assert length(DayWindow(time(2, 30), time(2, 45)), AUTUMN) == timedelta(hours=1, minutes=15)


def test_a_date_takes_the_place_of_the_weekday() -> None:
    always, christmas = DayWindow(time(8), time(10)), DayWindow(time(11), time(12), date(2027, 12, 24))
    (span,) = spans_on([always, christmas], date(2027, 12, 24), ZONE)
    assert span.start == datetime(2027, 12, 24, 10, tzinfo=UTC)
    assert spans_on([DayWindow(time(8), time(10), 1)], date(2027, 2, 2), ZONE) == ()


@given(CLOCK, CLOCK, st.dates(date(2026, 1, 1), date(2029, 12, 31)))
def test_a_window_never_ends_before_it_begins_and_lasts_at_most_25_hours(start: time, end: time, day: date) -> None:
    took = length(DayWindow(start, end), day)
    assert timedelta(0) < took <= timedelta(hours=26)
    (span,) = spans_on([DayWindow(start, end)], day, ZONE)
    assert span.start.astimezone(ZONE).date() == day


@given(CLOCK, CLOCK, st.integers(1, 7) | st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.integers(-10, 10))
def test_a_window_is_stored_and_read_back_unchanged(start: time, end: time, day: int | date, preference: int) -> None:
    window = DayWindow(start, end, day, preference)
    assert read_windows(window.to_json()) == (window,)
    assert len(DayWindow(start, end).to_json()) == 7


@pytest.mark.parametrize(
    "told",
    ["08:00", [8], [{"day": 1}], [{"day": 0, "start": "08:00", "end": "09:00"}],
     [{"day": 1, "start": "25:00", "end": "09:00"}], [{"day": "2027-02-30", "start": "08:00", "end": "09:00"}],
     [{"day": 1, "start": "08:00", "end": "09:00", "preference": 11}],
     [{"day": True, "start": "08:00", "end": "09:00"}],
     [{"day": 1, "start": "08:00+02:00", "end": "09:00"}], [{"day": 1, "start": "08:00", "end": "09:00", "note": "x"}]],
)  # fmt: skip
def test_a_window_that_cannot_be_read_is_refused(told: object) -> None:
    with pytest.raises(BadInput, match="RECUR-009"):
        read_windows(told)
