"""Ways that carers really made, out of performed visits: from one door to the next, where nobody can have waited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np

from data.repositories.visits import VisitRow
from data.vocabulary import VisitStatus
from data.work import ReadingWork
from services.problem import Mode
from services.problem.columns import by_road
from services.problem.problem import Place, Problem
from services.problem.roads import Matrix
from services.problem.travel import great_circle_m
from services.travel.calibration import Trip, plausible
from services.travel.known import chosen, known_roads

NO_WAIT = 0.5
"""Of the predicted way: even a carer who was that quick could not have been early."""
Times = dict[Mode, tuple[list[list[int]], list[list[int]]]]


@dataclass(frozen=True, slots=True)
class _Leg:
    mode: Mode
    before: VisitRow
    after: VisitRow
    shortest_break_s: int


def trips_of(work: ReadingWork, first_day: date, last_day: date) -> list[Trip]:
    """Every way of these days that can be measured, with what it is predicted to take by today's settings."""
    own = work.organizations.own()
    assert own is not None  # a transaction is always inside an organisation that exists
    zone, legs = ZoneInfo(own.timezone), list(_legs(work, first_day, last_day))
    places = list(dict.fromkeys(row.place_id for leg in legs for row in (leg.before, leg.after)))
    row_of = {place: row for row, place in enumerate(places)}
    times = _times(work, places, {leg.mode for leg in legs}, first_day)
    found = []
    for leg in legs:
        seconds, metres = times[leg.mode]
        start, end = row_of[leg.before.place_id], row_of[leg.after.place_id]
        trip = _trip(leg, seconds[start][end], metres[start][end], zone)
        if trip is not None:
            found.append(trip)
    return found


def _trip(leg: _Leg, predicted_s: int, metres: int, zone: ZoneInfo) -> Trip | None:
    left, arrived, planned = leg.before.actual_end, leg.after.actual_start, leg.after.planned_start
    if left is None or arrived is None or planned is None:
        return None
    if left.timestamp() + NO_WAIT * predicted_s < planned.timestamp():
        return None
    actual_s = int((arrived - left).total_seconds())
    if actual_s >= leg.shortest_break_s:
        return None
    trip = Trip(leg.mode, left.astimezone(zone).hour, metres, predicted_s, actual_s)
    return trip if plausible(trip) else None


def _legs(work: ReadingWork, first_day: date, last_day: date) -> Iterator[_Leg]:
    """From every performed visit to the carer's next one on the same shift."""
    made: dict[tuple[UUID, date], list[VisitRow]] = defaultdict(list)
    for row in work.visits.wanted(first_day, last_day):
        if row.status is VisitStatus.DONE and row.employee_id is not None and row.actual_start is not None:
            made[row.employee_id, row.visit_date].append(row)
    for shift in work.shifts.between(first_day, last_day):
        begun, over = shift.planned_start, shift.planned_end
        rows = [row for row in made.get((shift.employee_id, shift.day), ()) if _is_within(row, begun, over)]
        rest_s = min((each.duration_s for each in shift.breaks), default=24 * 3600)
        for before, after in pairwise(sorted(rows, key=lambda row: row.actual_start or begun)):
            if before.place_id != after.place_id:
                yield _Leg(Mode[shift.transport.name], before, after, rest_s)


def _is_within(row: VisitRow, start: datetime, end: datetime) -> bool:
    return row.planned_start is not None and start <= row.planned_start < end


def _times(work: ReadingWork, places: list[UUID], modes: set[Mode], day: date) -> Times:
    """What the settings that hold now say of the ways among the places."""
    spots = work.places.all(places)
    order = tuple(Place(str(place), spots[place].lat, spots[place].lon) for place in places)
    roads = known_roads(work, [place.id for place in order], modes)
    problem = Problem("UTC", order, (), (), (), (), models=chosen(work).models(day), roads=roads)
    distance_m = great_circle_m(np.array([p.lat for p in order]), np.array([p.lon for p in order]))
    return {mode: _plain(*by_road(problem, mode, distance_m)) for mode in modes}


def _plain(seconds: Matrix, metres: Matrix) -> tuple[list[list[int]], list[list[int]]]:
    return seconds.tolist(), metres.tolist()
