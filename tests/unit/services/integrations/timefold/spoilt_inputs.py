"""A table of spoilt model inputs: the fault each must be named by, where, and how it is spoilt."""

from __future__ import annotations

import math
from collections.abc import Callable

from tests.unit.services.integrations.timefold.a_file import Json, a_shift, a_visit, a_window, at

Spoil = Callable[[Json], object]


def visit(model: Json, number: int = 0) -> Json:
    found: Json = model["visits"][number]
    return found


def shift(model: Json, number: int = 0) -> Json:
    found: Json = model["vehicles"][number]["shifts"][0]
    return found


def rest(model: Json) -> Json:
    found: Json = shift(model)["requiredBreaks"][0]
    return found


def windows(*given: tuple[str, ...]) -> Spoil:
    return lambda m: visit(m).update(timeWindows=[a_window(*times) for times in given])


def after(number: int, *befores: str) -> Spoil:
    links = [{"id": b, "precedingVisit": b, "minDelay": "PT0S"} for b in befores]
    return lambda m: visit(m, number).update(visitDependencies=links)


def both(*spoils: Spoil) -> Spoil:
    return lambda m: [spoil(m) for spoil in spoils]


def far_visit(date: str) -> Spoil:
    times = {"minStartTime": f"{date}T08:00:00+01:00", "maxEndTime": f"{date}T11:00:00+01:00"}
    return lambda m: visit(m).update(timeWindows=[times])


def turn_round(model: Json) -> None:
    visits = [*model["visits"], *model["visitGroups"][0]["visits"]]
    for element, field in [*((v, "location") for v in visits), *((shift(model, i), "startLocation") for i in (0, 1))]:
        element[field] = element[field][::-1]


def spread_out(model: Json) -> None:
    for number, element in enumerate(model["visits"]):
        month, day = divmod(20 * number, 28)
        times = {"minStartTime": f"2027-{2 + month:02d}-{1 + day:02d}T08:00:00+01:00"}
        element["timeWindows"] = [times | {"maxEndTime": times["minStartTime"].replace("T08", "T11")}]
    model["vehicles"][0]["shifts"] = [
        a_shift(
            "s", minStartTime="2027-02-20T07:00:00+01:00", maxEndTime="2027-02-20T15:00:00+01:00", requiredBreaks=[]
        )
    ]
    model["vehicles"][1]["shifts"] = []
    model["visitGroups"] = []


