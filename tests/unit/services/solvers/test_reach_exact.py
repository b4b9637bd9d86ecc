"""Reach against brute force: nothing possible is removed, and for one visit on an empty shift nothing else is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations_with_replacement
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.constraints.kind import DEFAULT_WEIGHTS
from services.constraints.scoring import score_sheet
from services.problem import Break, Plan, Problem, Route, Shift, Stop, StopKind, Visit
from services.problem.columns import Columns, columns
from services.problem.timetable import timetable
from services.solvers.reach import Reach, reach
from tests.builders import a_problem, a_shift, a_visit, after, clock
from tests.strategies import a_random_problem

SEVEN, MINUTE = clock("07:00"), 60


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


def hhmm(minutes: int) -> str:
    return f"{7 + minutes // 60:02d}:{minutes % 60:02d}"


@given(one_visit_one_shift())
@settings(max_examples=300, deadline=None)
def test_one_visit_on_an_empty_shift_can_start_exactly_when_a_search_by_the_minute_says(
    case: tuple[Problem, int, int],
) -> None:
    problem, out, back = case
    c = columns(problem)
    r = reach(c)
    expected = minutes_that_work(problem.shifts[0], problem.visits[0], out, back)
    assert possible_starts(r, c, 0) == expected
    assert bool(r.can_serve[0, 0]) == bool(expected) == (not r.unservable)


def a_busy_morning(rng: Random) -> Problem:
    """Two to four short shifts along one road with breaks and leg limits, and visits of every kind between them."""
    shifts = []
    for i in range(rng.randint(2, 4)):
        begin, lasts = rng.randint(0, 60), rng.randint(90, 240)
        breaks, free = [], begin
        for b in range(rng.choice([0, 0, 1, 1, 2])):
            opens = free + rng.randint(0, 60)
            length = rng.randint(5, 20)
            latest = min(opens + length + rng.choice([0, 5, 30, 60]), begin + lasts)
            if opens + length <= latest:
                breaks.append(Break(f"rest {i}.{b}", SEVEN + 60 * opens, SEVEN + 60 * latest, 60 * length))
                free = latest
        shift = a_shift(
            f"B{i}.1", f"{hhmm(begin)}-{hhmm(begin + lasts)}", km=rng.randint(0, 30), home_km=rng.randint(0, 30)
        )
        limit = 60 * rng.randint(8, 20) if rng.random() < 0.4 else None
        shifts.append(replace(shift, breaks=tuple(breaks), max_leg_s=limit))
    visits: list[Visit] = []
    for i in range(rng.randint(3, 7)):
        opens = rng.randint(0, 200)
        window = f"{hhmm(opens)}-{hhmm(opens + rng.choice([0, 15, 60, 120]))}"
        waits = [after(f"{v.id} {rng.choice([0, 0, 20, 60])}") for v in visits if rng.random() < 0.15]
        pool = ("B0",) if rng.random() < 0.1 else ()
        visits.append(
            a_visit(f"K{i}", window, minutes=rng.randint(2, 25), km=rng.randint(0, 30), after=tuple(waits), pool=pool)
        )
    size = rng.choice([0, 0, 2, 3])
    return a_problem(
        *visits, *shifts, groups=[[v.id for v in visits[-size:]]] if size and no_waits(visits[-size:]) else []
    )


def no_waits(members: list[Visit]) -> bool:
    """A group whose members wait for each other is no valid input."""
    ids = {v.id for v in members}
    return not any(x.visit_id in ids for v in members for x in v.after)


def a_plan_without_breach(problem: Problem, c: Columns, rng: Random) -> Plan:
    """Visits laid in one by one, each where something is at its limit, kept when no hard rule is broken."""
    by_group = {g.id: [v for v in problem.visits if v.group_id == g.id] for g in problem.groups}
    units = [[v] for v in problem.visits if v.group_id is None] + list(by_group.values())
    rng.shuffle(units)
    units.sort(key=lambda unit: sum(len(v.after) for v in unit))
    stops: dict[str, list[Stop]] = {s.id: [] for s in problem.shifts}
    for unit in units:
        for _ in range(12):
            tried = {shift: list(made) for shift, made in stops.items()}
            common = None
            for visit, shift in zip(unit, rng.sample(problem.shifts, len(problem.shifts)), strict=False):
                fits = [x for x in limits(c, visit, shift, tried[shift.id]) if is_allowed(visit, x)]
                if not fits:
                    break
                common = rng.choice(fits) if common is None else common
                tried[shift.id].append(Stop(StopKind.VISIT, visit.id, common))
            plan = with_breaks(problem, tried, rng)
            if plan is not None and is_whole(c, plan):
                stops, kept = tried, plan
                break
    return kept if any(stops.values()) else Plan()


def is_allowed(visit: Visit, start_s: int) -> bool:
    return any(w.start_s <= start_s <= min(w.latest_start_s, w.end_s - visit.duration_s) for w in visit.windows)


def limits(c: Columns, visit: Visit, shift: Shift, made: list[Stop]) -> Iterator[int]:
    """Starts worth trying: ends of windows, straight from the office or the visit before, just in time for home."""
    v, s = c.visit_index[visit.id], c.shift_index[shift.id]
    legs = c.travel_s[c.shift_mode[s]]
    place = c.visit_place[v]
    lasts = [0, *(b.duration_s for b in shift.breaks)]
    for window in visit.windows:
        yield from (window.start_s, window.latest_start_s, window.end_s - visit.duration_s)
    yield from (shift.start_s + int(legs[c.shift_start_place[s], place]) + rest for rest in lasts)
    yield from (shift.end_s - int(legs[place, c.shift_end_place[s]]) - visit.duration_s - rest for rest in lasts)
    for stop in made:
        u = c.visit_index[stop.id]
        left = stop.start_s + int(c.visit_duration_s[u]) + int(legs[c.visit_place[u], place])
        yield from (left + rest for rest in lasts)
    yield from (b.latest_end_s for b in shift.breaks)
    yield from (b.earliest_s - visit.duration_s for b in shift.breaks)
    for waits in visit.after:
        before = c.visit_index[waits.visit_id]
        yield from (
            stop.start_s + int(c.visit_duration_s[before]) + waits.delay_s for stop in made if stop.id == waits.visit_id
        )


def with_breaks(problem: Problem, stops: dict[str, list[Stop]], rng: Random) -> Plan | None:
    """Each break somewhere between the visits, None where there is no room for one."""
    lasts = {v.id: v.duration_s for v in problem.visits}
    routes = []
    for shift in problem.shifts:
        made = sorted(stops[shift.id], key=lambda stop: stop.start_s)
        if not made:
            continue
        rests: list[Stop] = []
        free = [shift.start_s, *(stop.start_s + lasts[stop.id] for stop in made)]
        for b in shift.breaks:
            latest_s = b.latest_end_s - b.duration_s
            starts = [b.earliest_s, latest_s, *free, *(s.start_s - b.duration_s for s in made)]
            quiet = [
                x
                for x in starts
                if b.earliest_s <= x <= latest_s
                and all(x + b.duration_s <= s.start_s or x >= s.start_s + lasts[s.id] for s in made)
            ]
            if not quiet:
                return None
            rests.append(Stop(StopKind.BREAK, b.id, rng.choice(quiet)))
            free.append(rests[-1].start_s + b.duration_s)
        routes.append(Route(shift.id, tuple(sorted([*made, *rests], key=lambda stop: (stop.start_s, stop.kind)))))
    return Plan(tuple(routes))


def is_whole(c: Columns, plan: Plan) -> bool:
    if score_sheet(c, timetable(c, plan), DEFAULT_WEIGHTS).score.hard:
        return False
    return all(drives_in_one_go(c, route) for route in plan.routes)


def drives_in_one_go(c: Columns, route: Route) -> bool:
    """Whether no break is on the road: on each way to a visit one stretch between breaks holds the whole drive."""
    s = c.shift_index[route.shift_id]
    lasts = {b.id: b.duration_s for b in c.problem.shifts[s].breaks}
    left, here = [c.problem.shifts[s].start_s], c.shift_start_place[s]
    arrivals: list[int] = []
    for stop in route.stops:
        arrivals.append(stop.start_s)
        if stop.kind is StopKind.BREAK:
            left.append(stop.start_s + lasts[stop.id])
            continue
        v = c.visit_index[stop.id]
        leg = int(c.travel_s[c.shift_mode[s], here, c.visit_place[v]])
        if all(there - gone < leg for gone, there in zip(left, arrivals, strict=True)):
            return False
        left, arrivals, here = [stop.start_s + int(c.visit_duration_s[v])], [], c.visit_place[v]
    return True


@given(st.integers(0, 2**32))
@settings(max_examples=100, deadline=None)
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
@settings(max_examples=100, deadline=None)
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
