"""The board on the two nights a year when clocks are set."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.board import board_payload
from services.problem import Plan, Route, Shift, Stop, StopKind, Visit, Window
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.words import Language
from tests.builders import ZONE, a_problem

STOCKHOLM = ZoneInfo(ZONE)


def at(day: date, hour: int, minute: int = 0) -> int:
    return int(datetime(day.year, day.month, day.day, hour, minute, tzinfo=STOCKHOLM).timestamp())


def night(day: date) -> dict[str, Any]:
    """A night shift 22–06 into `day`, with one visit at five in the morning."""
    eve = date(day.year, day.month, day.day - 1)
    shift = Shift("Bo", "Bo", at(eve, 22), at(day, 6), "0 km", "0 km")
    window = Window(at(day, 5), at(day, 5, 30), at(day, 6))
    visit = Visit("Anna", "Anna", "0 km", 1800, (window,), title="Natt")
    c = columns(a_problem(visit, shift))
    plan = Plan((Route("Bo", (Stop(StopKind.VISIT, "Anna", at(day, 5)),)),))
    return board_payload(c, timetable(c, plan), eve, "Anna", Language.SV)


def labels(told: dict[str, Any]) -> list[str]:
    return [label for _, label, _ in told["ticks"]]


def test_in_spring_the_hour_that_does_not_exist_is_not_on_the_board() -> None:
    told = night(date(2027, 3, 28))
    assert labels(told) == ["22:00", "23:00", "00:00", "01:00", "03:00", "04:00", "05:00", "06:00"]


def test_in_autumn_the_hour_that_comes_twice_stands_twice() -> None:
    assert labels(night(date(2027, 10, 31))).count("02:00") == 2


def test_bars_stand_at_their_moment_whatever_the_clock_says() -> None:
    for day in (date(2027, 3, 28), date(2027, 10, 31)):
        told = night(day)
        visit = next(item for item in told["items"] if item[0] == "Anna")
        five = next(at_ms for at_ms, label, _ in told["ticks"] if label == "05:00")
        assert visit[2] == five == 1000 * at(day, 5)
        assert told["win"]["Anna"] == [[1000 * at(day, 5), 1000 * at(day, 6)]]


def test_a_night_shift_belongs_to_the_day_it_begins_with_all_it_does() -> None:
    told = night(date(2027, 3, 28))
    assert [item[0] for item in told["items"]] == ["Anna"]
    assert told["range"][1] >= 1000 * at(date(2027, 3, 28), 6)
