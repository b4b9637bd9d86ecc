"""What the board is told of the visit in the planner's hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.board import Offer, Refused, RowsBy, board_payload
from services.board.reasons import refused
from services.board.selection import Selection, selection_of
from services.board.slots import slots
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.words import Language
from tests.builders import a_plan, a_problem, a_shift, a_visit, after, clock, skills

MONDAY = date(2027, 2, 1)
PROBLEM = a_problem(
    a_visit("Anna.1", "08:00-09:00"), a_visit("Anna.2", "08:00-09:00"),
    a_visit("Siv", "07:00-15:00", after=(after("Anna.1 60"),)), a_visit("Olle", skills=(("insulin", 1),)),
    a_shift("Bo"), a_shift("Eva", "08:00-16:00", skills=skills(["insulin"])), groups=[["Anna.1", "Anna.2"]],
)  # fmt: skip
PLAN = a_plan({"Bo": ["Anna.1 08:00", "Siv 12:00"], "Eva": ["Anna.2 08:00"]})


def payload(selection: str | None = None, **how: Any) -> dict[str, Any]:
    c = columns(PROBLEM)
    return board_payload(c, timetable(c, PLAN), MONDAY, selection, Language.SV, **how)


def test_a_picked_visit_tells_the_windows_of_all_it_is_tied_to() -> None:
    told = payload(picked="Anna.1")
    assert told["ties"] == [["Anna.2", "g"], ["Siv", "a"]]
    assert set(told["win"]) == {"Anna.1", "Anna.2", "Siv"}
    assert told["mates"] == ["Anna.2"]
    assert payload(picked="Siv")["ties"] == [["Anna.1", "b"]]


def test_what_is_in_the_hand_comes_before_what_is_selected() -> None:
    told = payload("Olle", picked="Siv")
    assert (told["sel"], next(iter(told["win"]))) == ("Olle", "Siv")


def test_offers_stand_on_their_rows_the_cheapest_first() -> None:
    c = columns(PROBLEM)
    offers = {"Olle": [Offer(0, 9 * 3600, 240, "resa +2 min"), Offer(1, 10 * 3600, -60, "känd av klienten")]}
    assert payload("Olle", offers=offers)["offers"] == {
        "Olle": [
            [1, 1000 * clock("10:00"), -60, "känd av klienten"], [0, 1000 * clock("09:00"), 240, "resa +2 min"]
        ]
    }  # fmt: skip
    assert payload("Siv", offers=offers)["offers"] == {}
    assert payload("Olle")["offers"] == {}
    assert c.problem.shifts[0].id == "Bo"


def test_who_cannot_make_it_says_why_on_the_row() -> None:
    c = columns(PROBLEM)
    against = refused(c, timetable(c, PLAN), c.visit_index["Olle"], Language.SV)
    assert against == (Refused("Bo", "saknar insulin"),)
    assert payload("Olle", refused={"Olle": against})["refused"] == {"Olle": {"0": "saknar insulin"}}


def test_rows_by_client_name_the_carer_and_put_double_visits_above_each_other() -> None:
    told = payload(by=RowsBy.CLIENT)
    assert [group[:3] for group in told["groups"]] == [["k:Anna", "Anna", 2], ["k:Siv", "Siv", 1]]
    assert [(item[4], *item[7:]) for item in told["items"]] == [("Bo", 0, 2), ("Bo", 0, 1), ("Eva", 1, 2)]
    assert told["bg"] == []


def test_a_double_visit_stands_in_the_rows_of_both_carers() -> None:
    told = payload()
    rows = {item[0]: told["groups"][item[1]][1] for item in told["items"]}
    assert (rows["Anna.1"], rows["Anna.2"]) == ("Bo", "Eva")


def test_visits_changed_since_are_marked_and_urgent_ones_too() -> None:
    c = columns(PROBLEM)
    earlier = timetable(c, a_plan({"Bo": ["Anna.1 08:00", "Siv 13:00"], "Eva": ["Anna.2 08:00"]}))
    flags = {item[0]: item[6] for item in payload(before=earlier)["items"]}
    assert flags == {"Anna.1": "d", "Anna.2": "d", "Siv": "mn"}
    urgent = columns(a_problem(a_visit("Anna", priority=1), a_shift("Bo")))
    told = board_payload(urgent, timetable(urgent, a_plan({"Bo": ["Anna 08:00"]})), MONDAY, None, Language.SV)
    assert "c" in told["items"][0][6]


def test_a_client_can_be_what_is_selected() -> None:
    c = columns(PROBLEM)
    t = timetable(c, PLAN)
    assert selection_of(c, t, "k:Siv") == Selection(client=1)
    assert selection_of(c, t, "k:nobody") == Selection()


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30), st.integers(1, 9)), max_size=25))
def test_no_two_bars_of_a_row_cover_each_other(drawn: list[tuple[int, int, int]]) -> None:
    spans = [(row, start, start + length) for row, start, length in drawn]
    given_to = slots(spans)
    assert all(0 <= part < parts for part, parts in given_to)
    for i, (row, start, end) in enumerate(spans):
        for j, (other, begin, finish) in enumerate(spans[:i]):
            if row == other and start < finish and begin < end:
                assert given_to[i][0] != given_to[j][0]
                assert given_to[i][1] == given_to[j][1]
