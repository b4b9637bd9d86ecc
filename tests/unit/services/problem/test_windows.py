"""Windows in their one form allow exactly the starts they allowed before."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from services.problem import Window
from services.problem.windows import close_s, first_start_s, joined


def allowed(windows: tuple[Window, ...] | list[Window], duration_s: int) -> set[int]:
    return {s for w in windows for s in range(w.start_s, close_s(w, duration_s) + 1)}


@pytest.mark.parametrize("seed", range(50))
def test_joining_changes_no_allowed_start_and_leaves_windows_apart(seed: int) -> None:
    rng = Random(seed)
    duration_s = rng.randint(1, 10)
    windows = []
    for _ in range(rng.randint(1, 6)):
        start_s = rng.randint(0, 60)
        latest_s = start_s + rng.randint(0, 12)
        windows.append(Window(start_s, latest_s, latest_s + duration_s + rng.randint(0, 5)))
    made = joined(windows, duration_s)
    assert allowed(made, duration_s) == allowed(windows, duration_s)
    assert all(close_s(a, duration_s) < b.start_s for a, b in pairwise(made))
    for from_s in range(0, 80, 7):
        later = [s for s in allowed(windows, duration_s) if s >= from_s]
        assert first_start_s(made, duration_s, from_s) == min(later, default=None)


def test_an_impossible_window_keeps_its_number_for_the_checks() -> None:
    windows = (Window(50, 60, 90), Window(10, 0, 5))
    assert joined(windows, 30) == windows
