"""The checker finds nothing in a right plan and catches each kind of wrong one; its figures agree with the cases'."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import checker
from tests.checker import check, leg

Json = dict[str, Any]
CASES = Path(__file__).parents[3] / "shared" / "cases"
PAIRS = [
    (path, output)
    for path in sorted(CASES.glob("*.input.json"))
    if (output := path.with_name(path.name.replace(".input.", ".timefold-output."))).exists()
]
OFFICE, NORTH, SOUTH = [60.0, 17.0], [60.02, 17.0], [59.99, 17.0]


def at(clock: str) -> str:
    return f"2027-02-01T{clock if clock.count(':') == 2 else clock + ':00'}+01:00"


def a_visit(name: str, place: list[float], window: tuple[str, str, str], minutes: int, **more: object) -> Json:
    times = dict(zip(("minStartTime", "maxStartTime", "maxEndTime"), map(at, window), strict=True))
    return {
        "id": name,
        "name": name,
        "location": place,
        "serviceDuration": f"PT{minutes}M",
        "timeWindows": [times],
    } | more


def a_shift(name: str, end: str = "15:00", **more: object) -> Json:
    rest = {
        "id": f"{name}/rest",
        "type": "FLOATING",
        "minStartTime": at("10:00"),
        "maxEndTime": at("13:00"),
        "duration": "PT30M",
    }
    return {
        "id": name,
        "startLocation": OFFICE,
        "minStartTime": at("07:00"),
        "maxEndTime": at(end),
        "requiredBreaks": [rest],
    } | more


def the_input() -> Json:
    """Two carers; breakfast before lunch, a double visit, one visit that needs a skill and one that nobody takes."""
    day = ("07:00", "14:00", "15:00")
    return {
        "modelInput": {
            "vehicles": [
                {
                    "id": "Bo",
                    "shifts": [
                        a_shift(
                            "Bo/1", end="13:04", skills=[{"name": "insulin", "level": 2}], maxTravelTimePerVisit="PT20M"
                        )
                    ],
                },
                {"id": "Eva", "shifts": [a_shift("Eva/1", end="12:00")]},
            ],
            "visits": [
                a_visit("breakfast", NORTH, ("07:30", "08:30", "09:00"), 30, pinningRequested=True),
                a_visit(
                    "lunch",
                    NORTH,
                    ("11:00", "12:30", "13:30"),
                    30,
                    visitDependencies=[{"precedingVisit": "breakfast", "minDelay": "PT3H"}],
                ),
                a_visit(
                    "injection",
                    SOUTH,
                    day,
                    15,
                    requiredSkills=[{"name": "insulin", "minLevel": 2}],
                    requiredVehicles=["Bo"],
                ),
                a_visit("walk", SOUTH, ("07:00", "09:50", "10:20"), 60, prohibitedVehicles=["Bo"]),
                a_visit("left out", SOUTH, day, 60),
            ],
            "visitGroups": [
                {"id": "lift", "visits": [a_visit("lift 1", SOUTH, day, 30), a_visit("lift 2", SOUTH, day, 20)]}
            ],
        }
    }


def the_plan() -> Json:
    def visit(name: str, start: str) -> Json:
        return {"id": name, "kind": "VISIT", "startServiceTime": at(start)}

    def rest(shift: str, start: str, end: str) -> Json:
        return {"id": f"{shift}/rest", "kind": "BREAK", "startTime": at(start), "endTime": at(end)}

    bo = [
        visit("breakfast", "07:30"),
        visit("injection", "08:20"),
        visit("lift 1", "09:00"),
        rest("Bo/1", "10:00", "10:30"),
        visit("lunch", "11:15"),
    ]
    eva = [visit("lift 2", "09:00"), visit("walk", "09:20"), rest("Eva/1", "11:30", "12:00")]
    vehicles = [
        {"id": "Bo", "shifts": [{"id": "Bo/1", "itinerary": bo}]},
        {"id": "Eva", "shifts": [{"id": "Eva/1", "itinerary": eva}]},
    ]
    return {"modelOutput": {"vehicles": vehicles, "unassignedVisits": ["left out"]}}


def rules(given: Json, made: Json) -> set[str]:
    return check(json.dumps(given), json.dumps(made)).rules


def test_a_right_plan_has_no_breach_and_its_figures_add_up() -> None:
    report = check(json.dumps(the_input()), json.dumps(the_plan()))
    assert not report.breaches
    out, onward = leg(OFFICE, NORTH), leg(NORTH, SOUTH)
    travel = out + 2 * onward + out + 2 * leg(OFFICE, SOUTH)
    assert report.figures["travel_h"] == pytest.approx(travel / 3600)
    assert (report.figures["assigned"], report.figures["unassigned"]) == (6, 1)
    assert report.figures["service_h"] == pytest.approx((30 + 15 + 30 + 30 + 20 + 60) / 60)
    bo_idle = (11 * 60 + 45 - 450 - 105 - 30) * 60 - 2 * onward
    assert report.figures["idle_h"] == pytest.approx(bo_idle / 3600)
    assert report.figures["load_sd_h"] == pytest.approx((105 - 80) / 2 / 60)


def stops(made: Json, shift: str) -> list[Json]:
    shifts = {s["id"]: s for v in made["modelOutput"]["vehicles"] for s in v["shifts"]}
    itinerary: list[Json] = shifts[shift]["itinerary"]
    return itinerary


def stop(made: Json, name: str) -> Json:
    return next(s for shift in ("Bo/1", "Eva/1") for s in stops(made, shift) if s["id"] == name)


def move(made: Json, name: str, start: str) -> Json:
    stop(made, name)["startServiceTime"] = at(start)
    return made


def rest_at(made: Json, start: str, end: str) -> Json:
    stop(made, "Bo/1/rest").update(startTime=at(start), endTime=at(end))
    return made


def take(made: Json, name: str) -> Json:
    found = stop(made, name)
    for shift in ("Bo/1", "Eva/1"):
        if found in stops(made, shift):
            stops(made, shift).remove(found)
    return found


def drop(made: Json, name: str) -> Json:
    take(made, name)
    made["modelOutput"]["unassignedVisits"].append(name)
    return made


def swap(made: Json, shift: str, i: int, j: int) -> Json:
    """The two change places and clocks."""
    route = stops(made, shift)
    route[i]["id"], route[j]["id"] = route[j]["id"], route[i]["id"]
    return made


def hand(made: Json, name: str, shift: str, at_place: int) -> Json:
    stops(made, shift).insert(at_place, take(made, name))
    return made


SPOILT: list[tuple[str, Callable[[Json], object], set[str]]] = [
    ("starts before the carer can be there", lambda m: move(m, "injection", "08:08:52"), {"no time to travel"}),
    (
        "starts before the shift lets it",
        lambda m: move(m, "lift 2", "06:59"),
        {"visits overlap", "time window", "group not together"},
    ),
    (
        "says it arrives after it starts",
        lambda m: stop(m, "walk").update(arrivalTime=at("09:21")),
        {"starts before arrival"},
    ),
    (
        "says it leaves before it is done",
        lambda m: stop(m, "walk").update(departureTime=at("10:00")),
        {"leaves at another time"},
    ),
    ("drops a member of a group", lambda m: drop(m, "lift 2"), {"group not whole"}),
    ("lets a member of a group start later", lambda m: move(m, "lift 1", "09:01"), {"group not together"}),
    ("gives a group to one carer", lambda m: hand(m, "lift 2", "Bo/1", 3), {"group on one vehicle", "visits overlap"}),
    ("swaps two visits far apart", lambda m: swap(m, "Bo/1", 1, 4), {"time window", "dependency too soon"}),
    ("turns the order of a route round", lambda m: stops(m, "Eva/1").reverse(), {"visits overlap"}),
    (
        "gives a visit to a carer without the skill",
        lambda m: hand(m, "injection", "Eva/1", 0),
        {"missing skill", "not a required vehicle"},
    ),
    (
        "gives a visit to a refused carer",
        lambda m: move(hand(m, "walk", "Bo/1", 5), "walk", "13:00"),
        {"prohibited vehicle", "time window", "shift overrun"},
    ),
    ("forgets a break", lambda m: take(m, "Bo/1/rest"), {"break missing"}),
    (
        "takes a break twice",
        lambda m: stops(m, "Bo/1").append({**stop(m, "Bo/1/rest"), "startTime": at("12:00"), "endTime": at("12:30")}),
        {"break twice"},
    ),
    ("cuts a break short", lambda m: rest_at(m, "10:00", "10:20"), {"break length"}),
    ("takes a break before its window", lambda m: rest_at(m, "09:40", "10:10"), {"break outside its window"}),
    ("lays a break into a visit", lambda m: rest_at(m, "11:20", "11:50"), {"break overlaps"}),
    (
        "lays a break onto the road",
        lambda m: move(rest_at(m, "10:40", "11:10"), "lift 1", "10:05"),
        {"break on the road", "group not together"},
    ),
    (
        "starts lunch too soon after breakfast",
        lambda m: move(move(m, "lunch", "11:00"), "breakfast", "07:31"),
        {"dependency too soon"},
    ),
    ("serves lunch without breakfast", lambda m: drop(m, "breakfast"), {"dependency unserved"}),
    ("starts after the window", lambda m: move(m, "lunch", "12:31"), {"time window", "shift overrun"}),
    ("starts in the window but ends after it", lambda m: move(m, "walk", "09:21"), {"time window"}),
    ("comes home after the shift", lambda m: move(m, "lunch", "12:28"), {"shift overrun"}),
    (
        "makes a visit twice",
        lambda m: stops(m, "Eva/1").insert(2, {"id": "lunch", "kind": "VISIT", "startServiceTime": at("11:10")}),
        {"visit twice", "break overlaps"},
    ),
    (
        "makes a visit nobody asked for",
        lambda m: stop(m, "walk").update(id="dance"),
        {"unknown visit", "unassigned list"},
    ),
    ("forgets a visit altogether", lambda m: take(m, "walk"), {"unassigned list"}),
    (
        "works a shift that is not there",
        lambda m: m["modelOutput"]["vehicles"][1]["shifts"][0].update(id="Eva/2"),
        {"unknown shift"},
    ),
    (
        "gives a shift to another carer",
        lambda m: m["modelOutput"]["vehicles"][1].update(id="Bo"),
        {"shift of another vehicle"},
    ),
]


@pytest.mark.parametrize(("spoil", "expected"), [case[1:] for case in SPOILT], ids=[case[0] for case in SPOILT])
def test_a_plan_is_caught_that(spoil: Callable[[Json], object], expected: set[str]) -> None:
    made = the_plan()
    spoil(made)
    assert rules(the_input(), made) == expected


def test_a_pinned_visit_that_moved_is_caught() -> None:
    given = the_input()
    given["modelInput"]["vehicles"][1]["shifts"][0]["itinerary"] = [{"id": "breakfast", "kind": "VISIT"}]
    assert rules(given, the_plan()) == {"pinned visit moved"}


def test_a_leg_over_the_limit_of_its_shift_is_caught() -> None:
    given = the_input()
    given["modelInput"]["vehicles"][0]["shifts"][0]["maxTravelTimePerVisit"] = "PT7M"
    assert rules(given, the_plan()) == {"leg too long"}


def test_a_clock_from_another_road_matrix_is_not_held_to_our_travel() -> None:
    made = the_plan()
    move(made, "injection", "08:08:52")
    assert not check(json.dumps(the_input()), json.dumps(made), own_travel=False).breaches


def test_the_checker_leans_on_nothing_but_the_standard_library() -> None:
    tree = ast.parse(Path(checker.__file__).read_text())
    names = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    names += [alias.name for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names]
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.parametrize(("given", "made"), PAIRS, ids=[path.name for path, _ in PAIRS])
def test_figures_of_real_plans_agree_with_the_checker_of_the_cases(given: Path, made: Path) -> None:
    command = [sys.executable, str(CASES / "check_plan.py"), str(given), str(made), "--as-timed"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    report = check(given.read_bytes(), made.read_bytes(), own_travel=False)
    assert not report.breaches
    names = {
        "visits": "visits", "assigned": "assigned", "unassigned": "unassigned", "shifts_used": "shifts used",
        "travel_h": "travel h", "service_h": "service h", "idle_h": "idle h", "continuity_avg": "continuity avg",
        "continuity_max": "continuity max", "clients": "clients", "vehicles_idle": "vehicles idle",
        "load_sd_h": "load sd h",
    }  # fmt: skip
    assert {ours: report.figures[ours] for ours in names} == pytest.approx(
        {ours: theirs[name] for ours, name in names.items()}, abs=0.06
    )
