"""Days made by code are the same everywhere, of the size asked for, and everybody in them can be served."""

from __future__ import annotations

import pytest

from tests.benchmarks.families.care_day_making import NAMES, SHIFTS, day, made
from tests.benchmarks.families.care_day_score import score


def test_a_name_is_the_same_day_every_time() -> None:
    assert day("100-1") == day("100-1")
    assert day("100-1") != day("100-2")


@pytest.mark.parametrize("visits", SHIFTS)
def test_the_plan_a_day_was_made_from_serves_everybody_and_breaks_no_rule(visits: int) -> None:
    whole, plan = made(visits, SHIFTS[visits], 1)
    assert (len(whole.visits), len(whole.shifts)) == (visits, SHIFTS[visits])
    verdict = score(whole, plan)
    assert (verdict.left_out, verdict.faults) == (0, ())


def test_a_day_has_everything_a_planner_meets() -> None:
    whole = day("300-1")
    assert len(whole.pairs) == 8
    assert all(whole.visits[one].windows == whole.visits[other].windows for one, other in whole.pairs)
    assert {len(visit.windows) for visit in whole.visits} == {1, 2}
    assert all(shift.rest is not None for shift in whole.shifts)
    assert all(whole.able(row) for row in range(300))
    assert any(len(whole.able(row)) < len(whole.shifts) for row in range(300))


def test_no_detour_is_shorter_than_a_leg() -> None:
    travel = day("100-1").travel
    rows = range(0, len(travel), 5)
    assert all(travel[a][c] <= travel[a][b] + travel[b][c] for a in rows for b in rows for c in rows)


def test_an_eased_day_is_the_whole_day_without_what_its_name_says() -> None:
    whole, ungrouped, plain = (day(f"100-2{kind}") for kind in ("", "-ungrouped", "-plain"))
    assert ungrouped.visits == plain.visits == whole.visits
    assert (ungrouped.pairs, ungrouped.shifts) == ((), whole.shifts)
    assert plain.pairs == ()
    assert all(shift.rest is None for shift in plain.shifts)
    assert {ungrouped.name, plain.name} <= set(NAMES)


def test_too_many_visits_for_the_shifts_are_refused() -> None:
    with pytest.raises(ValueError, match="Expected room"):
        made(100, 6, 1)
