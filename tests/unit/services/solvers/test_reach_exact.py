"""Reach against brute force: nothing possible is removed, and for one visit on an empty shift nothing else is left."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations_with_replacement
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from services.problem import Break, Problem, Shift, Visit
from services.problem.columns import Columns, columns
from services.solvers.reach import Reach, reach
from tests.builders import a_problem, a_shift, a_visit
from tests.examples import examples
from tests.strategies import a_random_problem
from tests.unit.services.solvers.busy_morning import (
    MINUTE,
    SEVEN,
    a_busy_morning,
    a_plan_without_breach,
    hhmm,
    is_whole,
)


def possible_starts(r: Reach, c: Columns, v: int) -> set[int]:
    """Minutes since seven at which the visit can start."""
    spans = slice(int(r.window_off[v]), int(r.window_off[v + 1]))
    minutes: set[int] = set()
    for a, b in zip(r.window_open_s[spans].tolist(), r.window_close_s[spans].tolist(), strict=True):
        first, last = a + c.origin_s - SEVEN, b + c.origin_s - SEVEN
        minutes |= set(range(-(-first // MINUTE), last // MINUTE + 1))
    return minutes


def minutes_that_work(shift: Shift, visit: Visit, out: int, back: int) -> set[int]:
    """Every minute, every way to lay the breaks: before the way there, on arrival, after the visit, at home."""
    end = (shift.end_s - SEVEN) // MINUTE
    rests = [((b.earliest_s - SEVEN) // 60, (b.latest_end_s - SEVEN) // 60, b.duration_s // 60) for b in shift.breaks]
    works = set()
    for window in visit.windows:
        for t in range((window.start_s - SEVEN) // 60, (window.latest_start_s - SEVEN) // 60 + 1):
            stay = visit.duration_s // 60
            for where in combinations_with_replacement(range(4), len(rests)):
                now: int | None = (shift.start_s - SEVEN) // 60
                for part in range(4):
                    now = (
                        None
                        if now is None
                        else rested(now, [r for r, p in zip(rests, where, strict=True) if p == part])
                    )
                    if now is None:
                        break
                    if part == 1 and now > t:
                        now = None
                        break
                    now = now + out if part == 0 else t + stay if part == 1 else now + back if part == 2 else now
                if now is not None and now <= end:
                    works.add(t)
    return works


def rested(now: int, rests: list[tuple[int, int, int]]) -> int | None:
    for earliest, latest_end, length in rests:
        now = max(now, earliest) + length
        if now > latest_end:
            return None
    return now


@st.composite
def one_visit_one_shift(draw: st.DrawFn) -> tuple[Problem, int, int]:
    """A visit, a shift with 0–2 breaks, all on whole minutes along one road."""
    at = st.integers(0, 150)
    office, client, home = draw(st.integers(0, 25)), draw(st.integers(0, 25)), draw(st.integers(0, 25))
    length = draw(st.integers(20, 150))
    breaks = []
    begin = 0
    for i in range(draw(st.integers(0, 2))):
        begin = draw(st.integers(begin, begin + 60))
        lasts = draw(st.integers(5, 30))
        latest_end = begin + lasts + draw(st.sampled_from([0, 0, 5, 20, 60]))
        breaks.append(Break(f"rest {i}", SEVEN + 60 * begin, SEVEN + 60 * latest_end, 60 * lasts))
        begin += lasts
    windows = []
    opens = draw(at)
    for _ in range(draw(st.integers(1, 2))):
        closes = opens + draw(st.integers(0, 40))
        windows.append(f"{hhmm(opens)}-{hhmm(closes)}")
        opens = closes + 1 + draw(st.integers(0, 40))
    shift = a_shift("Bo", f"07:00-{hhmm(length)}", km=office, home_km=home, breaks=())
    shift = replace(shift, breaks=tuple(breaks))
    visit = a_visit("Anna", windows, minutes=draw(st.integers(1, 60)), km=client)
    return a_problem(visit, shift), abs(client - office), abs(client - home)


@given(one_visit_one_shift())
@examples(100)
def test_one_visit_on_an_empty_shift_can_start_exactly_when_a_search_by_the_minute_says(
    case: tuple[Problem, int, int],
) -> None:
    problem, out, back = case
    c = columns(problem)
    r = reach(c)
    expected = minutes_that_work(problem.shifts[0], problem.visits[0], out, back)
    assert possible_starts(r, c, 0) == expected
    assert bool(r.can_serve[0, 0]) == bool(expected) == (not r.unservable)


@given(st.integers(0, 2**32))
@examples(60)
def test_no_start_of_a_plan_without_breach_is_out_of_reach(seed: int) -> None:
    rng = Random(seed)
    problem = a_busy_morning(rng)
    c = columns(problem)
    r = reach(c)
    plan = a_plan_without_breach(problem, c, rng)
    assert is_whole(c, plan)
    for shift_id, stop in plan.visit_stops():
        v, at = c.visit_index[stop.id], stop.start_s - c.origin_s
        spans = slice(int(r.window_off[v]), int(r.window_off[v + 1]))
        assert ((r.window_open_s[spans] <= at) & (at <= r.window_close_s[spans])).any()
        assert r.can_serve[v, c.shift_index[shift_id]]


@given(st.integers(0, 2**32))
@examples(60)
def test_what_is_left_is_consistent(seed: int) -> None:
    problem = a_random_problem(Random(seed))
    c = columns(problem)
    r = reach(c)
    off, shifts = r.candidates()
    assert np.array_equal(np.diff(off), r.can_serve.sum(axis=1))
    assert all(r.can_serve[v, shifts[off[v] : off[v + 1]]].all() for v in range(len(off) - 1))
    assert np.array_equal(r.dead, ~r.can_serve.any(axis=1))
    assert [issue.where for issue in r.unservable] == [f"visit {problem.visits[v].id}" for v in np.flatnonzero(r.dead)]
    same_visit = np.diff(np.repeat(np.arange(len(r.dead)), np.diff(r.window_off))) == 0
    assert (r.window_open_s <= r.window_close_s).all()
    assert (r.window_open_s[1:] > r.window_close_s[:-1])[same_visit].all()
