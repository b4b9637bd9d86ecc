"""Checks a plan file against a model input file, sharing no code with what it checks: standard library only.

`check(input, output)` reads both files as JSON and holds every hard rule against the plan's own clock: windows,
skills, vehicles, groups, dependencies, pins, shifts with the way home, breaks off the road, and travel by
`seconds = round(133.2 + 0.1197 × great-circle metres)`, 0 under a metre. `own_travel=False` is for plans made with
another road matrix: their clock is taken as it stands.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import mean, pstdev
from typing import Any

FIXED_S, PER_METRE_S, EARTH_M = 133.2, 0.1197, 6_371_000
HOME = "the way home"
Json = dict[str, Any]


@dataclass(frozen=True)
class Breach:
    """A hard rule broken: which, where, and by what."""

    rule: str
    where: str
    detail: str = ""


@dataclass(frozen=True)
class Stay:
    """A stop of a route with its clock, epoch seconds."""

    id: str
    start: float
    end: float


@dataclass(frozen=True)
class Report:
    """Every breach, and what a planner would compare."""

    breaches: tuple[Breach, ...]
    figures: dict[str, float]

    @property
    def rules(self) -> set[str]:
        return {breach.rule for breach in self.breaches}


def check(raw_input: str | bytes, raw_output: str | bytes, *, own_travel: bool = True) -> Report:
    """Every breach of the plan and its figures."""
    plan = _Plan(json.loads(raw_input), json.loads(raw_output))
    found = [
        *plan.names(),
        *plan.visits_one_by_one(),
        *plan.reported_times(),
        *plan.groups(),
        *plan.dependencies(),
        *plan.pins(),
    ]
    for shift_id in plan.routes:
        if shift_id in plan.shifts:
            found += plan.breaks(shift_id)
            found += plan.clock(shift_id, own_travel=own_travel)
    return Report(tuple(found), plan.figures())


def seconds(moment: str) -> float:
    return datetime.fromisoformat(moment.replace("Z", "+00:00")).timestamp()


def duration(text: str | None) -> float:
    match = re.fullmatch(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?", text or "PT0S")
    if match is None:
        raise ValueError(f"No duration: {text!r}")
    return sum(float(part or 0) * unit for part, unit in zip(match.groups(), (86_400, 3600, 60, 1), strict=True))


def metres(a: list[float], b: list[float]) -> float:
    (p, q), (x, y) = ([math.radians(v) for v in place] for place in (a, b))
    h = math.sin((x - p) / 2) ** 2 + math.cos(p) * math.cos(x) * math.sin((y - q) / 2) ** 2
    return 2 * EARTH_M * math.asin(math.sqrt(h))


def leg(a: list[float], b: list[float]) -> int:
    far = metres(a, b)
    return 0 if far < 1 else round(FIXED_S + PER_METRE_S * far)


class _Plan:
    """The two files side by side; every method names the breaches of one kind."""

    def __init__(self, given: Json, made: Json) -> None:
        model, plan = given.get("modelInput", given), made.get("modelOutput", made)
        self.groups_of = {g["id"]: [v["id"] for v in g["visits"]] for g in model.get("visitGroups", [])}
        self.visits: dict[str, Json] = {v["id"]: v for v in model.get("visits", [])}
        self.visits |= {v["id"]: v for g in model.get("visitGroups", []) for v in g["visits"]}
        self.shifts: dict[str, Json] = {s["id"]: s for v in model["vehicles"] for s in v["shifts"]}
        self.vehicle: dict[str, str] = {s["id"]: v["id"] for v in model["vehicles"] for s in v["shifts"]}
        self.said_vehicle: dict[str, str] = {s["id"]: v["id"] for v in plan["vehicles"] for s in v["shifts"]}
        self.stops: dict[str, list[Json]] = {
            s["id"]: s.get("itinerary", []) for v in plan["vehicles"] for s in v["shifts"]
        }
        self.unassigned: list[str] = plan.get("unassignedVisits", [])
        self.routes = {s: [self._stay(i) for i in stops if _is_visit(i)] for s, stops in self.stops.items()}
        self.place_of = {stay.id: (s, stay) for s, route in self.routes.items() for stay in route}
        self.served = Counter(stay.id for route in self.routes.values() for stay in route)

    def _stay(self, stop: Json) -> Stay:
        start = seconds(stop["startServiceTime"])
        return Stay(stop["id"], start, start + duration(self.visits.get(stop["id"], {}).get("serviceDuration")))

    def names(self) -> Iterator[Breach]:
        yield from (Breach("unknown visit", v) for v in self.served if v not in self.visits)
        yield from (Breach("visit twice", v) for v, times in self.served.items() if times > 1)
        yield from (Breach("unknown shift", s) for s in self.stops if s not in self.shifts)
        yield from (
            Breach("shift of another vehicle", s) for s, v in self.said_vehicle.items() if self.vehicle.get(s, v) != v
        )
        missing = set(self.visits) - set(self.served)
        yield from (Breach("unassigned list", v) for v in sorted(missing ^ set(self.unassigned)))

    def visits_one_by_one(self) -> Iterator[Breach]:
        for v, (s, stay) in self.place_of.items():
            visit, shift = self.visits.get(v), self.shifts.get(s)
            if visit is None or shift is None:
                continue
            windows = visit.get("timeWindows", [])
            if windows and not any(_inside(stay, w) for w in windows):
                yield Breach("time window", v, f"starts {datetime.fromtimestamp(stay.start).astimezone()}")
            held = {x["name"]: x.get("level", 1) for x in shift.get("skills", [])}
            lacking = [
                x["name"] for x in visit.get("requiredSkills", []) if held.get(x["name"], 0) < x.get("minLevel", 1)
            ]
            lacking += [x for x in visit.get("requiredTags", []) if x not in shift.get("tags", [])]
            yield from (Breach("missing skill", v, name) for name in lacking)
            vehicle = self.vehicle[s]
            if visit.get("requiredVehicles") and vehicle not in visit["requiredVehicles"]:
                yield Breach("not a required vehicle", v, vehicle)
            if vehicle in visit.get("prohibitedVehicles", []):
                yield Breach("prohibited vehicle", v, vehicle)

    def reported_times(self) -> Iterator[Breach]:
        """What the file says of arrival and departure agrees with the visit's start and length."""
        for stops in self.stops.values():
            for stop in filter(_is_visit, stops):
                stay = self._stay(stop)
                if "arrivalTime" in stop and seconds(stop["arrivalTime"]) > stay.start:
                    yield Breach("starts before arrival", stop["id"])
                if "departureTime" in stop and stop["id"] in self.visits and seconds(stop["departureTime"]) != stay.end:
                    yield Breach("leaves at another time", stop["id"])

    def groups(self) -> Iterator[Breach]:
        for group, members in self.groups_of.items():
            there = [self.place_of[v] for v in members if v in self.place_of]
            if there and len(there) < len(members):
                yield Breach("group not whole", group)
            if len({stay.start for _, stay in there}) > 1:
                yield Breach("group not together", group)
            if len({self.vehicle.get(s, s) for s, _ in there}) < len(there):
                yield Breach("group on one vehicle", group)

    def dependencies(self) -> Iterator[Breach]:
        for v, (_, stay) in self.place_of.items():
            for link in self.visits.get(v, {}).get("visitDependencies", []):
                before = self.place_of.get(link["precedingVisit"])
                if before is None:
                    yield Breach("dependency unserved", v, link["precedingVisit"])
                elif stay.start < before[1].end + duration(link.get("minDelay")):
                    yield Breach("dependency too soon", v, link["precedingVisit"])

    def pins(self) -> Iterator[Breach]:
        for s, shift in self.shifts.items():
            given = [i["id"] for i in shift.get("itinerary", []) if _is_visit(i)]
            if not shift.get("pinned"):
                given = [v for v in given if self.visits.get(v, {}).get("pinningRequested")]
            kept = [stay.id for stay in self.routes.get(s, []) if stay.id in given]
            if kept != given:
                yield Breach("pinned visit moved", s, ", ".join(v for v in given if v not in kept) or "order")

    def breaks(self, s: str) -> Iterator[Breach]:
        asked = {b["id"]: b for b in self.shifts[s].get("requiredBreaks", [])}
        taken = [i for i in self.stops[s] if not _is_visit(i)]
        if self.routes[s]:
            yield from (Breach("break missing", s, b) for b in asked if b not in [i["id"] for i in taken])
        yield from (Breach("break twice", s, b) for b, n in Counter(i["id"] for i in taken).items() if n > 1)
        for stop in taken:
            start, end = seconds(stop["startTime"]), seconds(stop["endTime"])
            if stop["id"] not in asked:
                yield Breach("unknown break", s, stop["id"])
                continue
            rest: Json = asked[stop["id"]]
            is_fixed = "startTime" in rest
            first = seconds(rest["startTime"] if is_fixed else rest["minStartTime"])
            last = seconds(rest["endTime"] if is_fixed else rest["maxEndTime"])
            wanted = duration(rest["duration"]) if "duration" in rest else last - first
            if end - start != wanted:
                yield Breach("break length", s, stop["id"])
            latest = seconds(rest["maxStartTime"]) if "maxStartTime" in rest else start
            if start < first or end > last or start > latest:
                yield Breach("break outside its window", s, stop["id"])

    def clock(self, s: str, *, own_travel: bool) -> Iterator[Breach]:
        """Nothing overlaps, and every drive fits whole between two stops, the way home included."""
        shift, route = self.shifts[s], [stay for stay in self.routes[s] if stay.id in self.visits]
        if not route:
            return
        opened, closed = seconds(shift["minStartTime"]), seconds(shift.get("maxEndTime", "9999-01-01T00:00:00Z"))
        rests = [
            Stay(i["id"], seconds(i["startTime"]), seconds(i["endTime"])) for i in self.stops[s] if not _is_visit(i)
        ]
        rests.sort(key=lambda rest: rest.start)
        for at, rest in enumerate(rests):
            if any(other.start < rest.end and rest.start < other.end for other in [*route, *rests[:at]]):
                yield Breach("break overlaps", s, rest.id)
            if rest.start < opened or rest.end > closed:
                yield Breach("break outside the shift", s, rest.id)
        home, ends = Stay(HOME, closed, closed), shift.get("endLocation") or shift["startLocation"]
        here, before = shift["startLocation"], Stay("the start", opened, opened)
        for stay in [*route, home]:
            is_last = stay is home
            there = ends if is_last else self.visits[stay.id]["location"]
            if stay.start < before.end:
                yield Breach("shift overrun" if is_last else "visits overlap", s, f"{before.id} → {stay.id}")
            inside = [r for r in rests if before.end <= r.start and r.end <= stay.start]
            free = [b.start - a.end for a, b in pairwise([before, *inside, stay])]
            drive = leg(here, there)
            if own_travel and stay.start >= before.end and max(free) < drive:
                fits_in_parts = "break on the road" if sum(free) >= drive else None
                rule = fits_in_parts or ("shift overrun" if is_last else "no time to travel")
                yield Breach(rule, s, f"{before.id} → {stay.id}: {drive - max(free):.0f} s short")
            if drive > duration(shift.get("maxTravelTimePerVisit", "P9D")):
                yield Breach("leg too long", s, f"{before.id} → {stay.id}")
            here, before = there, stay

    def figures(self) -> dict[str, float]:
        routes = {s: route for s, route in self.routes.items() if route and s in self.shifts}
        met: dict[str, set[str]] = defaultdict(set)
        load = dict.fromkeys(self.vehicle.values(), 0.0)
        travel = idle = 0.0
        for s, route in routes.items():
            shift = self.shifts[s]
            known = [stay for stay in route if stay.id in self.visits]
            if not known:
                continue
            ends = shift["startLocation"], shift.get("endLocation") or shift["startLocation"]
            places = [ends[0], *(self.visits[stay.id]["location"] for stay in known), ends[1]]
            legs = [leg(a, b) for a, b in pairwise(places)]
            travel += sum(legs)
            service = sum(stay.end - stay.start for stay in known)
            rests = sum(seconds(i["endTime"]) - seconds(i["startTime"]) for i in self.stops[s] if not _is_visit(i))
            idle += max(0.0, known[-1].end - known[0].start - service - sum(legs[1:-1]) - rests)
            load[self.vehicle[s]] += service
            for stay in known:
                met[_client(self.visits[stay.id])].add(self.vehicle[s])
        faces = [len(carers) for carers in met.values()] or [0]
        assigned = sum(v in self.visits for v in self.served)
        return {
            "visits": len(self.visits),
            "assigned": assigned,
            "unassigned": len(self.visits) - assigned,
            "shifts_used": len(routes),
            "travel_h": travel / 3600,
            "service_h": sum(load.values()) / 3600,
            "idle_h": idle / 3600,
            "continuity_avg": mean(faces),
            "continuity_max": max(faces),
            "clients": len(met),
            "vehicles_idle": sum(not hours for hours in load.values()),
            "load_sd_h": pstdev(load.values()) / 3600,
        }


def _is_visit(stop: Json) -> bool:
    return bool(stop.get("kind", "VISIT") == "VISIT")


def _inside(stay: Stay, window: Json) -> bool:
    last = seconds(window["maxEndTime"])
    latest = seconds(window["maxStartTime"]) if "maxStartTime" in window else last
    return seconds(window["minStartTime"]) <= stay.start <= latest and stay.end <= last


def _client(visit: Json) -> str:
    """The first word of the name where it is an id, else where the client lives."""
    match = re.match(r"[A-Z]+\d+\b", visit.get("name", ""))
    return match.group() if match else str(visit["location"])
