"""What the board is told of a day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.board import board_payload
from services.problem import Plan, Problem
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.words import Language
from tests.builders import ZONE, a_plan, a_problem, a_shift, a_visit, clock, pinned

MONDAY = date(2027, 2, 1)
SV = Language.SV


def payload(problem: Problem, plan: Plan, selection: str | None = None, **how: Any) -> dict[str, Any]:
    c = columns(problem)
    return board_payload(c, timetable(c, plan), how.pop("day", MONDAY), selection, SV, **how)


def item(told: dict[str, Any], item_id: str) -> list[Any]:
    return next(each for each in told["items"] if each[0] == item_id)


def spans(told: dict[str, Any], kind: str) -> list[tuple[int, int]]:
    return [(start // 1000, end // 1000) for _, start, end, k in told["bg"] if k == kind]


def test_a_visit_stands_in_its_carers_row_at_its_time() -> None:
    told = payload(
        a_problem(a_visit("Anna"), a_shift("Bo"), a_shift("Eva", "08:00-16:00")), a_plan({"Eva": ["Anna 09:00"]})
    )
    assert [group[0] for group in told["groups"]] == ["g:Bo", "g:Eva"]
    assert item(told, "Anna")[1:4] == [1, 1000 * clock("09:00"), 1000 * clock("09:30")]


def test_rows_stand_in_order_of_the_first_shift() -> None:
    problem = a_problem(a_shift("Late", "14:00-22:00"), a_shift("Early", "06:00-14:00"), a_visit("Anna"))
    assert [group[1] for group in payload(problem, Plan())["groups"]] == ["Early", "Late"]


def test_a_day_shows_nothing_of_another_day() -> None:
    problem = a_problem(
        a_visit("Anna"), a_visit("Olle", "00:00+1-23:00+1"), a_shift("Bo"), a_shift("Bo.tuesday", "07:00+1-16:00+1")
    )
    told = payload(problem, a_plan({"Bo": ["Anna 09:00"], "Bo.tuesday": ["Olle 09:00+1"]}))
    assert [each[0] for each in told["items"]] == ["Anna"]


def test_a_week_shows_all_of_its_days() -> None:
    problem = a_problem(
        a_visit("Anna"), a_visit("Olle", "00:00+1-23:00+1"), a_shift("Bo"), a_shift("Bo.tuesday", "07:00+1-16:00+1")
    )
    plan = a_plan({"Bo": ["Anna 09:00"], "Bo.tuesday": ["Olle 09:00+1"]})
    assert [each[0] for each in payload(problem, plan, day_count=7)["items"]] == ["Anna", "Olle"]


def test_travel_waiting_and_break_fill_the_gap_before_a_visit() -> None:
    problem = a_problem(
        a_visit("Anna", km=10), a_visit("Olle", km=20), a_shift("Bo", breaks=["11:00-13:00 30"]),
    )  # fmt: skip
    told = payload(problem, a_plan({"Bo": ["Anna 08:00", "break 11:00", "Olle 12:00"]}))
    assert spans(told, "T") == [
        (clock("07:50"), clock("08:00")), (clock("08:30"), clock("08:40")), (clock("12:30"), clock("12:50")),
    ]  # fmt: skip
    assert spans(told, "W") == [
        (clock("07:00"), clock("07:50")), (clock("08:40"), clock("11:00")), (clock("11:30"), clock("12:00")),
    ]  # fmt: skip
    assert [(i[2] // 1000, i[3] // 1000) for i in told["items"] if i[6] == "b"] == [(clock("11:00"), clock("11:30"))]


def test_bars_of_travel_and_waiting_add_up_to_the_figures() -> None:
    problem = a_problem(
        a_visit("Anna", km=10), a_visit("Olle", km=25), a_visit("Siv", km=3), a_shift("Bo", breaks=["11:00-13:00 30"])
    )
    plan = a_plan({"Bo": ["Anna 08:00", "Olle 10:15", "break 12:00", "Siv 13:30"]})
    c = columns(problem)
    t = timetable(c, plan)
    told = board_payload(c, t, MONDAY, None, SV)
    assert sum(b - a for a, b in spans(told, "T")) == int(t.travel_s.sum())
    assert sum(b - a for a, b in spans(told, "W")) == int(t.waiting_s.sum())


def test_a_locked_visit_is_marked_locked_and_not_movable() -> None:
    problem = a_problem(a_visit("Anna", pin=pinned("Bo 09:00")), a_shift("Bo"))
    assert item(payload(problem, a_plan({"Bo": ["Anna 09:00"]})), "Anna")[6] == "p"


def test_visits_made_together_are_marked_and_named_as_mates() -> None:
    problem = a_problem(
        a_visit("Anna.1", "08:00-09:00"), a_visit("Anna.2", "08:00-09:00"), a_shift("Bo"), a_shift("Eva"),
        groups=[["Anna.1", "Anna.2"]],
    )  # fmt: skip
    told = payload(problem, a_plan({"Bo": ["Anna.1 08:00"], "Eva": ["Anna.2 08:00"]}), "Anna.1")
    assert [item(told, name)[6] for name in ("Anna.1", "Anna.2")] == ["d", "d"]
    assert told["mates"] == ["Anna.2"]


def test_a_visit_outside_its_window_is_marked() -> None:
    problem = a_problem(a_visit("Anna", "08:00-09:00"), a_shift("Bo"))
    assert item(payload(problem, a_plan({"Bo": ["Anna 09:01"]})), "Anna")[6] == "x"
    assert item(payload(problem, a_plan({"Bo": ["Anna 09:00"]})), "Anna")[6] == ""


def test_a_visit_the_carer_cannot_reach_in_time_is_marked() -> None:
    problem = a_problem(a_visit("Anna", "08:00-09:00", km=90), a_shift("Bo"))
    assert item(payload(problem, a_plan({"Bo": ["Anna 08:00"]})), "Anna")[6] == "s"


def test_a_visit_nobody_makes_waits_in_the_lane_with_its_window() -> None:
    problem = a_problem(a_visit("Anna", "08:00-09:00", title="Morgon"), a_visit("Olle"), a_shift("Bo"))
    told = payload(problem, a_plan({"Bo": ["Olle 10:00"]}))
    assert told["lane"] == [["Anna", "Anna", "Morgon", 30, "08:00–09:30"]]


def test_only_the_selected_visits_windows_are_told() -> None:
    problem = a_problem(a_visit("Anna", "08:00-09:00"), a_visit("Olle", "10:00-11:00"), a_shift("Bo"))
    plan = a_plan({"Bo": ["Anna 08:00", "Olle 10:00"]})
    assert payload(problem, plan)["win"] == {}
    assert payload(problem, plan, "Olle")["win"] == {"Olle": [[1000 * clock("10:00"), 1000 * clock("11:30")]]}


def test_a_selection_the_plan_does_not_know_changes_nothing() -> None:
    problem = a_problem(a_visit("Anna"), a_shift("Bo"))
    plan = a_plan({"Bo": ["Anna 08:00"]})
    told = payload(problem, plan, "<b>nobody</b>")
    assert (told["win"], told["mates"]) == ({}, [])


def test_now_is_drawn_only_on_the_day_it_falls_on() -> None:
    problem = a_problem(a_visit("Anna"), a_shift("Bo"))
    noon = datetime(2027, 2, 1, 12, tzinfo=ZoneInfo(ZONE))
    assert payload(problem, Plan(), now=noon)["now"] == 1000 * clock("12:00")
    assert payload(problem, Plan(), now=noon.replace(day=2))["now"] is None


def test_a_carer_without_visits_has_no_efficiency() -> None:
    group = payload(a_problem(a_visit("Anna"), a_shift("Bo")), Plan())["groups"][0]
    assert group[2:5] == [0, None, "none"]


def test_an_avatar_shows_initials_or_the_number_of_a_line() -> None:
    problem = a_problem(a_visit("Anna"), a_shift("day-07"), a_shift("Eva Berg"), a_shift("E012"))
    assert {group[5] for group in payload(problem, Plan())["groups"]} == {"D07", "EB", "E12"}


def test_a_day_without_shifts_is_an_empty_board() -> None:
    told = payload(a_problem(a_visit("Anna"), a_shift("Bo")), Plan(), day=date(2027, 2, 9))
    assert (told["groups"], told["items"], told["lane"]) == ([], [], [])
    assert told["range"][0] < told["range"][1]
