"""Positions are on Earth, resolved, the right way round, and near each other."""

from __future__ import annotations

from math import asin, cos, isfinite, radians, sin, sqrt
from statistics import median

from services.problem.checks.known import AlsoKnown
from services.problem.problem import Place, Problem
from services.problem.report import Report
from services.problem.travel import EARTH_RADIUS_M

FAR_KM = 200.0
"""Further from the middle of the rest than any home-care district is wide."""

NORDIC_LAT = (54.0, 72.0)
NORDIC_LON = (4.0, 32.0)
Position = tuple[float, float]


def check(problem: Problem, also_known: AlsoKnown, report: Report) -> None:
    """Faults of positions, each told once, at the first visit or shift that uses it."""
    user = _first_users(problem)
    good: list[Place] = []
    for place in problem.places:
        where, value = user.get(place.id, f"place {place.id}"), [place.lat, place.lon]
        if not (isfinite(place.lat) and isfinite(place.lon) and abs(place.lat) <= 90 and abs(place.lon) <= 180):
            is_swapped = abs(place.lon) <= 90 < abs(place.lat) <= 180
            report.add("PROB-062" if is_swapped else "PROB-060", where, "place_id", value)
        elif place.lat == 0 and place.lon == 0:
            report.add("PROB-061", where, "place_id", value)
        else:
            good.append(place)
    if good:
        _look_around(good, user, report)


def _look_around(places: list[Place], user: dict[str, str], report: Report) -> None:
    middle = _middle(places)
    if _is_nordic(middle[::-1]) and not _is_nordic(middle):
        report.add("PROB-063", user.get(places[0].id, ""), "place_id", [places[0].lat, places[0].lon])
        return
    among_nordic = any(_is_nordic((place.lat, place.lon)) for place in places)
    turned = [place for place in places if _is_turned(place, middle, among_nordic)]
    for place in turned:
        report.add("PROB-062", user.get(place.id, f"place {place.id}"), "place_id", [place.lat, place.lon])
    rest = [place for place in places if place not in turned]
    middle = _middle(rest) if rest else middle
    for place in rest:
        far_km = _km((place.lat, place.lon), middle)
        if far_km > FAR_KM:
            where, value = user.get(place.id, f"place {place.id}"), [place.lat, place.lon]
            report.add("PROB-064", where, "place_id", value, far_km=round(far_km))


def _middle(places: list[Place]) -> Position:
    return median(place.lat for place in places), median(place.lon for place in places)


def _is_turned(place: Place, middle: Position, among_nordic: bool) -> bool:
    """Far from the middle, while the other way round it would be among the rest."""
    here, turned = (place.lat, place.lon), (place.lon, place.lat)
    if _km(here, middle) <= FAR_KM:
        return False
    return _km(turned, middle) <= FAR_KM or (among_nordic and _is_nordic(turned) and not _is_nordic(here))


def _first_users(problem: Problem) -> dict[str, str]:
    user: dict[str, str] = {}
    for shift in problem.shifts:
        user.setdefault(shift.start_place_id, f"shift {shift.id}")
        user.setdefault(shift.end_place_id, f"shift {shift.id}")
    for visit in problem.visits:
        user.setdefault(visit.place_id, f"visit {visit.id}")
    return user


def _is_nordic(position: Position) -> bool:
    return NORDIC_LAT[0] <= position[0] <= NORDIC_LAT[1] and NORDIC_LON[0] <= position[1] <= NORDIC_LON[1]


def _km(a: Position, b: Position) -> float:
    """Great-circle kilometres; positions off the globe are simply far away."""
    if abs(a[0]) > 90 or abs(a[1]) > 180:
        return 2e4
    rise, turn = radians(b[0] - a[0]) / 2, radians(b[1] - a[1]) / 2
    half = sin(rise) ** 2 + cos(radians(a[0])) * cos(radians(b[0])) * sin(turn) ** 2
    return 2 * EARTH_RADIUS_M * asin(sqrt(min(1.0, half))) / 1000
