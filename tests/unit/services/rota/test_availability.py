"""Whether a shift suits its carer follows from the hours she has told, over midnight and changed clocks too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from data.ids import new_id
from data.repositories.absences import AvailabilityRow
from data.repositories.shifts import ShiftRow
from data.vocabulary import AvailabilityKind
from services.rota.availability import Fit, fit, wishes

ZONE = ZoneInfo("Europe/Stockholm")
MONDAY = date(2027, 2, 1)
EVA = new_id()
CAN, LIKES, CANNOT = AvailabilityKind.AVAILABLE, AvailabilityKind.PREFERRED, AvailabilityKind.UNAVAILABLE


def a_shift(first: str, last: str, day: date = MONDAY) -> ShiftRow:
    start, end = (datetime.combine(day, time.fromisoformat(clock), ZONE) for clock in (first, last))
    return ShiftRow(new_id(), day, EVA, start, end if end > start else end + timedelta(days=1), EVA, EVA)


def weekly(kind: AvailabilityKind, first: str, last: str, weekday: int = 1, **given: date) -> AvailabilityRow:
    row = AvailabilityRow(new_id(), EVA, kind, time.fromisoformat(first), time.fromisoformat(last), weekday=weekday)
    return replace(row, **given)  # type: ignore[arg-type]


def once(kind: AvailabilityKind, first: str, last: str, day: date = MONDAY) -> AvailabilityRow:
    return AvailabilityRow(new_id(), EVA, kind, time.fromisoformat(first), time.fromisoformat(last), day=day)


@pytest.mark.parametrize(
    ("told", "fits"),
    [
        ([], Fit.MAY),
        ([weekly(CAN, "06:00", "17:00")], Fit.MAY),
        ([weekly(CAN, "08:00", "17:00")], Fit.CANNOT),
        ([weekly(CAN, "06:00", "17:00", weekday=2)], Fit.CANNOT),
        ([weekly(CAN, "06:00", "12:00"), weekly(LIKES, "12:00", "17:00")], Fit.MAY),
        ([weekly(LIKES, "06:00", "17:00")], Fit.LIKES),
        ([weekly(LIKES, "06:00", "17:00"), weekly(CANNOT, "15:00", "16:00")], Fit.CANNOT),
        ([weekly(CANNOT, "16:00", "22:00")], Fit.MAY),
        ([weekly(CAN, "08:00", "17:00"), once(CAN, "06:00", "17:00")], Fit.MAY),
        ([weekly(CAN, "06:00", "17:00"), once(CANNOT, "00:00", "00:00")], Fit.CANNOT),
        ([weekly(CAN, "08:00", "17:00", valid_to=MONDAY - timedelta(days=1))], Fit.MAY),
        ([weekly(CANNOT, "00:00", "00:00", valid_from=MONDAY + timedelta(days=7))], Fit.MAY),
    ],
)
def test_a_day_shift_against_what_was_told(told: list[AvailabilityRow], fits: Fit) -> None:
    assert fit(a_shift("07:00", "16:00"), told, ZONE) is fits


def test_a_night_is_covered_by_hours_that_reach_into_the_next_day() -> None:
    assert fit(a_shift("22:00", "06:00"), [weekly(LIKES, "21:00", "07:00")], ZONE) is Fit.LIKES
    evening, morning = weekly(CAN, "21:00", "00:00"), weekly(CAN, "00:00", "07:00", weekday=2)
    assert fit(a_shift("22:00", "06:00"), [evening], ZONE) is Fit.CANNOT
    assert fit(a_shift("22:00", "06:00"), [evening, morning], ZONE) is Fit.MAY


def test_the_night_of_25_hours_is_covered_as_the_wall_says() -> None:
    saturday = date(2027, 10, 30)
    assert fit(a_shift("22:00", "06:00", saturday), [weekly(LIKES, "22:00", "06:00", weekday=6)], ZONE) is Fit.LIKES


def test_only_shifts_that_are_liked_or_impossible_carry_a_wish() -> None:
    liked, plain, not_possible = a_shift("07:00", "12:00"), a_shift("12:00", "16:00"), a_shift("16:00", "22:00")
    told = {EVA: [weekly(LIKES, "06:00", "12:00"), weekly(CAN, "12:00", "16:00")]}
    assert wishes([liked, plain, not_possible], told, ZONE) == {liked.id: 1, not_possible.id: -1}
