"""Room in a plan against brute force: a visit fits exactly where trying every place for it and every break says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from services.problem import Plan, Problem, Shift, Visit
from services.problem.columns import Columns, columns
from services.problem.timetable import timetable
from services.solvers.openings import limits_of, openings
from services.solvers.reach import reach
from tests.examples import examples
from tests.unit.services.solvers.busy_morning import a_busy_morning, a_plan_without_breach


def ends(c: Columns, shift: Shift, order: list[Visit]) -> Iterator[int]:
    """Times to be home at, the visits in this order: each break before or after any leg, all as early as can be."""
    s = c.shift_index[shift.id]
    legs = c.travel_s[c.shift_mode[s]]
    places = [c.shift_start_place[s], *(c.visit_place[c.visit_index[v.id]] for v in order), c.shift_end_place[s]]
    limit = shift.max_leg_s or 1 << 28

    def stand(k: int, now: int, taken: int, left: bool) -> Iterator[int]:
        """At place `k` (or, when `left` is false, on arrival there), with so many breaks taken."""
        if taken < len(shift.breaks):
            rest = shift.breaks[taken]
            over = max(now, rest.earliest_s) + rest.duration_s
            if over <= rest.latest_end_s:
                yield from stand(k, over, taken + 1, left)
        if not left:
            if k == len(order) + 1:
                if taken == len(shift.breaks) and now <= shift.end_s:
                    yield now
                return
            for window in order[k - 1].windows:
                latest = min(window.latest_start_s, window.end_s - order[k - 1].duration_s)
                if now <= latest:
                    yield from stand(k, max(now, window.start_s) + order[k - 1].duration_s, taken, True)
                    return
            return
        leg = int(legs[places[k], places[k + 1]])
        if leg <= limit:
            yield from stand(k + 1, now + leg, taken, False)

    yield from stand(0, shift.start_s, 0, True)


def extra_travel(c: Columns, shift: Shift, order: list[Visit], visit: Visit) -> int | None:
    """The least extra travel over all places that hold the visit, None where none does."""
    s, v = c.shift_index[shift.id], c.visit_index[visit.id]
    legs = c.travel_s[c.shift_mode[s]]
    places = [c.shift_start_place[s], *(c.visit_place[c.visit_index[u.id]] for u in order), c.shift_end_place[s]]
    found = []
    for k in range(len(order) + 1):
        if next(ends(c, shift, [*order[:k], visit, *order[k:]]), None) is not None:
            here, there, at = places[k], places[k + 1], c.visit_place[v]
            found.append(int(legs[here, at]) + int(legs[at, there]) - (int(legs[here, there]) if order else 0))
    return min(found, default=None)


def unlinked(problem: Problem) -> Problem:
    return replace(
        problem, groups=(), visits=tuple(replace(v, group_id=None, after=(), pool=()) for v in problem.visits)
    )


@given(st.integers(0, 2**32))
@examples(60)
def test_a_visit_fits_into_a_shift_exactly_when_trying_everything_says_so(seed: int) -> None:
    rng = Random(seed)
    problem = unlinked(a_busy_morning(rng))
    c = columns(problem)
    plan = a_plan_without_breach(problem, c, rng)
    by_id = {v.id: v for v in problem.visits}
    orders: dict[str, list[Visit]] = {s.id: [] for s in problem.shifts}
    for shift_id, stop in plan.visit_stops():
        orders[shift_id].append(by_id[stop.id])
    r, t = reach(c), timetable(c, plan)
    everyone = np.arange(len(problem.shifts))
    for visit in problem.visits:
        v = c.visit_index[visit.id]
        found = openings(c, r, v, everyone, t, limits_of(c, t, v))
        for s, shift in enumerate(problem.shifts):
            order = [u for u in orders[shift.id] if u.id != visit.id]
            expected = extra_travel(c, shift, order, visit)
            assert (int(found.extra_travel_s[s]) if found.start_s[s] >= 0 else None) == expected, (visit.id, shift.id)


def test_a_plan_without_visits_has_the_room_of_its_empty_shifts() -> None:
    problem = unlinked(a_busy_morning(Random(7)))
    c = columns(problem)
    r, t = reach(c), timetable(c, Plan())
    everyone = np.arange(len(problem.shifts))
    for v, visit in enumerate(problem.visits):
        found = openings(c, r, v, everyone, t, limits_of(c, t, v))
        fits = [next(ends(c, shift, [visit]), None) is not None for shift in problem.shifts]
        assert (found.start_s >= 0).tolist() == fits
