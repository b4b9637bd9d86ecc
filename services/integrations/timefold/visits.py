"""Visits, visit groups and dependencies of a file become ours; whose visit it is follows from its name."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.integrations.timefold.element import Element
from services.integrations.timefold.reading import Reading
from services.integrations.timefold.vehicles import HIGHEST_LEVEL, TAG
from services.problem.visit import After, Group, Visit, Window
from services.problem.windows import joined

LOWEST_PRIORITY = 10
UNUSED_OF_VISIT = frozenset({"serviceDurationBreakdown", "latestSlaEndTime"})
UNUSED_OF_DEPENDENCY = frozenset({"minDelayTo", "coordination"})
UNUSED_OF_GROUP = frozenset({"alignment", "serviceDurationStrategy"})


@dataclass(frozen=True, slots=True)
class Period:
    """When visits without a window may be made, and after which end a visit is optional."""

    start_s: int
    end_s: int
    mandatory_until_s: int | None


@dataclass(slots=True)
class Care:
    """Everything read from `visits` and `visitGroups`; `travel_from_s` is when travel to a visit may start."""

    visits: list[Visit] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    pinned: set[str] = field(default_factory=set)
    travel_from_s: dict[str, int] = field(default_factory=dict)


def read_visits(model: Element, reading: Reading, period: Period) -> Care:
    """All visits, those of groups after the single ones; a visit with a fault is left out and remembered."""
    care = Care()
    members: dict[str, str] = {}
    for element in model.parts("visitGroups", "group"):
        group_id = element.identity("group")
        reading.note_unused(element, UNUSED_OF_GROUP)
        ids = [
            _add(part, group_id, care, reading, period) for part in element.parts("visits", "visit", is_required=True)
        ]
        named = tuple(i for i in ids if i is not None)
        if group_id is not None and (named or not element.is_broken):
            care.groups.append(Group(group_id, named))
            members.update(dict.fromkeys(named, group_id))
    grouped, care.visits = care.visits, []
    for element in model.parts("visits", "visit"):
        identity = element.raw.get("id")
        if isinstance(identity, str) and identity in members:
            element.identity("visit")
            element.fault("FSR-030", "id", identity, group=members[identity])
        else:
            _add(element, None, care, reading, period)
    care.visits += grouped
    return care


def _add(element: Element, group_id: str | None, care: Care, reading: Reading, period: Period) -> str | None:
    identity = element.identity("visit")
    visit = _visit(element, identity or "", group_id, reading, period)
    if element.flag("pinningRequested") and identity is not None:
        care.pinned.add(identity)
    travel_from_s = element.moment("minStartTravelTime")
    if travel_from_s is not None and identity is not None:
        care.travel_from_s[identity] = travel_from_s
    if visit is not None and not element.is_broken:
        care.visits.append(visit)
    elif identity is not None:
        care.broken.add(identity)
    return identity


def _visit(element: Element, identity: str, group_id: str | None, reading: Reading, period: Period) -> Visit | None:
    position = element.position("location", is_required=True)
    duration_s = element.duration("serviceDuration", is_required=True)
    name = element.words("name")
    windows, is_optional = _windows(element, duration_s or 0, period)
    skills = (*_skills(element), *((TAG + tag, 1) for tag in element.names("requiredTags")))
    pool, preferred = element.names("requiredVehicles"), element.names("preferredVehicles")
    prohibited = element.names("prohibitedVehicles")
    after = _after(element, reading)
    priority = _priority(element)
    reading.note_unused(element, UNUSED_OF_VISIT)
    if element.is_broken or position is None or duration_s is None:
        return None
    place = reading.places.id_at(position)
    client, title = reading.clients.read(identity, name, place)
    return Visit(
        id=identity,
        client_id=client,
        place_id=place,
        duration_s=duration_s,
        windows=windows,
        title=title,
        skills=skills,
        pool=pool,
        preferred=preferred,
        prohibited=prohibited,
        priority=priority,
        is_optional=is_optional,
        group_id=group_id,
        after=after,
    )


def _windows(element: Element, duration_s: int, period: Period) -> tuple[tuple[Window, ...], bool]:
    """The windows, joined where they overlap, and whether the visit is optional: may it end after the period?"""
    until_s = period.mandatory_until_s
    windows: list[Window] = []
    is_optional = False
    for part in element.parts("timeWindows", "window"):
        start_s = part.moment("minStartTime", is_required=True)
        latest_s = part.moment("maxStartTime")
        end_s = part.moment("maxEndTime", is_required=True)
        if start_s is None or end_s is None:
            continue
        latest_s = end_s - duration_s if latest_s is None else latest_s
        if until_s is not None and end_s > until_s:
            is_optional = True
            end_s = min(end_s, max(latest_s, start_s) + duration_s)
        windows.append(Window(start_s, latest_s, end_s))
    if not windows:
        windows.append(Window(period.start_s, period.end_s - duration_s, period.end_s))
    return joined(windows, duration_s), is_optional


def _skills(element: Element) -> list[tuple[str, int]]:
    found: dict[str, int] = {}
    for part in element.parts("requiredSkills", "skill"):
        name = part.name("name", is_required=True)
        level = part.whole("minLevel", 1, 0, HIGHEST_LEVEL)
        if name is not None:
            found[name] = max(level, found.get(name, 0))
    return list(found.items())


def _after(element: Element, reading: Reading) -> tuple[After, ...]:
    found: dict[str, int] = {}
    for part in element.parts("visitDependencies", "dependency"):
        before = part.name("precedingVisit", is_required=True)
        delay_s = part.duration("minDelay") or 0
        reading.note_unused(part, UNUSED_OF_DEPENDENCY)
        if before is not None:
            found[before] = max(delay_s, found.get(before, delay_s))
    return tuple(After(before, delay_s) for before, delay_s in found.items())


def _priority(element: Element) -> int:
    """1 (highest) to 10; the format writes numbers as text, and some files use words."""
    value = element.raw.get("priority")
    if isinstance(value, str) and not (value.isascii() and value.isdigit()):
        element.report.add("FSR-051", element.where, "priority", value)
        return LOWEST_PRIORITY
    if isinstance(value, str):
        number = int(value[:9] or 0)
        if not 1 <= number <= LOWEST_PRIORITY:
            element.fault("FSR-014", "priority", value, least=1, most=LOWEST_PRIORITY)
        return number
    return element.whole("priority", LOWEST_PRIORITY, 1, LOWEST_PRIORITY)
