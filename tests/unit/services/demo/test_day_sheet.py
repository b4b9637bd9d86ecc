"""One more visit goes only where it and everything around it stay possible."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.demo.day_sheet import DaySheet, Entry
from services.demo.legs import Legs
from services.problem import Mode, Place, Shift, StopKind, Visit

OFFICE, NEAR, FAR = Place("H1", 58.30, 13.20), Place("P1", 58.30, 13.21), Place("P2", 58.30, 13.35)
LEGS = Legs((OFFICE, NEAR, FAR))
HOUR_S = 3600
SHIFT = Shift("S", "E", 7 * HOUR_S, 10 * HOUR_S, "H1", "H1")
REST = Entry(8 * HOUR_S, 8 * HOUR_S + 1800, "rast")


def a_visit(visit_id: str, place: Place = NEAR, minutes: int = 30) -> Visit:
    return Visit(visit_id, "K", place.id, minutes * 60, windows=())


def start_s(sheet: DaySheet, visit: Visit, open_s: int = 7 * HOUR_S, close_s: int = 12 * HOUR_S) -> int | None:
    room = sheet.room(visit, open_s, close_s)
    return None if room is None else room.start_s


def way_s(one: Place, other: Place, mode: Mode = Mode.CAR) -> int:
    return LEGS.seconds(mode, one.id, other.id)


def test_the_first_visit_starts_when_the_carer_has_come_there() -> None:
    found = start_s(DaySheet(SHIFT, [], LEGS), a_visit("V1"))
    assert found is not None
    assert 0 <= found - SHIFT.start_s - way_s(OFFICE, NEAR) < 60


def test_a_visit_after_a_break_waits_for_both_the_break_and_the_way() -> None:
    sheet = DaySheet(SHIFT, [REST], LEGS)
    found = start_s(sheet, a_visit("V1", minutes=45), open_s=7 * HOUR_S + 1800)
    assert found is not None
    assert found >= REST.end_s


def test_a_break_between_two_visits_takes_its_time_from_the_way() -> None:
    sheet = DaySheet(SHIFT, [REST], LEGS)
    sheet.write(a_visit("V1", NEAR), 7 * HOUR_S + 1800)
    found = start_s(sheet, a_visit("V2", FAR), open_s=8 * HOUR_S)
    assert found is not None
    assert found >= 8 * HOUR_S + way_s(NEAR, FAR) + 1800


def test_nothing_fits_that_would_come_home_too_late() -> None:
    late = SHIFT.end_s - 1800 - way_s(NEAR, OFFICE) + 1
    sheet = DaySheet(SHIFT, [], LEGS)
    assert start_s(sheet, a_visit("V1"), open_s=late) is None
    assert start_s(sheet, a_visit("V1"), open_s=late - 120) is not None


def test_nothing_fits_that_would_make_the_next_visit_late() -> None:
    sheet = DaySheet(SHIFT, [], LEGS)
    sheet.write(a_visit("V1", FAR), 8 * HOUR_S)
    last = 8 * HOUR_S - 1800 - way_s(NEAR, FAR)
    assert start_s(sheet, a_visit("V2"), open_s=last - 119, close_s=last) is not None
    assert start_s(sheet, a_visit("V2"), open_s=last + 1, close_s=8 * HOUR_S) is None


def test_who_walks_is_not_sent_far() -> None:
    walking = DaySheet(replace(SHIFT, mode=Mode.WALK), [], LEGS)
    assert start_s(walking, a_visit("V1", NEAR)) is not None
    assert start_s(walking, a_visit("V1", FAR)) is None


def test_a_visit_struck_off_leaves_its_room() -> None:
    sheet = DaySheet(SHIFT, [], LEGS)
    visit = a_visit("V1")
    before = start_s(sheet, visit)
    assert before is not None
    sheet.write(visit, before)
    assert start_s(sheet, replace(visit, id="V2")) != before
    sheet.strike(visit)
    assert start_s(sheet, visit) == before


@pytest.mark.parametrize("has_visit", [True, False])
def test_a_route_has_its_stops_in_order_and_is_none_without_a_visit(has_visit: bool) -> None:
    sheet = DaySheet(SHIFT, [REST], LEGS)
    if has_visit:
        sheet.write(a_visit("V1"), 9 * HOUR_S)
    route = sheet.route()
    kinds = None if route is None else [stop.kind for stop in route.stops]
    assert kinds == ([StopKind.BREAK, StopKind.VISIT] if has_visit else None)
