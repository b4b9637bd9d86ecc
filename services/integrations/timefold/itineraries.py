"""A file's itineraries become a plan to start from, timed as early as they allow, and its pins become fixed starts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from services.integrations.timefold.reading import Reading
from services.integrations.timefold.vehicles import Fleet
from services.integrations.timefold.visits import Care
from services.problem.plan import Plan, Route, Stop, StopKind
from services.problem.problem import Place
from services.problem.shift import Break, Shift
from services.problem.travel import TravelModel, great_circle_m, seconds_and_metres
from services.problem.visit import Pin, Visit
from services.problem.windows import first_start_s


def place_itineraries(
    fleet: Fleet, care: Care, reading: Reading, car: TravelModel, freeze_s: int | None
) -> tuple[list[Visit], Plan | None]:
    """The visits with their pins, and the plan the itineraries tell; faults of itineraries are noted."""
    _check(fleet, care, reading)
    if not fleet.itineraries:
        return care.visits, None
    visits = {visit.id: visit for visit in care.visits}
    places = {place.id: place for place in reading.places.places()}
    routes: list[Route] = []
    pins: dict[str, Pin] = {}
    for shift in fleet.shifts:
        ids = [i for i in dict.fromkeys(fleet.itineraries.get(shift.id, ())) if i in visits]
        if not ids:
            continue
        legs = route_legs_s(shift, [visits[i] for i in ids], places, car)
        stops = _timed(shift, [visits[i] for i in ids], legs, care.travel_from_s)
        routes.append(Route(shift.id, tuple(stops)))
        served = [stop for stop in stops if stop.kind is StopKind.VISIT]
        for stop, leg_s in zip(served, legs, strict=True):
            is_frozen = freeze_s is not None and stop.start_s - leg_s < freeze_s
            if stop.id in care.pinned or shift.is_pinned or is_frozen:
                pins[stop.id] = Pin(shift.id, stop.start_s)
    pinned = [replace(visit, pin=pins[visit.id]) if visit.id in pins else visit for visit in care.visits]
    return pinned, Plan(tuple(routes))


def _check(fleet: Fleet, care: Care, reading: Reading) -> None:
    known = {visit.id for visit in care.visits} | care.broken
    home: dict[str, str] = {}
    for shift_id, ids in fleet.itineraries.items():
        for visit_id in ids:
            if visit_id not in known:
                reading.report.add("FSR-040", f"shift {shift_id}", "itinerary", visit_id)
            elif visit_id in home:
                reading.report.add("FSR-041", f"shift {shift_id}", "itinerary", visit_id, other=home[visit_id])
            home[visit_id] = shift_id
    for visit_id in sorted(care.pinned - home.keys()):
        reading.report.add("FSR-042", f"visit {visit_id}", "pinningRequested")


def route_legs_s(shift: Shift, visits: list[Visit], places: dict[str, Place], model: TravelModel) -> list[int]:
    """Travel seconds to each visit from the one before, the first from where the shift starts."""
    stops = [places[shift.start_place_id], *(places[visit.place_id] for visit in visits)]
    distance_m = great_circle_m(np.array([p.lat for p in stops]), np.array([p.lon for p in stops]))
    seconds, _ = seconds_and_metres(model, distance_m)
    return [int(leg_s) for leg_s in np.diagonal(seconds, offset=1)]


@dataclass(slots=True)
class _Day:
    """Where the walk along a shift stands."""

    now_s: int
    pending: list[Break]

    def rest(self, by_s: int, stops: list[Stop]) -> None:
        """Takes every break that could no longer start at `by_s`."""
        while self.pending and self.pending[0].latest_end_s - self.pending[0].duration_s < by_s:
            rest = self.pending.pop(0)
            start_s = max(self.now_s, rest.earliest_s)
            stops.append(Stop(StopKind.BREAK, rest.id, start_s))
            self.now_s = start_s + rest.duration_s


def _timed(shift: Shift, visits: list[Visit], legs: list[int], travel_from_s: dict[str, int]) -> list[Stop]:
    """The stops at their earliest, links between visits left aside: the solver times them anew."""
    day = _Day(shift.start_s, list(shift.breaks))
    stops: list[Stop] = []
    for visit, leg_s in zip(visits, legs, strict=True):
        start_s = _start_s(visit, day.now_s, leg_s, shift, travel_from_s)
        day.rest(start_s + visit.duration_s, stops)
        start_s = _start_s(visit, day.now_s, leg_s, shift, travel_from_s)
        stops.append(Stop(StopKind.VISIT, visit.id, start_s))
        day.now_s = start_s + visit.duration_s
    day.rest(shift.end_s, stops)
    return stops


def _start_s(visit: Visit, now_s: int, leg_s: int, shift: Shift, travel_from_s: dict[str, int]) -> int:
    """As early as travel and windows allow; a given start of travel within the shift is taken at its word."""
    told_s = travel_from_s.get(visit.id)
    arrival_s = now_s + leg_s if told_s is None or told_s < shift.start_s else told_s + leg_s
    start_s = first_start_s(visit.windows, visit.duration_s, arrival_s)
    return arrival_s if start_s is None else start_s