BROKEN: list[tuple[str, str, str, str, Spoil]] = [
    # code, where, field, what is wrong, how it is spoilt
    ("FSR-010", "visit V1", "serviceDuration", "a visit without duration", lambda m: visit(m).pop("serviceDuration")),
    ("FSR-010", "visit V1", "location", "a visit without position", lambda m: visit(m).update(location=None)),
    ("FSR-010", "visit 1", "id", "a visit without id", lambda m: visit(m).pop("id")),
    ("FSR-010", "shift anna-1", "minStartTime", "a shift without start", lambda m: shift(m).pop("minStartTime")),
    ("FSR-010", "shift anna-1", "maxEndTime", "a shift without end", lambda m: shift(m).pop("maxEndTime")),
    ("FSR-010", "", "vehicles", "no vehicles at all", lambda m: m.pop("vehicles")),
    ("FSR-010", "group G1", "visits", "a group without visits", lambda m: m["visitGroups"][0].pop("visits")),
    ("FSR-010", "break lunch", "duration", "a break without duration", lambda m: rest(m).pop("duration")),
    ("FSR-011", "", "visits", "visits that are no list", lambda m: m.update(visits={})),
    ("FSR-011", "", "visits[2]", "a visit that is no object", lambda m: m["visits"].__setitem__(1, "V2")),
    ("FSR-011", "visit V1", "serviceDuration", "a number of minutes", lambda m: visit(m).update(serviceDuration=30)),
    ("FSR-011", "visit V1", "location", "a position of text", lambda m: visit(m).update(location=["60", "17"])),
    ("FSR-011", "visit V1", "location", "a position in three parts", lambda m: visit(m).update(location=[60, 17, 3])),
    ("FSR-011", "visit V1", "name", "a name that is a number", lambda m: visit(m).update(name=5)),
    (
        "FSR-011",
        "window 1",
        "minStartTime",
        "a time as a number",
        lambda m: visit(m)["timeWindows"][0].update(minStartTime=8),
    ),
    ("FSR-011", "shift anna-1", "pinned", "a flag in words", lambda m: shift(m).update(pinned="yes")),
    ("FSR-011", "skill 1", "level", "a level of one half", lambda m: shift(m)["skills"][0].update(level=1.5)),
    ("FSR-011", "visit 1", "id", "an id that is a number", lambda m: visit(m).update(id=17)),
    (
        "FSR-011",
        "planningWindow",
        "endDate",
        "a period that is a number",
        lambda m: m["planningWindow"].update(endDate=3),
    ),
    ("FSR-012", "visit 1", "id", "an empty id", lambda m: visit(m).update(id="")),
    ("FSR-012", "visit 1", "id", "an id with a line break", lambda m: visit(m).update(id="V\n1")),
    ("FSR-012", "vehicle 1", "id", "an endless id", lambda m: m["vehicles"][0].update(id="x" * 1000)),
    (
        "FSR-013",
        "visit V1",
        "location",
        "a position that is not a number",
        lambda m: visit(m).update(location=[math.nan, 17]),
    ),
    ("FSR-013", "visit V1", "location", "an infinite position", lambda m: visit(m).update(location=[60, math.inf])),
    ("FSR-013", "skill 1", "level", "an infinite level", lambda m: shift(m)["skills"][0].update(level=math.inf)),
    ("FSR-014", "visit V1", "priority", "priority 11", lambda m: visit(m).update(priority="11")),
    ("FSR-014", "visit V1", "priority", "priority 0", lambda m: visit(m).update(priority=0)),
    (
        "FSR-020",
        "window 1",
        "maxEndTime",
        "a time without offset",
        lambda m: visit(m)["timeWindows"][0].update(maxEndTime="2027-02-01T11:00:00"),
    ),
    ("FSR-020", "shift anna-1", "minStartTime", "a date alone", lambda m: shift(m).update(minStartTime="2027-02-01")),
    ("FSR-021", "shift anna-1", "maxEndTime", "a time that is none", lambda m: shift(m).update(maxEndTime="tomorrow")),
    (
        "FSR-021",
        "shift anna-1",
        "maxEndTime",
        "30 February",
        lambda m: shift(m).update(maxEndTime="2027-02-30T15:00:00Z"),
    ),
    (
        "FSR-022",
        "shift anna-1",
        "maxEndTime",
        "the year 202",
        lambda m: shift(m).update(maxEndTime="0202-02-01T15:00:00Z"),
    ),
    (
        "FSR-023",
        "visit V1",
        "serviceDuration",
        "half an hour in words",
        lambda m: visit(m).update(serviceDuration="30 min"),
    ),
    ("FSR-023", "visit V1", "serviceDuration", "an empty duration", lambda m: visit(m).update(serviceDuration="PT")),
    (
        "FSR-023",
        "visit V1",
        "serviceDuration",
        "an astronomical duration",
        lambda m: visit(m).update(serviceDuration="P" + "9" * 400 + "D"),
    ),
    (
        "FSR-024",
        "planningWindow",
        "endDate",
        "a period that ends first",
        lambda m: m["planningWindow"].update(endDate="2027-01-01T00:00:00+01:00"),
    ),
    ("FSR-030", "visit V4", "id", "a member among the visits", lambda m: m["visits"].append(a_visit("V4"))),
    ("FSR-031", "break lunch", "type", "an unknown kind of break", lambda m: rest(m).update(type="SIESTA")),
    (
        "FSR-031",
        "stop 1",
        "kind",
        "an unknown kind of stop",
        lambda m: shift(m).update(itinerary=[{"id": "V1", "kind": "NAP"}]),
    ),
    (
        "FSR-040",
        "shift anna-1",
        "itinerary",
        "an itinerary with a stranger",
        lambda m: shift(m).update(itinerary=[{"id": "V9", "kind": "VISIT"}]),
    ),
    (
        "FSR-041",
        "shift bo-1",
        "itinerary",
        "a visit in two itineraries",
        both(
            lambda m: shift(m, 0).update(itinerary=[{"id": "V1"}]),
            lambda m: shift(m, 1).update(itinerary=[{"id": "V1"}]),
        ),
    ),
    ("PROB-001", "vehicle anna", "id", "two vehicles of one id", lambda m: m["vehicles"][1].update(id="anna")),
    ("PROB-001", "shift anna-1", "id", "two shifts of one id", lambda m: shift(m, 1).update(id="anna-1")),
    ("PROB-001", "visit V1", "id", "two visits of one id", lambda m: m["visits"].append(a_visit("V1"))),
    (
        "PROB-001",
        "group G1",
        "id",
        "two groups of one id",
        lambda m: m["visitGroups"].append({"id": "G1", "visits": [a_visit("V8"), a_visit("V9")]}),
    ),
    (
        "PROB-001",
        "shift anna-1, break lunch",
        "id",
        "two breaks of one id in a shift",
        lambda m: shift(m)["requiredBreaks"].append(dict(rest(m))),
    ),
    (
        "PROB-002",
        "",
        "visits",
        "nothing to plan",
        both(lambda m: m.update(visits=[]), lambda m: m.update(visitGroups=[])),
    ),
    (
        "PROB-003",
        "",
        "vehicles",
        "nobody to plan",
        both(lambda m: m.update(vehicles=[]), lambda m: visit(m, 1).pop("requiredVehicles")),
    ),
    (
        "PROB-010",
        "visit V1",
        "requiredVehicles",
        "an unknown required vehicle",
        lambda m: visit(m).update(requiredVehicles=["eva"]),
    ),
    (
        "PROB-010",
        "visit V1",
        "preferredVehicles",
        "an unknown preferred vehicle",
        lambda m: visit(m).update(preferredVehicles=["eva"]),
    ),
    (
        "PROB-010",
        "visit V1",
        "prohibitedVehicles",
        "an unknown prohibited vehicle",
        lambda m: visit(m).update(prohibitedVehicles=["eva"]),
    ),
    ("PROB-011", "visit V3", "visitDependencies", "an unknown preceding visit", after(2, "V77")),
    ("PROB-020", "visit V3", "visitDependencies", "a visit after itself", after(2, "V3")),
    (
        "PROB-021",
        "visit V",
        "visitDependencies",
        "a ring of three",
        both(after(0, "V3"), after(1, "V1"), after(2, "V2")),
    ),
    (
        "PROB-021",
        "visit V",
        "visitDependencies",
        "a ring through a group",
        both(
            after(0, "V4"),
            lambda m: m["visitGroups"][0]["visits"][1].update(visitDependencies=[{"precedingVisit": "V1"}]),
        ),
    ),
    (
        "PROB-021",
        "visit V5",
        "visitDependencies",
        "a member after another of its group",
        lambda m: m["visitGroups"][0]["visits"][1].update(visitDependencies=[{"precedingVisit": "V4"}]),
    ),
    (
        "PROB-022",
        "visit V3",
        "visitDependencies.minDelay",
        "a negative delay",
        lambda m: visit(m, 2)["visitDependencies"][0].update(minDelay="-PT5M"),
    ),
    ("PROB-030", "group G1", "visits", "a group of one", lambda m: m["visitGroups"][0]["visits"].pop()),
    (
        "PROB-030",
        "group G1",
        "visits",
        "a group of five",
        lambda m: m["visitGroups"][0]["visits"].extend(a_visit(f"V{i}") for i in range(6, 9)),
    ),
    (
        "PROB-031",
        "group G1",
        "visits",
        "a member listed twice",
        lambda m: m["visitGroups"][0]["visits"].append(a_visit("V5")),
    ),
    (
        "PROB-032",
        "visit V5",
        "visitGroups",
        "a visit in two groups",
        lambda m: m["visitGroups"].append({"id": "G2", "visits": [a_visit("V5"), a_visit("V6")]}),
    ),
    (
        "PROB-040",
        "visit V1",
        "serviceDuration",
        "a visit of 25 hours",
        lambda m: visit(m).update(serviceDuration="PT25H"),
    ),
    (
        "PROB-040",
        "visit V1",
        "serviceDuration",
        "a visit of no time",
        lambda m: visit(m).update(serviceDuration="PT0S"),
    ),
    ("PROB-041", "visit V1, window 1", "timeWindows", "a window that ends first", windows(("11:00", "08:00"))),
    (
        "PROB-042",
        "visit V1, window 2",
        "timeWindows",
        "a window shorter than the visit",
        windows(("08:00", "10:00"), ("13:00", "13:20")),
    ),
    (
        "PROB-045",
        "visit V1, window 1",
        "timeWindows.maxStartTime",
        "a latest start before the window",
        windows(("08:00", "11:00", "07:00")),
    ),
    (
        "PROB-050",
        "shift anna-1",
        "maxEndTime",
        "a shift that ends first",
        lambda m: shift(m).update(maxEndTime=at("06:00")),
    ),
    (
        "PROB-052",
        "shift anna-1, break lunch",
        "duration",
        "a break longer than its window",
        lambda m: rest(m).update(duration="PT3H"),
    ),
    (
        "PROB-053",
        "shift anna-1, break lunch",
        "minStartTime",
        "a break after the shift",
        lambda m: rest(m).update(minStartTime=at("16:00"), maxEndTime=at("17:00")),
    ),
    (
        "PROB-054",
        "shift anna-1, break",
        "minStartTime",
        "two fixed breaks at once",
        lambda m: shift(m).update(
            requiredBreaks=[
                {"id": i, "type": "FIXED", "startTime": at("11:00"), "endTime": at("11:30")} for i in ("a", "b")
            ]
        ),
    ),
    (
        "PROB-055",
        "shift anna-1, break lunch",
        "duration",
        "a break of no time",
        lambda m: rest(m).update(duration="PT0S"),
    ),
    (
        "PROB-058",
        "shift anna-1",
        "maxSoftEndTime",
        "a wished end before the start",
        lambda m: shift(m).update(maxSoftEndTime=at("06:00")),
    ),
    (
        "PROB-059",
        "shift anna-1",
        "maxTravelTimePerVisit",
        "no travel allowed",
        lambda m: shift(m).update(maxTravelTimePerVisit="PT0S"),
    ),
    ("PROB-060", "visit V1", "location", "a latitude of 160", lambda m: visit(m).update(location=[160, 170])),
    ("PROB-060", "visit V1", "location", "an absurd latitude", lambda m: visit(m).update(location=[10**400, 17])),
    ("PROB-061", "visit V1", "location", "an address not resolved", lambda m: visit(m).update(location=[0, 0])),
    (
        "PROB-062",
        "visit V1",
        "location",
        "one position turned round",
        lambda m: visit(m).update(location=[17.02, 60.01]),
    ),
    ("PROB-063", "shift anna-1", "startLocation", "all positions turned round", turn_round),
    ("PROB-080", "visit V1", "timeWindows", "one visit a year later", far_visit("2028-02-01")),
    ("PROB-081", "", "", "a period of 40 days", spread_out),
]

