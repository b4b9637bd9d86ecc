"""The arithmetic of an even workload: whole numbers, rounded down part by part, never below zero."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.constraints.soft.fair_load import FAIR_LOAD, carer_load_s, unevenness_s
from services.problem.columns import columns
from services.problem.timetable import timetable
from tests.builders import a_plan, a_problem, a_shift, a_visit

HOUR_S = 3600


@pytest.mark.parametrize(
    ("worked", "available", "unevenness"),
    [
        ([4, 0], [8, 8], 1),  # 16/8 − 16/16
        ([4, 4], [8, 8], 0),
        ([2, 2], [4, 8], 0),  # 1 + 0 (a half rounded down) − 16/12 rounded down
        ([5, 5, 5, 0], [3, 3, 3, 3], 6),  # three times 8 (25/3), less 18 (225/12)
        ([5, 5, 5], [3, 3, 3], 0),  # 24 − 25: rounding never makes it negative
        ([4, 0, 9], [8, 8, 0], 1),  # who has no time has no share
        ([], [], 0),
    ],
)
def test_each_quotient_is_rounded_down(worked: list[int], available: list[int], unevenness: int) -> None:
    assert unevenness_s(np.array(worked, np.int64), np.array(available, np.int64)) == unevenness


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)), min_size=1, max_size=50))
def test_the_sum_is_exact_for_a_month_of_any_carers(loads: list[tuple[int, int]]) -> None:
    worked = [work for work, _ in loads]
    available = [time for _, time in loads]
    by_python = sum(w * w // a for w, a in loads) - sum(worked) ** 2 // sum(available)
    assert unevenness_s(np.array(worked, np.int64), np.array(available, np.int64)) == max(0, by_python)


def test_everything_done_in_a_shift_is_work() -> None:
    problem = a_problem(a_shift("Bo", "07:00-15:00", breaks=["11:00-13:00 30"]), a_visit("Anna", km=10))
    table = columns(problem)
    worked, available = carer_load_s(table, timetable(table, a_plan({"Bo": ["Anna 08:00", "break 11:00"]})))
    assert worked.tolist() == [60 * (10 + 50 + 30 + 10 + 30)]  # there, waiting, visit, home, break
    assert available.tolist() == [8 * HOUR_S]


def test_the_carer_farthest_from_the_others_carries_most_of_it() -> None:
    shifts = [a_shift(carer, "07:00-15:00") for carer in ("Bo", "Cia", "Eva")]
    visits = [a_visit("Anna", minutes=120), a_visit("Olle", minutes=130), a_visit("Tore", minutes=400)]
    table = columns(a_problem(*shifts, *visits))
    times = timetable(table, a_plan({"Bo": ["Anna 07:00"], "Cia": ["Olle 07:00"], "Eva": ["Tore 07:00"]}))
    found = FAIR_LOAD.find(table, times)
    assert found.units.sum() == unevenness_s(*carer_load_s(table, times))
    assert found.carer[found.units.argmax()] == 2
