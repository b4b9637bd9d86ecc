"""Writes a planning problem as a model input; reading it again gives the same problem."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.integrations.timefold.itineraries import route_legs_s
from services.integrations.timefold.places import is_client_id
from services.integrations.timefold.times import written_duration, written_moment
from services.integrations.timefold.visits import LOWEST_PRIORITY
from services.problem.plan import StopKind
from services.problem.problem import Place, Problem
from services.problem.shift import Break, Shift, Skill
from services.problem.travel import Mode
from services.problem.visit import Visit
from services.problem.windows import close_s

Json = dict[str, object]

PAST_S = 60
"""How far beyond the planning window an optional visit's last window is drawn, to be read as optional."""


class _Pen:
    """The problem being written, with its zone, places, pseudonyms and itineraries at hand."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.zone = ZoneInfo(problem.zone)
        self.places = {place.id: place for place in problem.places}
        self.visits = {visit.id: visit for visit in problem.visits}
        self.pseudonym = _pseudonyms(problem)
        self.itineraries = _itineraries(problem)
        self.start_s, self.end_s = _planning_window(problem, self.zone)
        self.travel_from_s = self._travel_from_s()

    def moment(self, moment_s: int) -> str:
        return written_moment(moment_s, self.zone)

    def position(self, place_id: str) -> list[float]:
        place: Place = self.places[place_id]
        return [place.lat, place.lon]

    def _travel_from_s(self) -> dict[str, int]:
        """When travel to each pinned visit starts: the pin, told the format's way."""
        told: dict[str, int] = {}
        for shift in self.problem.shifts:
            visits = [self.visits[i] for i in self.itineraries.get(shift.id, [])]
            if any(visit.pin for visit in visits):
                legs = route_legs_s(shift, visits, self.places, self.problem.models[shift.mode])
                told.update({v.id: v.pin.start_s - leg for v, leg in zip(visits, legs, strict=True) if v.pin})
        return told


def write_input(problem: Problem, name: str = "") -> Json:
    """`{config?, modelInput}` with every feature the format knows; names are pseudonyms and service words."""
    pen = _Pen(problem)
    single = [visit for visit in problem.visits if visit.group_id is None]
    model: Json = {
        "planningWindow": {"startDate": pen.moment(pen.start_s), "endDate": pen.moment(pen.end_s)},
        "vehicles": [_vehicle(carer.id, pen) for carer in problem.carers],
        "visits": [_visit(visit, pen) for visit in single],
    }
    skills = {skill.name for shift in problem.shifts for skill in shift.skills}
    skills |= {skill for visit in problem.visits for skill, _ in visit.skills}
    if skills:
        model["skills"] = sorted(skills)
    if problem.groups:
        model["visitGroups"] = [
            {"id": group.id, "visits": [_visit(pen.visits[i], pen) for i in group.visit_ids]}
            for group in problem.groups
        ]
    return {"config": {"run": {"name": name}}, "modelInput": model} if name else {"modelInput": model}


def _vehicle(carer_id: str, pen: _Pen) -> Json:
    shifts = [shift for shift in pen.problem.shifts if shift.carer_id == carer_id]
    mode = shifts[0].mode if shifts else Mode.CAR
    kind: Json = {} if mode is Mode.CAR else {"vehicleType": mode.name}
    return {"id": carer_id, **kind, "shifts": [_shift(shift, pen) for shift in shifts]}


def _shift(shift: Shift, pen: _Pen) -> Json:
    written: Json = {"id": shift.id, "startLocation": pen.position(shift.start_place_id)}
    if shift.end_place_id != shift.start_place_id:
        written["endLocation"] = pen.position(shift.end_place_id)
    written["minStartTime"] = pen.moment(shift.start_s)
    if shift.soft_end_s is not None:
        written["maxSoftEndTime"] = pen.moment(shift.soft_end_s)
    written["maxEndTime"] = pen.moment(shift.end_s)
    if shift.max_leg_s is not None:
        written["maxTravelTimePerVisit"] = written_duration(shift.max_leg_s)
    if shift.skills:
        written["skills"] = [_skill(skill) for skill in shift.skills]
    if shift.breaks:
        written["requiredBreaks"] = [_break(rest, pen) for rest in shift.breaks]
    if shift.is_pinned:
        written["pinned"] = True
    if itinerary := pen.itineraries.get(shift.id):
        written["itinerary"] = [{"id": visit_id, "kind": "VISIT"} for visit_id in itinerary]
    return written


