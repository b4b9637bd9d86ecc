"""What each feature of a model input becomes in a problem."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from services.integrations.timefold.places import place_id
from services.integrations.timefold.reader import read_input
from services.problem import Break, Mode, Pin, Problem, Shift, Skill, StopKind, Visit, Window
from tests.unit.services.integrations.timefold.a_file import Json, a_file, a_shift, a_visit, a_window, at, read


def s(time: str) -> int:
    return int(datetime.fromisoformat(at(time)).timestamp())


def problem_of(document: Json) -> Problem:
    found = read(document)
    assert found.problem is not None, found.issues
    return found.problem


def a_problem(visits: list[Json] | None = None, shifts: list[Json] | None = None, **model: Any) -> Problem:
    document = a_file()
    inside = document["modelInput"]
    inside["visits"] = visits if visits is not None else [a_visit("V1")]
    inside["vehicles"][0]["shifts"] = shifts if shifts is not None else [a_shift("S1")]
    inside["vehicles"][1]["shifts"] = []
    inside["visitGroups"] = []
    inside.update(model)
    return problem_of(document)


def only_visit(**fields: Any) -> Visit:
    return a_problem(visits=[a_visit("V1", **fields)]).visits[0]


def only_shift(**fields: Any) -> Shift:
    return a_problem(shifts=[a_shift("S1", **fields)]).shifts[0]


def test_the_client_is_the_first_token_of_the_name_and_the_rest_the_title() -> None:
    visit = only_visit(name="C105 Lunch, Tillsyn")
    assert (visit.client_id, visit.title) == ("C105", "Lunch, Tillsyn")


def test_without_such_a_token_the_client_is_the_position() -> None:
    visit = only_visit(name="Morning care")
    assert (visit.client_id, visit.title) == (place_id(60.01, 17.02), "Morning care")


def test_the_client_can_be_the_prefix_of_the_id() -> None:
    document = a_file()
    document["modelInput"]["visits"] = [a_visit("H015-1"), a_visit("H015_2"), a_visit("H016/1")]
    problem = read_input(json.dumps(document).encode(), client_from="id-prefix").problem
    assert problem is not None
    assert [visit.client_id for visit in problem.visits[:3]] == ["H015", "H015", "H016"]


def test_one_position_is_one_place_with_the_same_id_in_every_file() -> None:
    problem = a_problem(visits=[a_visit("V1"), a_visit("V2"), a_visit("V3", location=[60.0, 17.0])])
    assert len(problem.places) == 2
    assert problem.visits[2].place_id == problem.shifts[0].start_place_id == place_id(60.0, 17.0)


def test_a_shift_without_end_location_ends_where_it_started() -> None:
    shift = only_shift()
    assert shift.end_place_id == shift.start_place_id
    assert only_shift(endLocation=[60.05, 17.05]).end_place_id == place_id(60.05, 17.05)


def test_a_window_without_latest_start_leaves_time_for_the_visit() -> None:
    assert only_visit(timeWindows=[a_window("08:00", "11:00")]).windows == (Window(s("08:00"), s("10:30"), s("11:00")),)


def test_windows_that_overlap_become_one() -> None:
    windows = [a_window("09:00", "11:00"), a_window("08:00", "09:45"), a_window("13:00", "14:00")]
    assert only_visit(timeWindows=windows).windows == (
        Window(s("08:00"), s("10:30"), s("11:00")),
        Window(s("13:00"), s("13:30"), s("14:00")),
    )


def test_windows_that_only_share_the_stay_are_kept_apart() -> None:
    windows = [a_window("08:00", "09:00", "08:10"), a_window("08:20", "09:30")]
    assert len(only_visit(timeWindows=windows).windows) == 2


def test_a_visit_without_window_may_be_made_in_the_whole_period() -> None:
    assert only_visit(timeWindows=[]).windows == (Window(s("00:00"), s("2T23:30"), s("3T00:00")),)
    problem = a_problem(visits=[a_visit("V1", timeWindows=None)], planningWindow=None)
    assert problem.visits[0].windows == (Window(s("07:00"), s("14:30"), s("15:00")),)


def test_a_visit_that_may_end_after_the_period_is_optional() -> None:
    assert not only_visit(timeWindows=[a_window("2T20:00", "3T00:00")]).is_optional
    assert only_visit(timeWindows=[a_window("2T20:00", "3T01:00")]).is_optional
    assert (
        not a_problem([a_visit("V1", timeWindows=[a_window("20:00", "9T01:00")])], planningWindow=None)
        .visits[0]
        .is_optional
    )


@pytest.mark.parametrize(("written", "read_as"), [("3", 3), (1, 1), ("10", 10), (None, 10), ("HIGH", 10)])
def test_priority_is_1_to_10_and_lowest_when_unsaid(written: object, read_as: int) -> None:
    assert only_visit(priority=written).priority == read_as


def test_a_fixed_break_has_no_slack_and_a_floating_one_a_last_start() -> None:
    fixed = {"id": "a", "type": "FIXED", "startTime": at("11:00"), "endTime": at("11:30"), "costImpact": "PAID"}
    floating = {
        "id": "b", "type": "FLOATING",
        "minStartTime": at("09:00"), "maxStartTime": at("10:00"), "maxEndTime": at("12:00"),
        "duration": "PT15M", "location": [60, 17], "costImpact": "UNPAID",
    }  # fmt: skip
    assert only_shift(requiredBreaks=[fixed, floating]).breaks == (
        Break("b", s("09:00"), s("10:15"), 900),
        Break("a", s("11:00"), s("11:30"), 1800, is_paid=True, is_fixed=True),
    )


def test_soft_end_longest_leg_and_skills_are_read() -> None:
    shift = only_shift(
        maxSoftEndTime=at("14:30"), maxTravelTimePerVisit="PT12M", skills=[{"name": "lyft"}], tags=["bil"]
    )
    assert (shift.soft_end_s, shift.max_leg_s) == (s("14:30"), 720)
    assert shift.skills == (Skill("lyft", 1), Skill("tag:bil", 1))


def test_a_shift_without_hard_end_ends_with_its_last_departure() -> None:
    assert only_shift(maxEndTime=None, maxLastVisitDepartureTime=at("14:00")).end_s == s("14:00")


def test_required_tags_are_skills_too() -> None:
    problem = a_problem([a_visit("V1", requiredTags=["bil"])], [a_shift("S1", tags=["bil"])])
    assert problem.visits[0].skills == (("tag:bil", 1),)


def test_several_dependencies_of_a_visit_are_kept_and_doubles_take_the_longer_delay() -> None:
    links = [
        {"precedingVisit": "V2", "minDelay": "PT1H"},
        {"precedingVisit": "V3"},
        {"precedingVisit": "V2", "minDelay": "PT2H"},
    ]
    visit = a_problem([a_visit("V1", visitDependencies=links), a_visit("V2"), a_visit("V3")]).visits[0]
    assert [(after.visit_id, after.delay_s) for after in visit.after] == [("V2", 7200), ("V3", 0)]


@pytest.mark.parametrize(
    ("kind", "mode"), [("VAN", Mode.CAR), ("bike", Mode.BIKE), ("WALKING", Mode.WALK), (None, Mode.CAR)]
)
def test_the_kind_of_vehicle_says_how_its_carer_travels(kind: str | None, mode: Mode) -> None:
    document = a_file()
    document["modelInput"]["vehicles"][0]["vehicleType"] = kind
    assert problem_of(document).shifts[0].mode is mode


def test_an_itinerary_becomes_a_plan_to_start_from_with_its_break() -> None:
    late = a_visit("V2", timeWindows=[a_window("12:00", "14:00")])
    problem = a_problem([a_visit("V1"), late], [a_shift("S1", itinerary=[{"id": "V1"}, {"id": "V2", "kind": "VISIT"}])])
    assert problem.given is not None
    stops = problem.given.routes[0].stops
    assert [(stop.kind, stop.id) for stop in stops] == [
        (StopKind.VISIT, "V1"),
        (StopKind.VISIT, "V2"),
        (StopKind.BREAK, "lunch"),
    ]
    assert [stop.start_s for stop in stops] == [s("08:00"), s("12:00"), s("12:30")]
    assert all(visit.pin is None for visit in problem.visits)


def test_a_break_that_would_be_too_late_is_taken_before_the_visit() -> None:
    late = a_visit("V2", timeWindows=[a_window("12:10", "14:00")])
    problem = a_problem([late], [a_shift("S1", itinerary=[{"id": "V2"}])])
    assert problem.given is not None
    assert [(stop.id, stop.start_s) for stop in problem.given.routes[0].stops] == [
        ("lunch", s("11:00")),
        ("V2", s("12:10")),
    ]


def test_a_pin_stays_on_its_shift_at_the_start_its_travel_tells() -> None:
    pinned = a_visit("V1", pinningRequested=True, minStartTravelTime=at("09:00"))
    near = a_problem([pinned], [a_shift("S1", startLocation=[60.01, 17.02], itinerary=[{"id": "V1"}])])
    assert near.visits[0].pin == Pin("S1", s("09:00"))
    far = a_problem([pinned], [a_shift("S1", itinerary=[{"id": "V1"}])])
    assert far.visits[0].pin is not None
    assert far.visits[0].pin.start_s > s("09:05")


def test_a_pinned_shift_pins_its_visits_and_a_freeze_what_is_under_way() -> None:
    stops = [{"id": "V1"}, {"id": "V2"}]
    visits = [a_visit("V1"), a_visit("V2", timeWindows=[a_window("12:30", "14:00")])]
    whole = a_problem(visits, [a_shift("S1", itinerary=stops, pinned=True)])
    assert whole.shifts[0].is_pinned
    assert all(visit.pin for visit in whole.visits)
    frozen = a_problem(visits, [a_shift("S1", itinerary=stops)], freezeTime=at("10:00"))
    assert [visit.pin is not None for visit in frozen.visits] == [True, False]


def zoned(offset: str) -> str:
    text = json.dumps(a_file()).replace("+01:00", offset)
    problem = read_input(text.encode()).problem
    assert problem is not None
    return problem.zone


def test_the_zone_follows_from_the_offsets() -> None:
    assert zoned("+01:00") == "Europe/Stockholm"
    assert zoned("Z") == "Europe/Stockholm"
    assert zoned("+02:00") == "Etc/GMT-2"
    assert zoned("+05:30") == "UTC"


def test_a_bare_model_input_without_envelope_is_read_too() -> None:
    assert read(a_file()["modelInput"]) == read(a_file())


def test_a_byte_order_mark_does_not_matter() -> None:
    assert read_input(b"\xef\xbb\xbf" + json.dumps(a_file()).encode()).problem is not None
