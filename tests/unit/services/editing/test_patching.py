"""Edits are turned back and forth exactly, among others' edits too, and never over them."""

from __future__ import annotations

import re

from services.editing.patching import Kept, difference, touches, turned
from services.planning.overlay import Overlay
from services.problem import Pin, Plan, Route, Stop, StopKind
from tests.builders import a_plan, clock

BEFORE = Kept(a_plan({"Bo": ["Anna 08:00", "Olle 09:00"], "Eva": ["Siv 08:00"]}), Overlay())
AFTER = Kept(a_plan({"Bo": ["Olle 09:00"], "Eva": ["Siv 08:00", "Anna 08:30"]}), Overlay())
HELD = Overlay({"Siv": Pin("Eva", clock("08:00"))})


def routes(kept: Kept | None) -> dict[str, list[tuple[str, int]]]:
    assert kept is not None
    return {route.shift_id: [(stop.id, stop.start_s) for stop in route.stops] for route in kept.plan.routes}


def test_an_edit_is_taken_back_and_made_again() -> None:
    was, became = difference(BEFORE, AFTER, ["Anna"])
    assert routes(turned(AFTER, became, was)) == routes(BEFORE)
    assert routes(turned(BEFORE, was, became)) == routes(AFTER)
    assert touches(was, became) == (frozenset({"Anna"}), frozenset({"Bo", "Eva"}))


def test_a_break_of_any_name_is_kept_by_what_the_database_takes_and_comes_back() -> None:
    """Files call breaks as they like; what is kept of an edit holds ids and numbers only."""
    names = ("uppehåll", "Evas lunch (kort)", "x" * 200, "h.0", "lunch")
    for name in names:
        rest = Stop(StopKind.BREAK, name, clock("12:00"))
        with_break = Kept(Plan((Route("Bo", (*BEFORE.plan.routes[0].stops, rest)),)), Overlay())
        without = Kept(Plan((Route("Bo", (BEFORE.plan.routes[0].stops[1], rest)),)), Overlay())
        was, became = difference(with_break, without, ["Anna"])
        assert all(re.fullmatch(r"[A-Za-z0-9_.:+-]{1,64}", each[1]) for each in was["routes"]["Bo"])
        assert routes(turned(without, became, was, names)) == routes(with_break)


def test_other_edits_of_the_same_shifts_stand_when_one_is_taken_back() -> None:
    was, became = difference(BEFORE, AFTER, ["Anna"])
    since = Kept(a_plan({"Bo": ["Olle 09:30"], "Eva": ["Anna 08:30"]}), Overlay())
    assert routes(turned(since, became, was)) == {"Bo": [("Anna", clock("08:00")), ("Olle", clock("09:30"))]}


def test_an_edit_is_not_taken_back_over_a_later_one_of_the_same_visit() -> None:
    was, became = difference(BEFORE, AFTER, ["Anna"])
    since = Kept(a_plan({"Bo": ["Olle 09:00"], "Eva": ["Siv 08:00", "Anna 10:00"]}), Overlay())
    assert turned(since, became, was) is None


def test_pins_and_cancellations_turn_with_their_edit_only() -> None:
    was, became = difference(BEFORE, Kept(BEFORE.plan, HELD), ["Siv"])
    both = Kept(BEFORE.plan, Overlay({**HELD.pins, "Anna": None}, frozenset({"Olle"})))
    back = turned(both, became, was)
    assert back is not None
    assert back.overlay == Overlay({"Anna": None}, frozenset({"Olle"}))
    assert turned(Kept(BEFORE.plan, Overlay({"Siv": None})), became, was) is None
