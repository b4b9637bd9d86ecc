"""The real cases, where they are present: read without an error, fast, and scored as they were."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from services.constraints.kind import Score
from services.integrations.timefold.reader import read_input, read_output
from services.integrations.timefold.writer import write_input, write_output
from services.problem import Severity

CASES = Path(__file__).resolve().parents[6] / "shared" / "cases"
INPUTS = sorted(CASES.glob("*.input.json"))
OUTPUTS = sorted(CASES.glob("*.timefold-output.json"))
GENEROUS_S = 3.0


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_a_real_case_is_read_without_errors_and_survives_writing(path: Path) -> None:
    raw = path.read_bytes()
    began = time.process_time()
    found = read_input(raw)
    assert time.process_time() - began < GENEROUS_S
    assert found.problem is not None
    assert not [issue for issue in found.issues if issue.severity is Severity.ERROR]
    assert read_input(json.dumps(write_input(found.problem)).encode()).problem == found.problem


@pytest.mark.parametrize("path", OUTPUTS, ids=lambda path: path.name)
def test_the_plan_of_a_real_case_is_read_whole_and_written_as_it_was(path: Path) -> None:
    problem = read_input(path.with_name(path.name.replace("timefold-output", "input")).read_bytes()).problem
    assert problem is not None
    told = json.loads(path.read_bytes())["kpis"]["totalAssignedVisits"]
    plan = read_output(path.read_bytes(), problem).plan
    assert plan is not None
    assert len(plan.served()) == told == 3800
    again = read_output(json.dumps(write_output(problem, plan, Score())).encode(), problem).plan
    assert again is not None
    assert {route.shift_id: route for route in again.routes} == {route.shift_id: route for route in plan.routes}
