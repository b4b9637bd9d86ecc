"""A small valid model input, made anew for each test to spoil as it likes."""

from __future__ import annotations

import json
from typing import Any

from services.integrations.timefold.reader import ReadInput, read_input

Json = dict[str, Any]


def at(time: str) -> str:
    """`07:00` on Monday 1 February 2027; `2T07:00` on the second."""
    day, _, clock = time.rpartition("T")
    return f"2027-02-{int(day or 1):02d}T{clock}:00+01:00"


def a_window(first: str, last: str, latest: str | None = None) -> Json:
    times = {"minStartTime": at(first), "maxEndTime": at(last)}
    return times | ({"maxStartTime": at(latest)} if latest else {})


def a_visit(identity: str, **fields: Any) -> Json:
    return {
        "id": identity,
        "name": "C001 Morgon",
        "location": [60.01, 17.02],
        "serviceDuration": "PT30M",
        "timeWindows": [a_window("08:00", "11:00")],
    } | fields


def a_shift(identity: str, **fields: Any) -> Json:
    rest = {
        "id": "lunch", "type": "FLOATING", "minStartTime": at("11:00"), "maxEndTime": at("13:00"), "duration": "PT30M",
    }  # fmt: skip
    return {
        "id": identity,
        "startLocation": [60.0, 17.0],
        "minStartTime": at("07:00"),
        "maxEndTime": at("15:00"),
        "skills": [{"name": "insulin", "level": 2}],
        "requiredBreaks": [rest],
    } | fields


def a_file() -> Json:
    """Two carers with a shift each, three visits in a chain, one visit for two."""
    return {
        "modelInput": {
            "planningWindow": {"startDate": at("00:00"), "endDate": at("3T00:00")},
            "vehicles": [
                {"id": "anna", "shifts": [a_shift("anna-1")]},
                {"id": "bo", "shifts": [a_shift("bo-1")]},
            ],
            "visits": [
                a_visit("V1", requiredSkills=[{"name": "insulin", "minLevel": 1}]),
                a_visit("V2", name="C002 Lunch", location=[60.02, 17.01], requiredVehicles=["anna"]),
                a_visit("V3", visitDependencies=[{"id": "d", "precedingVisit": "V1", "minDelay": "PT1H"}]),
            ],
            "visitGroups": [{"id": "G1", "visits": [a_visit("V4"), a_visit("V5")]}],
        }
    }


def read(document: object) -> ReadInput:
    return read_input(json.dumps(document).encode())
