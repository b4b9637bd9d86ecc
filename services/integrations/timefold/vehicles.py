"""Vehicles become carers, and their shifts ours, with breaks, skills and itineraries."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.integrations.timefold.element import Element
from services.integrations.timefold.reading import Reading
from services.problem.problem import Carer
from services.problem.shift import Break, Shift, Skill
from services.problem.travel import Mode

MODES = {
    "BIKE": Mode.BIKE, "BICYCLE": Mode.BIKE, "EBIKE": Mode.BIKE, "CYKEL": Mode.BIKE,
    "WALK": Mode.WALK, "WALKING": Mode.WALK, "FOOT": Mode.WALK, "GANG": Mode.WALK,
    "PUBLIC": Mode.PUBLIC, "PUBLIC_TRANSPORT": Mode.PUBLIC, "TRANSIT": Mode.PUBLIC,
}  # fmt: skip
"""Vehicle types that are no car; every other type travels by car."""

TAG = "tag:"
"""Tags are all-or-nothing requirements of a visit, which is what a skill is."""

HIGHEST_LEVEL = 1000

UNUSED_OF_VEHICLE = frozenset({"requiredArea", "historicalTimeUtilized", "historicalTimeCapacity", "technicianRating"})
UNUSED_OF_SHIFT = frozenset({
    "minFirstVisitArrivalTime", "maxSoftLastVisitDepartureTime", "maxLastVisitDepartureTime", "maxTravelTime",
    "maxSoftTravelTime", "temporarySkillSets", "temporaryTagSets", "movableOccupationRatioThreshold", "cost",
})  # fmt: skip


@dataclass(slots=True)
class Fleet:
    """Everything read from `vehicles`; `itineraries` names the visits of a shift in order."""

    carers: list[Carer] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)
    itineraries: dict[str, tuple[str, ...]] = field(default_factory=dict)
    broken_shifts: set[str] = field(default_factory=set)


def read_vehicles(model: Element, reading: Reading) -> Fleet:
    """All vehicles; a shift with a fault is left out and remembered as broken."""
    fleet = Fleet()
    for vehicle in model.parts("vehicles", "vehicle", is_required=True):
        carer_id = vehicle.identity("vehicle")
        mode = MODES.get((vehicle.name("vehicleType") or "").upper(), Mode.CAR)
        reading.note_unused(vehicle, UNUSED_OF_VEHICLE)
        if carer_id is not None:
            fleet.carers.append(Carer(carer_id, carer_id))
        for element in vehicle.parts("shifts", "shift"):
            shift_id = element.identity("shift")
            shift = _shift(element, shift_id or "", carer_id or "", mode, reading)
            if shift is not None and carer_id is not None:
                fleet.shifts.append(shift)
            elif shift_id is not None:
                fleet.broken_shifts.add(shift_id)
            itinerary = _itinerary(element)
            if itinerary and shift_id is not None:
                fleet.itineraries[shift_id] = itinerary
    return fleet


def _shift(element: Element, shift_id: str, carer_id: str, mode: Mode, reading: Reading) -> Shift | None:
    start_s = element.moment("minStartTime", is_required=True)
    last_end = "maxEndTime" if element.raw.get("maxEndTime") is not None else "maxLastVisitDepartureTime"
    end_s = element.moment(last_end)
    if element.raw.get(last_end) is None:
        element.fault("FSR-010", "maxEndTime")
    reading.note_unused(element, UNUSED_OF_SHIFT - {last_end})
    soft_end_s = element.moment("maxSoftEndTime")
    start = element.position("startLocation", is_required=True)
    end = element.position("endLocation") or start
    breaks = tuple(filter(None, [_break(rest) for rest in element.parts("requiredBreaks", "break")]))
    skills = (*_skills(element), *(Skill(TAG + tag) for tag in element.names("tags")))
    max_leg_s = element.duration("maxTravelTimePerVisit")
    is_pinned = element.flag("pinned")
    if element.is_broken or start_s is None or end_s is None or start is None or end is None:
        return None
    return Shift(
        id=shift_id,
        carer_id=carer_id,
        start_s=start_s,
        end_s=end_s,
        start_place_id=reading.places.id_at(start),
        end_place_id=reading.places.id_at(end),
        soft_end_s=soft_end_s,
        breaks=tuple(sorted(breaks, key=lambda rest: (rest.earliest_s, rest.latest_end_s))),
        skills=skills,
        mode=mode,
        max_leg_s=max_leg_s,
        is_pinned=is_pinned,
    )


def _break(element: Element) -> Break | None:
    identity = element.identity("break")
    kind = element.name("type") or "FLOATING"
    is_paid = element.name("costImpact") == "PAID"
    if kind == "FIXED":
        earliest_s = element.moment("startTime", is_required=True)
        latest_end_s = element.moment("endTime", is_required=True)
        duration_s = latest_end_s - earliest_s if earliest_s is not None and latest_end_s is not None else None
    elif kind == "FLOATING":
        earliest_s = element.moment("minStartTime", is_required=True)
        latest_end_s = element.moment("maxEndTime", is_required=True)
        duration_s = element.duration("duration", is_required=True)
        latest_start_s = element.moment("maxStartTime")
        if latest_start_s is not None and latest_end_s is not None and duration_s is not None:
            latest_end_s = min(latest_end_s, latest_start_s + duration_s)
    else:
        element.fault("FSR-031", "type", kind, known="FLOATING, FIXED")
        return None
    if element.is_broken or identity is None or earliest_s is None or latest_end_s is None or duration_s is None:
        return None
    return Break(identity, earliest_s, latest_end_s, duration_s, is_paid, kind == "FIXED")


def _skills(element: Element) -> list[Skill]:
    found: dict[str, int] = {}
    for part in element.parts("skills", "skill"):
        name = part.name("name", is_required=True)
        level = part.whole("level", 1, 0, HIGHEST_LEVEL)
        if name is not None:
            found[name] = max(level, found.get(name, 0))
    return [Skill(name, level) for name, level in found.items()]


def _itinerary(element: Element) -> tuple[str, ...]:
    """The visits of a warm start in order; its breaks find their own place again."""
    stops: list[str] = []
    for part in element.parts("itinerary", "stop"):
        identity = part.name("id", is_required=True)
        kind = part.name("kind") or "VISIT"
        if kind not in ("VISIT", "BREAK"):
            part.fault("FSR-031", "kind", kind, known="VISIT, BREAK")
        elif identity is not None and kind == "VISIT":
            stops.append(identity)
    return tuple(stops)