def _skill(skill: Skill) -> Json:
    return {"name": skill.name, "level": skill.level} if skill.level != 1 else {"name": skill.name}


def _break(rest: Break, pen: _Pen) -> Json:
    paid: Json = {"costImpact": "PAID"} if rest.is_paid else {}
    if rest.is_fixed:
        times: Json = {"startTime": pen.moment(rest.earliest_s), "endTime": pen.moment(rest.latest_end_s)}
        return {"id": rest.id, "type": "FIXED", **times, **paid}
    times = {"minStartTime": pen.moment(rest.earliest_s), "maxEndTime": pen.moment(rest.latest_end_s)}
    return {"id": rest.id, "type": "FLOATING", **times, "duration": written_duration(rest.duration_s), **paid}


def _visit(visit: Visit, pen: _Pen) -> Json:
    written: Json = {
        "id": visit.id,
        "name": f"{pen.pseudonym[visit.client_id]} {visit.title}".rstrip(),
        "location": pen.position(visit.place_id),
        "timeWindows": _windows(visit, pen),
        "serviceDuration": written_duration(visit.duration_s),
    }
    if visit.skills:
        written["requiredSkills"] = [{"name": name, "minLevel": level} for name, level in visit.skills]
    for field, carers in (
        ("requiredVehicles", visit.pool),
        ("preferredVehicles", visit.preferred),
        ("prohibitedVehicles", visit.prohibited),
    ):
        if carers:
            written[field] = list(carers)
    if visit.priority != LOWEST_PRIORITY:
        written["priority"] = str(visit.priority)
    if visit.after:
        written["visitDependencies"] = [
            {
                "id": f"{visit.id}-after-{after.visit_id}",
                "precedingVisit": after.visit_id,
                "minDelay": written_duration(after.delay_s),
            }
            for after in visit.after
        ]
    if visit.pin is not None:
        written["pinningRequested"] = True
        written["minStartTravelTime"] = pen.moment(pen.travel_from_s[visit.id])
    return written


def _windows(visit: Visit, pen: _Pen) -> list[Json]:
    written = []
    is_past = any(window.end_s > pen.end_s for window in visit.windows)
    for window in visit.windows:
        end_s = window.end_s
        latest_s = window.latest_start_s
        if visit.is_optional and not is_past and window is visit.windows[-1]:
            latest_s, end_s = close_s(window, visit.duration_s), pen.end_s + PAST_S
        times: Json = {"minStartTime": pen.moment(window.start_s)}
        if latest_s != end_s - visit.duration_s:
            times["maxStartTime"] = pen.moment(latest_s)
        written.append({**times, "maxEndTime": pen.moment(end_s)})
    return written


def _planning_window(problem: Problem, zone: ZoneInfo) -> tuple[int, int]:
    """From the first local midnight to the one after the last shift and mandatory window."""
    starts = [shift.start_s for shift in problem.shifts] + [w.start_s for v in problem.visits for w in v.windows]
    ends = [shift.end_s for shift in problem.shifts]
    ends += [window.end_s for visit in problem.visits if not visit.is_optional for window in visit.windows]
    first = datetime.fromtimestamp(min(starts), zone).replace(hour=0, minute=0, second=0, microsecond=0)
    last = datetime.fromtimestamp(max(ends) - 1, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(first.timestamp()), int((last + timedelta(days=1)).timestamp())


def _pseudonyms(problem: Problem) -> dict[str, str]:
    """The clients' own ids where every one can be read back, else `C001`, `C002` …"""
    ids = [client.id for client in problem.clients]
    if all(is_client_id(i) for i in ids):
        return {i: i for i in ids}
    return {i: f"C{number:03d}" for number, i in enumerate(ids, start=1)}


def _itineraries(problem: Problem) -> dict[str, list[str]]:
    """Visits to start from by shift: the given plan's, and pinned ones where their start puts them."""
    timed: dict[str, list[tuple[int, str]]] = {}
    pinned = {visit.id: visit.pin for visit in problem.visits if visit.pin}
    for shift_id, stop in problem.given.visit_stops() if problem.given else ():
        if stop.kind is StopKind.VISIT and stop.id not in pinned:
            timed.setdefault(shift_id, []).append((stop.start_s, stop.id))
    for visit_id, pin in pinned.items():
        timed.setdefault(pin.shift_id, []).append((pin.start_s, visit_id))
    return {shift_id: [visit_id for _, visit_id in sorted(stops)] for shift_id, stops in timed.items()}
