"""The figures of the real fortnight, where it is present, are those of the independent checker.

Its waiting is our time at the door (`door_hours`), to the second: 240.65 hours on this plan. Our own waiting, gaps
without travel and breaks, is another figure, 169.14 hours: breaks taken at the next door are in theirs and not in ours,
time left over before a break that is taken before the drive is in ours and not in theirs.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from services.delivery.simulating import simulate
from services.integrations.timefold.reader import read_input, read_output
from services.integrations.timefold.writer import write_output
from services.kpi import BY_SLUG, Frame, whole
from services.kpi.time.door_hours import at_door_s
from services.problem.columns import columns
from services.problem.timetable import timetable

CASES = Path(__file__).resolve().parents[5] / "shared" / "cases"
OUTPUTS = sorted(CASES.glob("*.timefold-output.json"))
SAME = {
    "travel h": ("travel_hours", 0.06),
    "wait h": ("door_hours", 0.0501),
    "idle h": ("idle_hours", 0.06),
    "field efficiency": ("field_efficiency", 0.0001),
    "continuity avg": ("continuity_all", 0.006),
    "assigned": ("assigned_visits", 0),
    "unassigned": ("unassigned_visits", 0),
    "shifts used": ("shifts_used", 0),
    "empty shifts": ("empty_shifts", 0),
}
"""The checker's figures by ours, and how far rounding may set them apart."""


@pytest.mark.parametrize("path", OUTPUTS, ids=lambda path: path.name)
def test_the_figures_are_those_of_the_checker(path: Path, tmp_path: Path) -> None:
    """Our own writing of the plan is checked, so that both measure by the same travel model."""
    asked = path.with_name(path.name.replace("timefold-output", "input"))
    problem = read_input(asked.read_bytes()).problem
    assert problem is not None
    plan = read_output(path.read_bytes(), problem).plan
    assert plan is not None
    c = columns(problem)
    t = timetable(c, plan)
    frame = Frame(c, t)
    written = tmp_path / "plan.json"
    written.write_text(json.dumps(write_output(problem, plan, frame.sheet.score, (c, t))))
    command = [sys.executable, str(CASES / "check_plan.py"), str(asked), str(written), "--as-timed"]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    for theirs, (ours, apart) in SAME.items():
        assert BY_SLUG[ours].of_frame(frame, whole(c)).value == pytest.approx(told[theirs], abs=apart), theirs
    assert int(at_door_s(frame).sum()) == _at_doors_s(written)
    expected = simulate(c, t)
    assert expected.on_time_share is not None
    assert 0.5 < expected.on_time_share < 1
    assert len(expected.most_at_risk(10)) == 10


def _at_doors_s(written: Path) -> float:
    """Seconds from every arrival to its start, as the checker adds them up before it rounds."""
    document = json.loads(written.read_text())
    return sum(
        max(0.0, _s(stop["startServiceTime"]) - _s(stop["arrivalTime"]))
        for vehicle in document["modelOutput"]["vehicles"]
        for shift in vehicle["shifts"]
        for stop in shift["itinerary"]
        if stop["kind"] == "VISIT"
    )


def _s(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()
