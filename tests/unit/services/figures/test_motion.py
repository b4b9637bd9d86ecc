"""Where everybody is while the day goes by."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from services.board.legs import TRAVEL, bars
from services.figures.motion import GRID, drives_of, motion
from services.problem import Plan, Problem
from services.problem.columns import columns
from services.problem.timetable import timetable
from tests.builders import a_plan, a_problem, a_shift, a_visit, clock
from tests.strategies import a_random_plan, a_random_problem

NOBODY = np.zeros(0, np.int32)


def told(problem: Problem, plan: Plan, carer: int = -1) -> dict[str, Any]:
    c = columns(problem)
    return motion(c, timetable(c, plan), np.arange(len(problem.shifts), dtype=np.int32), NOBODY, carer)


def test_a_carer_drives_where_the_board_draws_it() -> None:
    problem = a_problem(a_visit("Anna", km=10), a_visit("Olle", km=20), a_shift("Bo"))
    bo = told(problem, a_plan({"Bo": ["Anna 08:00", "Olle 12:00"]}), carer=0)["carers"][0]
    assert bo[:4] == ["g:Bo", "Bo", "B", 1]
    assert [[drive[0] // 1000, drive[1] // 1000, *drive[4:]] for drive in bo[7]] == [
        [clock("07:50"), clock("08:00"), 0, 1], [clock("08:30"), clock("08:40"), 0, 1],
        [clock("12:30"), clock("12:50"), 0, 1],
    ]  # fmt: skip
    assert [drive[2:4] for drive in bo[7]] == [[0, 1], [1, 2], [2, 0]]
    assert [visit[2] for visit in bo[8]] == [1, 2]


def test_a_drive_that_a_break_cuts_in_two_goes_on_where_it_stopped() -> None:
    problem = a_problem(a_visit("Anna"), a_visit("Olle", km=60), a_shift("Bo", breaks=["09:00-09:30 30"]))
    plan = a_plan({"Bo": ["Anna 08:00", "break 09:00", "Olle 10:00"]})
    drives = told(problem, plan)["carers"][0][7]
    assert [drive[4:] for drive in drives[:2]] == [[0.0, 0.5], [0.5, 1.0]]


def test_a_carer_without_visits_is_not_on_the_map_and_a_visit_without_a_carer_is() -> None:
    problem = a_problem(a_visit("Anna", km=3), a_shift("Bo"))
    c = columns(problem)
    shown = motion(c, timetable(c, Plan()), np.array([0], np.int32), np.array([0], np.int32), -1)
    assert (shown["carers"], shown["unplanned"], shown["range"]) == ([], [0], None)
    assert len(shown["places"]) == 1


@given(st.integers(0, 10_000))
def test_every_drive_joins_the_one_before_and_all_stay_on_the_map(seed: int) -> None:
    rng = Random(seed)
    problem = a_random_problem(rng)
    plan = a_random_plan(rng, problem)
    c = columns(problem)
    t = timetable(c, plan)
    for shift in np.flatnonzero(t.is_used).tolist():
        drives = drives_of(c, t, shift, [bar for bar in bars(c, t, [shift]) if bar.kind == TRAVEL])
        assert all(0 <= before < after <= 1 for *_, before, after in drives)
    shown = told(problem, plan)
    assert all(-0.05 * GRID <= each <= 1.05 * GRID for point in shown["places"] for each in point)
    for carer in shown["carers"]:
        assert all(0 <= place < len(shown["places"]) for drive in carer[7] for place in drive[2:4])
