"""Busy mornings: small random problems where everything is near its limit, and plans for them without a breach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from services.constraints.kind import DEFAULT_WEIGHTS
from services.constraints.scoring import score_sheet
from services.problem import Break, Plan, Problem, Route, Shift, Stop, StopKind, Visit
from services.problem.columns import Columns
from services.problem.timetable import timetable
from tests.builders import a_problem, a_shift, a_visit, after, clock

SEVEN, MINUTE = clock("07:00"), 60


def hhmm(minutes: int) -> str:
    return f"{7 + minutes // 60:02d}:{minutes % 60:02d}"


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
