"""Both JSON forms of home-care days are read into the one form that is scored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.families.care import ANY, Carer, Pair, Stop
from tests.benchmarks.families.care_files import plan_text, read_hhcrsp, read_plan, read_uhhc

HHCRSP: dict[str, Any] = {
    "patients": [
        {"id": "p1", "time_window": [62.999999999999986, 120],
         "required_caregivers": [{"service": "s1", "duration": 9}]},
        {"id": "p2", "time_window": [0, 60], "synchronization": {"type": "sequential", "distance": [8, 16]},
         "required_caregivers": [{"service": "s1", "duration": 9}, {"service": "s2", "duration": 5}]},
    ],
    "caregivers": [{"id": "c1", "abilities": ["s1"]}, {"id": "c2", "abilities": ["s1", "s2"]}],
    "distances": [[0, 4, 5], [4, 0, 6], [5, 6, 0]],
}  # fmt: skip
UHHC: dict[str, Any] = {
    "metadata": {"time_window_met": "at_service_end",
                 "cost_components": {"travel_time": 3, "total_tardiness": "HARD", "missed_lunch_break": 50}},
    "terminal_points": [{"id": "home", "distance_matrix_index": 0}, {"id": "office", "distance_matrix_index": 2}],
    "caregivers": [{"id": "c1", "abilities": ["s1", "s2"], "departing_point": "home", "arrival_point": "office",
                    "working_shift": {"start": 30, "end": 300}, "lunch_break": True}],
    "patients": [{"id": "p1", "distance_matrix_index": 1, "optional": True, "preferred_caregivers": ["c1"],
                  "incompatible_caregivers": ["c1"], "synchronization": {"type": "independent"},
                  "time_windows": [{"start": 200, "end": 260}, {"start": 40, "end": 90}],
                  "required_services": [{"service": "s1", "duration": 9}, {"service": "s2", "duration": 5}]}],
    "lunch_breaks": {"start": 180, "end": 360, "min_duration": 30},
    "distances": [[0, 4, 5], [4, 0, 6], [5, 6, 0]],
}  # fmt: skip


def written(folder: Path, told: dict[str, Any]) -> Path:
    path = folder / "day.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def test_a_day_with_one_office_is_read(tmp_path: Path) -> None:
    day = read_hhcrsp(written(tmp_path, HHCRSP), "mankowska2014")
    assert [(s.patient, s.name, s.place, s.windows) for s in day.services] == [
        ("p1", "s1", 1, ((63, 120),)), ("p2", "s1", 2, ((0, 60),)), ("p2", "s2", 2, ((0, 60),)),
    ]  # fmt: skip
    assert day.services[2].able == {"c2"}
    assert day.pairs == (Pair(1, 2, 8, 16),)
    assert day.carers == (Carer("c1", 0, 0), Carer("c2", 0, 0))


def test_a_day_of_uhhc_is_read(tmp_path: Path) -> None:
    day = read_uhhc(written(tmp_path, UHHC))
    assert day.carers == (Carer("c1", 0, 2, 30, 300, has_lunch=True),)
    assert (day.services[0].windows, day.services[0].able) == (((40, 90), (200, 260)), frozenset())
    assert (day.services[0].is_optional, day.services[0].preferred) == (True, frozenset({"c1"}))
    assert day.pairs == (Pair(0, 1, -ANY, ANY),)
    assert (day.is_met_at_end, day.lunch) == (True, (180, 360, 30))
    assert (day.weights["travel_time"], day.hard) == (3, frozenset({"total_tardiness"}))


def test_an_objective_with_a_term_nobody_counts_is_refused(tmp_path: Path) -> None:
    odd = UHHC | {"metadata": {"time_window_met": "at_service_end", "cost_components": {"moonlight": 1}}}
    with pytest.raises(ValueError, match="moonlight"):
        read_uhhc(written(tmp_path, odd))


def test_a_rest_listed_behind_the_visits_is_read_in_its_place(tmp_path: Path) -> None:
    day = read_uhhc(written(tmp_path, UHHC))
    told = {"routes": [{"caregiver_id": "c1", "locations": [
        {"patient": "p1", "service": "s1", "arrival_time": 240, "departure_time": 249},
        {"patient": "p1", "service": "lunch_break", "start_time": 200, "end_time": 230},
    ]}]}  # fmt: skip
    assert read_plan(day, written(tmp_path, told)) == {"c1": (Stop(None, 1, 200, 230), Stop(0, 1, 240, 249))}


def test_a_plan_written_for_others_is_read_back_as_it_was(tmp_path: Path) -> None:
    day = read_hhcrsp(written(tmp_path, HHCRSP), "mankowska2014")
    plan = {"c1": (Stop(0, 1, 63.5, 72.5),), "c2": (Stop(1, 2, 5, 14), Stop(2, 2, 21.25, 26.25)), "c3": ()}
    saved = tmp_path / "plan.json"
    saved.write_text(plan_text(day, plan))
    assert read_plan(day, saved) == {carer: stops for carer, stops in plan.items() if stops}
