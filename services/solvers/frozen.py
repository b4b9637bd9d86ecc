"""A problem with part of its given plan set fast: what lies before a moment, or everything that is planned.

Context      During the day half of a plan is history, and carers are on the road.
Decision     What must not change becomes pins and fixed breaks of a problem made for the search only; from when a carer
             may set out for anything new is one number per shift, which the kernel knows. The plan found is judged by
             the problem as it was given, and what was set fast is put back stop by stop.
Consequence  A search from now on keeps every sum of the whole plan: load, continuity and changes count as ever.
Not chosen   Cutting the past off: then a client's carers of the morning would be forgotten in the afternoon.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from services.problem.columns import FAR_S, Columns, Longs
from services.problem.plan import Plan, Route, Stop, StopKind
from services.problem.problem import Problem
from services.problem.shift import Break, Shift
from services.problem.visit import Pin
from services.solvers.freedom import Freedom, MayChange
from services.solvers.reach import Reach
from services.solvers.reach.intervals import Spans


@dataclass(frozen=True)
class Frozen:
    """The problem as it is to be searched; `kept` holds the stops set fast by shift, `since_s` when carers are free."""

    problem: Problem
    freedom: Freedom
    kept: dict[str, tuple[Stop, ...]] = field(default_factory=dict)
    since_s: dict[str, int] = field(default_factory=dict)

    def within(self, reach: Reach, c: Columns) -> Reach:
        """What is possible of what is possible at all; `c` are the columns of the problem searched."""
        if self.freedom.frozen_until_s is not None:
            spans = Spans(reach.window_off, reach.window_open_s, reach.window_close_s)
            now_s = self.freedom.frozen_until_s - c.origin_s
            left = spans.from_moment(np.where(c.pin_shift >= 0, -FAR_S, now_s))
            reach = replace(reach, window_off=left.off, window_open_s=left.first_s, window_close_s=left.last_s)
        if self.freedom.may_change is MayChange.KEEP_CARERS:
            allowed = reach.can_serve.copy()
            for shift_id, stop in (self.problem.given or Plan()).visit_stops():
                allowed[c.visit_index[stop.id]] &= c.shift_carer == c.shift_carer[c.shift_index[shift_id]]
            reach = replace(reach, can_serve=allowed)
        return reach

    def free_from_s(self, c: Columns) -> Longs:
        """int64[S]: when each carer may set out for anything new, relative to the origin."""
        free = np.full(len(c.shift_carer), -FAR_S, np.int64)
        for shift_id, at_s in self.since_s.items():
            free[c.shift_index[shift_id]] = at_s - c.origin_s
        return free

    def whole(self, plan: Plan) -> Plan:
        """A plan found, with what was set fast stop by stop as it was."""
        found = {route.shift_id: route.stops for route in plan.routes}
        kept = self.kept if self.freedom.frozen_until_s is not None else {}
        for shift_id, stops in kept.items():
            fast = {(stop.kind, stop.id) for stop in stops}
            rest = tuple(stop for stop in found.get(shift_id, ()) if (stop.kind, stop.id) not in fast)
            found[shift_id] = (*stops, *rest)
        return Plan(tuple(Route(shift_id, stops) for shift_id, stops in found.items() if _visits(stops)))


def freeze(c: Columns, freedom: Freedom) -> Frozen:
    """Set fast what `freedom` does not allow to change of the problem behind `c`; with all of it, leave it as it is."""
    problem = c.problem
    if freedom.is_whole:
        return Frozen(problem, freedom)
    given = problem.given or Plan()
    kept: dict[str, tuple[Stop, ...]] = {}
    since: dict[str, int] = {}
    shifts = problem.shifts
    if freedom.frozen_until_s is not None:
        now_s = freedom.frozen_until_s
        kept = _begun(c, given, now_s)
        since = {shift.id: max([now_s, *_visit_starts(kept.get(shift.id, ()))]) for shift in problem.shifts}
        lasts, used = {v.id: v.duration_s for v in problem.visits}, {route.shift_id for route in given.routes}
        shifts = tuple(_rested(s, kept.get(s.id, ()), now_s, lasts, is_used=s.id in used) for s in problem.shifts)
    fast = {stop.id: Pin(shift_id, stop.start_s) for shift_id, stops in kept.items() for stop in _visits(stops)}
    if freedom.frozen_from_s is not None:
        later = [(shift_id, stop) for shift_id, stop in given.visit_stops() if stop.start_s >= freedom.frozen_from_s]
        fast |= {stop.id: Pin(shift_id, stop.start_s) for shift_id, stop in later}
    if freedom.may_change is MayChange.ONLY_UNPLANNED:
        fast = {stop.id: Pin(shift_id, stop.start_s) for shift_id, stop in given.visit_stops()}
    visits = tuple(replace(visit, pin=fast.get(visit.id, visit.pin)) for visit in problem.visits)
    return Frozen(replace(problem, visits=visits, shifts=shifts), freedom, kept, since)


def _begun(c: Columns, plan: Plan, now_s: int) -> dict[str, tuple[Stop, ...]]:
    """The stops of each shift up to the last visit that has begun by `now_s` or has somebody on the way to it."""
    kept = {}
    for route in plan.routes:
        row = c.shift_index[route.shift_id]
        lasts = {rest.id: rest.duration_s for rest in c.problem.shifts[row].breaks}
        place, resting, until, is_fast = int(c.shift_start_place[row]), 0, 0, True
        for k, stop in enumerate(route.stops, start=1):
            if stop.kind is StopKind.BREAK:
                resting += lasts.get(stop.id, 0) if stop.start_s >= now_s else 0
                until = k if is_fast and until == k - 1 and stop.start_s < now_s else until
                continue
            there = int(c.visit_place[c.visit_index[stop.id]])
            leg = int(c.travel_s[c.shift_mode[row], place, there])
            is_fast = stop.start_s < now_s or (is_fast and stop.start_s - leg - resting < now_s)
            place, resting, until = there, 0, k if is_fast else until
        if until:
            kept[route.shift_id] = route.stops[:until]
    return kept


def _rested(shift: Shift, kept: tuple[Stop, ...], now_s: int, lasts: dict[str, int], *, is_used: bool) -> Shift:
    """Breaks taken stay, those to come begin from now on; one that can no more be taken was taken while idle."""
    taken = {stop.id: stop.start_s for stop in kept if stop.kind is StopKind.BREAK}
    breaks = []
    for rest in shift.breaks:
        begin = taken.get(rest.id)
        if begin is not None:
            if _is_apart(rest, begin, kept, lasts):
                breaks.append(_at(rest, begin))
        elif rest.latest_end_s - rest.duration_s >= now_s:
            breaks.append(replace(rest, earliest_s=max(rest.earliest_s, now_s)))
        elif not is_used and max(shift.start_s, rest.earliest_s) + rest.duration_s <= rest.latest_end_s:
            breaks.append(_at(rest, max(shift.start_s, rest.earliest_s)))
    return replace(shift, breaks=tuple(breaks))


def _at(rest: Break, begin_s: int) -> Break:
    return replace(rest, earliest_s=begin_s, latest_end_s=begin_s + rest.duration_s)


def _is_apart(rest: Break, begin_s: int, kept: tuple[Stop, ...], lasts: dict[str, int]) -> bool:
    """Whether a break taken overlaps no visit beside it; plans from elsewhere may."""
    end_s = begin_s + rest.duration_s
    return all(begin_s >= stop.start_s + lasts[stop.id] or end_s <= stop.start_s for stop in _visits(kept))


def _visits(stops: tuple[Stop, ...]) -> list[Stop]:
    return [stop for stop in stops if stop.kind is StopKind.VISIT]


def _visit_starts(stops: tuple[Stop, ...]) -> list[int]:
    return [stop.start_s for stop in _visits(stops)]