DOUBTFUL: list[tuple[str, str, str, Spoil]] = [
    ("FSR-042", "visit V1", "pinningRequested", lambda m: visit(m).update(pinningRequested=True)),
    ("FSR-050", "visit V1", "latestSlaEndTime", lambda m: visit(m).update(latestSlaEndTime=at("12:00"))),
    ("FSR-051", "visit V1", "priority", lambda m: visit(m).update(priority="LOW")),
    ("PROB-051", "shift anna-1", "maxEndTime", lambda m: shift(m).update(maxEndTime=at("3T08:00"))),
    (
        "PROB-056",
        "shift anna-2",
        "minStartTime",
        lambda m: m["vehicles"][0]["shifts"].append(
            a_shift("anna-2", minStartTime=at("14:00"), maxEndTime=at("18:00"), requiredBreaks=[])
        ),
    ),
    (
        "PROB-057",
        "shift anna-2",
        "minStartTime",
        lambda m: m["vehicles"][0]["shifts"].append(
            a_shift("anna-2", minStartTime=at("18:00"), maxEndTime=at("22:00"), requiredBreaks=[])
        ),
    ),
    ("PROB-064", "visit V1", "location", lambda m: visit(m).update(location=[55.6, 13.0])),
    ("PROB-070", "visit V1", "requiredSkills", lambda m: visit(m).update(requiredSkills=[{"name": "dans"}])),
    (
        "PROB-071",
        "visit V1",
        "requiredSkills",
        lambda m: visit(m).update(requiredSkills=[{"name": "insulin", "minLevel": 3}]),
    ),
]
