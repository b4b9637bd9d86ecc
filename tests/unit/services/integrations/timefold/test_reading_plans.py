"""Model outputs become plans; one that does not fit its input is refused with every fault named."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from services.integrations.timefold.reader import ReadOutput, read_output
from services.problem import Problem, Severity, Stop, StopKind
from tests.unit.services.integrations.timefold.a_file import Json, a_file, at, read


def a_problem() -> Problem:
    problem = read(a_file()).problem
    assert problem is not None
    return problem


def a_plan() -> Json:
    stops = [
        {"id": "V1", "kind": "VISIT", "startServiceTime": at("08:00"), "arrivalTime": at("07:40")},
        {"id": "lunch", "kind": "BREAK", "startTime": at("11:00"), "endTime": at("11:30")},
    ]
    return {
        "vehicles": [
            {"id": "anna", "shifts": [{"id": "anna-1", "itinerary": stops}]},
            {"id": "bo", "shifts": [{"id": "bo-1", "itinerary": [dict(stops[1])]}]},
        ],
        "unassignedVisits": ["V2", {"id": "V3"}, "V4", "V5"],
    }


def read_plan(output: Json) -> ReadOutput:
    return read_output(json.dumps({"modelOutput": output}).encode(), a_problem())


def test_visits_and_breaks_become_stops_and_a_shift_with_only_breaks_is_unused() -> None:
    found = read_plan(a_plan())
    assert found.issues == ()
    assert found.plan is not None
    assert [route.shift_id for route in found.plan.routes] == ["anna-1"]
    assert [(stop.kind, stop.id) for stop in found.plan.routes[0].stops] == [
        (StopKind.VISIT, "V1"),
        (StopKind.BREAK, "lunch"),
    ]
    assert isinstance(found.plan.routes[0].stops[0], Stop)


def itinerary(output: Json, vehicle: int = 0) -> list[Json]:
    found: list[Json] = output["vehicles"][vehicle]["shifts"][0]["itinerary"]
    return found


V1_AT_NINE = {"id": "V1", "startServiceTime": at("09:00")}
BROKEN: list[tuple[str, str, Callable[[Json], object]]] = [
    ("FSR-010", "a stop without start", lambda o: itinerary(o)[0].pop("startServiceTime")),
    ("FSR-010", "a break without start", lambda o: itinerary(o)[1].pop("startTime")),
    ("FSR-010", "no vehicles", lambda o: o.pop("vehicles")),
    ("FSR-011", "an itinerary that is no list", lambda o: o["vehicles"][0]["shifts"][0].update(itinerary=7)),
    ("FSR-011", "unassigned visits that are no list", lambda o: o.update(unassignedVisits="V2")),
    ("FSR-020", "a naive start", lambda o: itinerary(o)[0].update(startServiceTime="2027-02-01T08:00:00")),
    ("FSR-031", "an unknown kind of stop", lambda o: itinerary(o)[0].update(kind="DEPOT")),
    ("FSR-060", "an unknown vehicle", lambda o: o["vehicles"].append({"id": "eva", "shifts": []})),
    ("FSR-061", "an unknown shift", lambda o: o["vehicles"][1]["shifts"].append({"id": "bo-9"})),
    ("FSR-062", "a shift under another vehicle", lambda o: o["vehicles"][1].update(shifts=[{"id": "anna-1"}])),
    ("FSR-063", "a shift twice", lambda o: o["vehicles"][0]["shifts"].append({"id": "anna-1"})),
    ("FSR-064", "an unknown visit", lambda o: itinerary(o).append({"id": "V9", "startServiceTime": at("09:00")})),
    ("FSR-064", "an unknown unassigned visit", lambda o: o["unassignedVisits"].append("V9")),
    ("FSR-065", "a visit twice in a shift", lambda o: itinerary(o).append(V1_AT_NINE)),
    ("FSR-065", "a visit in two shifts", lambda o: itinerary(o, 1).append(V1_AT_NINE)),
    ("FSR-066", "a visit planned and unassigned", lambda o: o["unassignedVisits"].append("V1")),
]


@pytest.mark.parametrize(("code", "what", "spoil"), BROKEN, ids=[f"{c}: {w}" for c, w, _ in BROKEN])
def test_a_spoilt_plan_is_refused_with_its_fault_named(code: str, what: str, spoil: Callable[[Json], object]) -> None:
    output = a_plan()
    spoil(output)
    found = read_plan(output)
    assert found.plan is None, what
    assert code in [issue.code for issue in found.issues if issue.severity is Severity.ERROR]


def test_a_break_the_shift_does_not_have_is_told_and_left_out() -> None:
    output = a_plan()
    itinerary(output)[1]["id"] = "fika"
    found = read_plan(output)
    assert [issue.code for issue in found.issues] == ["FSR-067"]
    assert found.plan is not None
    assert len(found.plan.routes[0].stops) == 1


def test_an_input_is_not_taken_for_a_plan() -> None:
    assert [i.code for i in read_output(json.dumps(a_file()).encode(), a_problem()).issues] == ["FSR-008"]
