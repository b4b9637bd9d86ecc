"""What a planner fills in of kinds and patterns: several breaks in order, faults named, rules kept as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from data.ids import new_id
from data.repositories.shifts import TemplateRow
from services.errors import BadInput
from services.recurrence import Frequency, Kind
from services.rota.lines import Pause, check_kind, pauses_of, weekly, weekly_rule, with_pauses
from services.rota.pattern import breaks_of, hours_of

DAY = TemplateRow(new_id(), "Dag", time(7), time(20))
NIGHT = TemplateRow(new_id(), "Natt", time(22), time(6))
GAP = Pause(time(13), time(15, 30), 150)
TEA = Pause(time(9), time(10), 15, is_paid=True)


def test_several_breaks_are_kept_in_the_order_they_are_taken() -> None:
    row = with_pauses(DAY, [GAP, TEA])
    assert pauses_of(row) == [TEA, GAP]
    check_kind(row)
    assert with_pauses(row, []).break_windows is None


def test_a_split_shift_is_one_with_an_unpaid_break_as_long_as_its_window() -> None:
    row, zone, monday = with_pauses(DAY, [GAP]), ZoneInfo("Europe/Stockholm"), date(2027, 2, 1)
    (pause,) = breaks_of(row, monday, zone)
    start, end = hours_of(row, monday, zone)
    assert pause.is_fixed
    assert (end - start).total_seconds() - pause.duration_s == 10.5 * 3600


def test_breaks_after_midnight_come_after_those_before_it() -> None:
    early, late = Pause(time(23), time(23, 30)), Pause(time(2), time(3))
    row = with_pauses(NIGHT, [late, early])
    assert pauses_of(row) == [early, late]
    check_kind(row)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (replace(DAY, end_time=time(7)), "ROTA-024"),
        (with_pauses(DAY, [Pause(time(6), time(8))]), "ROTA-023"),
        (with_pauses(DAY, [Pause(time(19, 45), time(20, 30))]), "ROTA-023"),
        (with_pauses(NIGHT, [Pause(time(12), time(13))]), "ROTA-023"),
        (with_pauses(DAY, [Pause(time(12), time(12, 15), 30)]), "ROTA-023"),
        (with_pauses(DAY, [Pause(time(12), time(13), 0)]), "ROTA-023"),
    ],
)
def test_a_kind_that_cannot_be_worked_is_refused_with_the_break_named(row: TemplateRow, code: str) -> None:
    with pytest.raises(BadInput, match=code):
        check_kind(row)


def test_ticked_weekdays_become_a_rule_and_read_back() -> None:
    assert weekly(weekly_rule([1, 3], 1)) == ((1, 3), 1)
    assert weekly(weekly_rule([6, 7], 2)) == ((6, 7), 2)
    assert weekly(Frequency(Kind.DAILY)) == (tuple(range(1, 8)), 1)
    assert weekly(Frequency(Kind.DATES, dates=(date(2027, 2, 1),))) is None
    with pytest.raises(BadInput):
        weekly_rule([], 1)


def test_days_left_out_of_a_rule_stay_left_out_when_its_weekdays_change() -> None:
    was = Frequency(Kind.WEEKLY, (1,), except_dates=(date(2027, 2, 8),), skips_holidays=True)
    rule = weekly_rule([2], 1, was)
    assert (rule.weekdays, rule.except_dates, rule.skips_holidays) == ((2,), was.except_dates, True)
