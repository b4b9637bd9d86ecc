"""What an edit changed, before and after, as it is kept: routes of the touched shifts, pins, cancellations, by id.

An edit is taken back by giving the touched visits their places from before; where the routes are still exactly what
the edit left, they become exactly what they were. Ids and numbers only: the database refuses sentences here, and
since a break may be called anything in the file it came from, one with a name of words is kept by the name's hash.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from services.planning.overlay import Overlay, overlay_from_json
from services.problem import Plan, Route, Stop, StopKind

_PLAIN = re.compile(r"[A-Za-z0-9_.:+-]{1,64}")
_HASHED = "h."

Side = Mapping[str, Any]
"""`routes`: shift id → stops `[kind, id, start]`; `pins` and `cancelled` as in an overlay; `about`: visits meant."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A plan as it is kept."""

    plan: Plan
    overlay: Overlay


def difference(before: Kept, after: Kept, about: Iterable[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The two sides of an edit."""
    was, became = _by_shift(before.plan), _by_shift(after.plan)
    touched = sorted(shift for shift in {*was, *became} if was.get(shift, ()) != became.get(shift, ()))
    meant = list(about)
    return (
        {"routes": {shift: _listed(was.get(shift, ())) for shift in touched}, **before.overlay.to_json()},
        {"routes": {shift: _listed(became.get(shift, ())) for shift in touched}, **after.overlay.to_json(),
         "about": meant},
    )  # fmt: skip


def touches(before: Side, after: Side) -> tuple[frozenset[str], frozenset[str]]:
    """Ids of the visits whose place, time, pin or cancellation an edit changed, and of its shifts."""
    was, became = _stands(before), _stands(after)
    visits = {visit for visit in {*was, *became} if was.get(visit) != became.get(visit)}
    old, new = overlay_from_json(before), overlay_from_json(after)
    visits |= {visit for visit in {*old.pins, *new.pins} if old.pins.get(visit, 0) != new.pins.get(visit, 0)}
    visits |= old.cancelled ^ new.cancelled
    return frozenset(visits | set(after.get("about", ()))), frozenset(after["routes"])


def turned(now: Kept, have: Side, want: Side, breaks: Iterable[str] = ()) -> Kept | None:
    """`now` with what an edit changed turned from `have` to `want`; None when those visits stand otherwise by now.

    Undoing is turning from after to before, redoing the other way round. `breaks` are the ids of the problem's breaks.
    """
    routes = _by_shift(now.plan)
    overlay = _turned_overlay(now.overlay, overlay_from_json(have), overlay_from_json(want))
    if overlay is None:
        return None
    if all(_listed(routes.get(shift, ())) == list(map(list, stops)) for shift, stops in have["routes"].items()):
        names = {_kept_as(each): each for each in breaks}
        exact = {**routes, **{shift: _stops(stops, names) for shift, stops in want["routes"].items()}}
        return Kept(_plan(exact), overlay)
    return _among_others(routes, overlay, have, want)


def _among_others(routes: dict[str, tuple[Stop, ...]], overlay: Overlay, have: Side, want: Side) -> Kept | None:
    """Somebody else has changed the same shifts for other visits: only the edit's own visits go back."""
    standing = {
        stop.id: [shift, stop.start_s] for shift, stops in routes.items() for stop in stops
        if stop.kind is StopKind.VISIT
    }  # fmt: skip
    has, wants = _stands(have), _stands(want)
    moved = [visit for visit in {*has, *wants} if has.get(visit) != wants.get(visit)]
    if any(standing.get(visit) != has.get(visit) for visit in moved):
        return None
    gone = set(moved)
    rest = {shift: [s for s in stops if s.id not in gone] for shift, stops in routes.items()}
    for visit in moved:
        if visit in wants:
            shift, start = wants[visit]
            rest.setdefault(shift, []).append(Stop(StopKind.VISIT, visit, start))
    touched = {*have["routes"], *want["routes"]}
    ordered = {
        shift: tuple(sorted(stops, key=lambda s: s.start_s)) if shift in touched else tuple(stops)
        for shift, stops in rest.items()
    }
    return Kept(_plan(ordered), overlay)


def _turned_overlay(now: Overlay, have: Overlay, want: Overlay) -> Overlay | None:
    nothing = object()
    pins = dict(now.pins)
    for visit in {*have.pins, *want.pins}:
        if have.pins.get(visit, nothing) == want.pins.get(visit, nothing):
            continue
        if now.pins.get(visit, nothing) != have.pins.get(visit, nothing):
            return None
        if visit in want.pins:
            pins[visit] = want.pins[visit]
        else:
            del pins[visit]
    back, out = have.cancelled - want.cancelled, want.cancelled - have.cancelled
    if not back <= now.cancelled:
        return None
    return Overlay(pins, (now.cancelled - back) | out)


def _stands(side: Side) -> dict[str, list[Any]]:
    return {
        stop_id: [shift, start]
        for shift, stops in side["routes"].items()
        for kind, stop_id, start in stops
        if kind == StopKind.VISIT.value
    }


def _by_shift(plan: Plan) -> dict[str, tuple[Stop, ...]]:
    return {route.shift_id: route.stops for route in plan.routes}


def _plan(routes: Mapping[str, tuple[Stop, ...]]) -> Plan:
    served = {shift: stops for shift, stops in routes.items() if any(s.kind is StopKind.VISIT for s in stops)}
    return Plan(tuple(Route(shift, tuple(stops)) for shift, stops in served.items()))


def _listed(stops: Iterable[Stop]) -> list[list[Any]]:
    return [[stop.kind.value, _kept_as(stop.id), stop.start_s] for stop in stops]


def _stops(listed: Iterable[Any], names: Mapping[str, str]) -> tuple[Stop, ...]:
    return tuple(Stop(StopKind(kind), names.get(kept, kept), start) for kind, kept, start in listed)


def _kept_as(stop_id: str) -> str:
    """An id as the database takes it."""
    if _PLAIN.fullmatch(stop_id) and not stop_id.startswith(_HASHED):
        return stop_id
    return _HASHED + hashlib.sha256(stop_id.encode()).hexdigest()[:32]
