"""What happened, applied to a copy of a plan and its problem: what is left of both, and which visits need somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from services.dayof import faults
from services.dayof.events import Cancelled, Event, Late, Sick, Urgent
from services.dayof.pushing import pushed
from services.problem import Group, Pin, Plan, Problem, Route, Shift, Stop, StopKind, Visit, Window
from services.problem.columns import columns
from services.problem.fitting import without

URGENT_PRIORITY = 1


@dataclass(frozen=True, slots=True)
class Day:
    """A plan and its problem as they are now; `affected` are ids of visits that lost their place or never had one."""

    problem: Problem
    plan: Plan
    affected: tuple[str, ...] = ()


def apply(day: Day, event: Event, now_s: int) -> Day:
    """`day` after `event`, at the moment `now_s`; raises `CareError` for what is not there or cannot be any more."""
    return _APPLY[type(event)](day, event, now_s)


def _sick(day: Day, event: Sick, now_s: int) -> Day:
    problem = day.problem
    if event.carer_id not in {carer.id for carer in problem.carers}:
        raise faults.unknown(faults.CARER)
    made = {route.shift_id: route.stops for route in day.plan.routes}
    left: dict[str, Shift | None] = {}
    lost: list[str] = []
    routes = dict(made)
    for shift in problem.shifts:
        if not event.misses(shift):
            continue
        kept = _until(made.get(shift.id, ()), max(event.from_s, now_s))
        lost += [s.id for s in made.get(shift.id, ()) if s.kind is StopKind.VISIT and s not in kept]
        routes[shift.id] = kept
        left[shift.id] = _cut(problem, shift, kept, event.from_s)
    shifts = tuple(each for each in (left.get(s.id, s) for s in problem.shifts) if each is not None)
    gone = {shift_id for shift_id, shift in left.items() if shift is None}
    visits = tuple(
        replace(v, pin=None) if v.pin and (v.id in lost or v.pin.shift_id in gone) else v for v in problem.visits
    )
    plan = Plan(tuple(Route(s, stops) for s, stops in routes.items() if s not in gone and stops))
    return Day(replace(problem, shifts=shifts, visits=visits), plan, (*day.affected, *lost))


def _until(stops: tuple[Stop, ...], moment_s: int) -> tuple[Stop, ...]:
    """The stops up to the last visit begun before the moment."""
    begun = [k for k, s in enumerate(stops, start=1) if s.kind is StopKind.VISIT and s.start_s < moment_s]
    return stops[: begun[-1]] if begun else ()


def _cut(problem: Problem, shift: Shift, kept: tuple[Stop, ...], from_s: int) -> Shift | None:
    """The shift until the carer is home from the last visit kept; None where there is none."""
    if not kept:
        return None
    c = columns(replace(problem, baseline=None))
    row, last = c.shift_index[shift.id], c.visit_index[kept[-1].id]
    home_s = int(c.travel_s[c.shift_mode[row], c.visit_place[last], c.shift_end_place[row]])
    end_s = max(from_s, kept[-1].start_s + int(c.visit_duration_s[last]) + home_s)
    taken = {stop.id for stop in kept if stop.kind is StopKind.BREAK}
    soft_s = None if shift.soft_end_s is None else min(shift.soft_end_s, end_s)
    return replace(shift, end_s=end_s, soft_end_s=soft_s, breaks=tuple(b for b in shift.breaks if b.id in taken))


def _cancelled(day: Day, event: Cancelled, now_s: int) -> Day:
    visit = _visit(day, event.visit_id)
    if any(stop.id == visit.id and stop.start_s < now_s for _, stop in day.plan.visit_stops()):
        raise faults.begun()
    problem = day.problem
    groups = tuple(_without(group, visit.id) for group in problem.groups)
    alone = {group.visit_ids[0] for group in groups if len(group.visit_ids) == 1}
    visits = tuple(
        replace(
            v,
            after=tuple(a for a in v.after if a.visit_id != visit.id),
            group_id=None if v.id in alone else v.group_id,
        )
        for v in problem.visits if v.id != visit.id
    )  # fmt: skip
    changed = replace(problem, visits=visits, groups=tuple(g for g in groups if len(g.visit_ids) > 1))
    plan = without(day.plan, frozenset({visit.id}))
    return Day(changed, plan, tuple(each for each in day.affected if each != visit.id))


def _without(group: Group, visit_id: str) -> Group:
    return Group(group.id, tuple(member for member in group.visit_ids if member != visit_id))


def _urgent(day: Day, event: Urgent, now_s: int) -> Day:
    problem = day.problem
    if event.client_id not in {c.id for c in problem.clients} or event.place_id not in {p.id for p in problem.places}:
        raise faults.unknown(faults.CLIENT)
    if event.until_s < now_s:
        raise faults.nonsense(faults.PASSED)
    usual = [v for v in problem.visits if v.client_id == event.client_id]
    visit = Visit(
        id=event.visit_id,
        client_id=event.client_id,
        place_id=event.place_id,
        duration_s=event.duration_s,
        windows=(Window(max(event.from_s, now_s), event.until_s, event.until_s + event.duration_s),),
        priority=URGENT_PRIORITY,
        prohibited=tuple(sorted({carer for v in usual for carer in v.prohibited})),
        contact=next((v.contact for v in usual if v.contact), None),
    )
    return Day(replace(problem, visits=(*problem.visits, visit)), day.plan, (*day.affected, visit.id))


def _late(day: Day, event: Late, now_s: int) -> Day:
    visit = _visit(day, event.visit_id)
    where = {stop.id: (shift_id, stop.start_s) for shift_id, stop in day.plan.visit_stops()}
    if visit.id not in where:
        raise faults.unplanned()
    if event.start_s < where[visit.id][1]:
        raise faults.nonsense(faults.EARLIER)
    mates = next((g.visit_ids for g in day.problem.groups if g.id == visit.group_id), (visit.id,))
    fast = {mate: Pin(where[mate][0], event.start_s) for mate in mates if mate in where}
    visits = tuple(
        _made_late(v, fast[v.id], event.duration_s if v.id == visit.id else v.duration_s) if v.id in fast else v
        for v in day.problem.visits
    )
    problem = replace(day.problem, visits=visits)
    plan, lost = pushed(problem, day.plan, fast, now_s)
    return Day(problem, plan, (*day.affected, *lost))


def _made_late(visit: Visit, pin: Pin, duration_s: int) -> Visit:
    """The visit where it really stands; a window's end makes room for a longer stay."""
    longer = max(0, duration_s - visit.duration_s)
    windows = tuple(replace(w, end_s=w.end_s + longer) for w in visit.windows)
    return replace(visit, pin=pin, duration_s=duration_s, windows=windows)


