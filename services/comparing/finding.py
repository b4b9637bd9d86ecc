"""Finds the differences between two plans of one problem, and shelves them by day, carer, client and visit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from services.comparing.difference import Change, Difference, Part, PartKind, Spot
from services.problem import Plan, Problem, Route, Stop
from services.problem.columns import Columns

RESTS = "rests:"
"""Begins the key of a difference in breaks alone; the key of a visit's difference is its id."""


def differences(c: Columns, a: Plan, b: Plan) -> tuple[Difference, ...]:
    """What `b` has elsewhere than `a`, in the problem's order of visits; both plans are of the problem of `c`."""
    was, becomes = spots(c.problem, a), spots(c.problem, b)
    found = []
    for visit in c.problem.visits:
        before, after = was.get(visit.id), becomes.get(visit.id)
        if before != after:
            found.append(Difference(visit.id, _change(before, after), before, after, visit.id, visit.client_id))
    touched = {shift_id for difference in found for shift_id in difference.shift_ids}
    return (*found, *_rests(c, stops_of(a), stops_of(b), touched))


def spots(problem: Problem, plan: Plan) -> dict[str, Spot]:
    """Visit id → where the plan has it."""
    carer = {shift.id: shift.carer_id for shift in problem.shifts}
    return {stop.id: Spot(shift, carer[shift], stop.start_s) for shift, stop in plan.visit_stops()}


def stops_of(plan: Plan) -> dict[str, tuple[Stop, ...]]:
    """Shift id → its stops."""
    return {route.shift_id: route.stops for route in plan.routes}


def plan_of(stops: dict[str, tuple[Stop, ...]]) -> Plan:
    """The plan of these stops; shifts without any are left out."""
    return Plan(tuple(Route(shift_id, made) for shift_id, made in stops.items() if made))


def parts(problem: Problem, found: Iterable[Difference], kind: PartKind) -> tuple[Part, ...]:
    """The differences shelved by `kind`, the largest part first; one that touches two carers stands with both."""
    zone = ZoneInfo(problem.zone)
    shelves: dict[str, set[str]] = {}
    for difference in found:
        for shelf in _shelves(difference, kind, zone):
            shelves.setdefault(shelf, set()).add(difference.key)
    made = (Part(kind, shelf, frozenset(keys)) for shelf, keys in shelves.items())
    return tuple(sorted(made, key=lambda part: (part.id,) if kind is PartKind.DAY else (-len(part.keys), part.id)))


def day_of(difference: Difference, zone: ZoneInfo) -> str:
    """The local day, as an ISO date, on which it begins to matter."""
    starts = [spot.start_s for spot in (difference.was, difference.becomes) if spot is not None]
    return datetime.fromtimestamp(min(starts), zone).date().isoformat()


def _shelves(difference: Difference, kind: PartKind, zone: ZoneInfo) -> Iterable[str]:
    if kind is PartKind.CARER:
        return sorted(difference.carer_ids)
    if kind is PartKind.DAY:
        return [day_of(difference, zone)]
    named = difference.client_id if kind is PartKind.CLIENT else difference.visit_id
    return [] if named is None else [named]


def _change(was: Spot | None, becomes: Spot | None) -> Change:
    if was is None or becomes is None:
        return Change.PLANNED if was is None else Change.UNPLANNED
    return Change.TIME if was.carer_id == becomes.carer_id else Change.CARER


def _rests(
    c: Columns, a: dict[str, tuple[Stop, ...]], b: dict[str, tuple[Stop, ...]], touched: set[str]
) -> list[Difference]:
    """Shifts whose visits stand where they stood and whose breaks, or order, do not."""
    made = []
    for shift in c.problem.shifts:
        mine, theirs = a.get(shift.id, ()), b.get(shift.id, ())
        if shift.id in touched or mine == theirs:
            continue
        was, becomes = (_first_rest(shift.id, shift.carer_id, stops, shift.start_s) for stops in (mine, theirs))
        made.append(Difference(RESTS + shift.id, Change.RESTS, was, becomes))
    return made


def _first_rest(shift_id: str, carer_id: str, stops: tuple[Stop, ...], start_s: int) -> Spot:
    return Spot(shift_id, carer_id, next((stop.start_s for stop in stops if stop.kind == "BREAK"), start_s))