def _visit(day: Day, visit_id: str) -> Visit:
    found = next((visit for visit in day.problem.visits if visit.id == visit_id), None)
    if found is None:
        raise faults.unknown(faults.VISIT)
    return found


_APPLY: dict[type[Any], Callable[[Day, Any, int], Day]] = {
    Sick: _sick,
    Cancelled: _cancelled,
    Urgent: _urgent,
    Late: _late,
}


def untouched_from_s(plan: Plan, day: Day, events: Iterable[Event], now_s: int) -> int:
    """The midnight after the last day that anything happens on; `day` is what the events leave of `plan`."""
    gone = {each.visit_id for each in events if isinstance(each, Cancelled)} | set(day.affected)
    told = (each.until_s if isinstance(each, Urgent) else each.start_s for each in events
            if isinstance(each, Urgent | Late))  # fmt: skip
    last_s = max([now_s, *told, *(stop.start_s for _, stop in plan.visit_stops() if stop.id in gone)])
    zone = ZoneInfo(day.problem.zone)
    last = datetime.fromtimestamp(last_s, zone).date()
    return int(datetime.combine(last + timedelta(days=1), datetime.min.time(), zone).timestamp())


def applied(day: Day, events: Iterable[Event], now_s: int) -> Day:
    """`day` after all of `events`, one after the other."""
    for event in events:
        day = apply(day, event, now_s)
    return day
