"""The grammar of the case files beside the catalogue: a sketch of a problem, a plan, and what is counted.

    constraint: hard.time.window               named once, so that no case can check another rule by mistake
    broken_ten_minutes_late:
      visits: {Anna: {window: 08:00-09:00}}    only what matters; the rest are ordinary visits and shifts
      plan: {Bo: [Anna 09:10]}
      counts: 10
      could_come: [Eva]                        a search that heeds the rule sends Eva; only where a search can mend it

Visits and shifts the plan names need no sketch. `counts` is in units; `20 min` and `40 s` are read as seconds.
All scalars are read as text, so that no clock time becomes a number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from data.vocabulary import EntityType
from services.constraints import BY_ID
from services.constraints.kind import Matches
from services.problem import Plan, Problem, Setting, Shift, Vehicle, Visit
from services.problem.travel import Mode
from tests.builders import a_plan, a_problem, a_shift, a_visit, after, clock, pinned, skills, span

CASES = Path(__file__).parents[3] / "cases" / "constraints"
MINUTE_S = 60


@dataclass(frozen=True)
class Case:
    """One example of a rule, kept or broken."""

    constraint_id: str
    name: str
    problem: Problem
    plan: Plan
    counts: int
    is_mended: bool
    """A search that heeds the rule counts less of it; one that does not keeps to the plan, if it was told before."""


def case_files() -> list[Path]:
    return sorted(CASES.glob("*.yaml"))


def read_cases(path: Path) -> list[Case]:
    sheet = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    constraint_id = sheet.pop("constraint")
    return [_case(constraint_id, name, sketch) for name, sketch in sheet.items()]


def _case(constraint_id: str, name: str, sketch: dict[str, Any]) -> Case:
    settings = tuple(_setting(constraint_id, *each) for each in sketch.get("settings", {}).items())
    problem, plan = sketched(sketch, settings)
    return Case(constraint_id, name, problem, plan, _counts(sketch["counts"]), is_mended="could_come" in sketch)


def sketched(sketch: dict[str, Any], settings: tuple[Setting, ...] = ()) -> tuple[Problem, Plan]:
    """The problem and the plan of a sketch."""
    plan = sketch.get("plan", {})
    baseline = sketch.get("baseline")
    named = [stop.split(" ")[0] for stops in plan.values() for stop in stops]
    visits = dict.fromkeys(n for n in named if n != "break") | sketch.get("visits", {})
    shifts = dict.fromkeys(plan) | dict.fromkeys(baseline or {}) | dict.fromkeys(sketch.get("could_come", ()))
    shifts |= sketch.get("shifts", {})
    problem = a_problem(
        *(_visit(visit, asked or {}) for visit, asked in visits.items()),
        *(_shift(shift, given or {}) for shift, given in shifts.items()),
        groups=sketch.get("groups", ()),
        met=sketch.get("met"),
        baseline=None if baseline is None else a_plan(baseline),
        carers={name: _carer(given) for name, given in sketch.get("carers", {}).items()},
        clients={name: _client(given) for name, given in sketch.get("clients", {}).items()},
        vehicles=tuple(_vehicle(name, given or {}) for name, given in sketch.get("vehicles", {}).items()),
        settings=settings,
    )
    return problem, a_plan(plan)


def _visit(name: str, asked: dict[str, Any]) -> Visit:
    read: dict[str, Callable[[Any], Any]] = {
        "minutes": int,
        "km": float,
        "title": str,
        "window": lambda w: w,
        "skills": lambda names: tuple((s.name, s.level) for s in skills(names)),
        "pool": tuple,
        "preferred": tuple,
        "prohibited": tuple,
        "contact": str,
        "priority": int,
        "after": lambda text: (after(text),),
        "pin": pinned,
        "optional": lambda word: word == "yes",
        "usual": lambda time: clock(time) - clock("00:00"),
        "due": clock,
        "load": int,
    }
    names = {"optional": "is_optional", "usual": "usual_s", "due": "due_s"}
    fields = {names.get(key, key): read[key](value) for key, value in asked.items()}
    return a_visit(name, **fields)


def _shift(name: str, given: str | dict[str, Any]) -> Shift:
    if isinstance(given, str):
        return a_shift(name, given)
    read: dict[str, tuple[str, Callable[[Any], Any]]] = {
        "at": ("at", str),
        "km": ("km", float),
        "home_km": ("home_km", float),
        "breaks": ("breaks", tuple),
        "skills": ("skills", skills),
        "soft_end": ("soft_end_s", clock),
        "longest_leg_min": ("max_leg_s", lambda minutes: MINUTE_S * int(minutes)),
        "wish": ("wish", int),
        "vehicle": ("vehicle_id", str),
        "mode": ("mode", lambda name: Mode[name]),
    }
    return a_shift(name, **{read[key][0]: read[key][1](value) for key, value in given.items()})


def _carer(given: dict[str, Any]) -> dict[str, Any]:
    """`{contract_h: 40, sek_h: 180, monthly: yes, district: north, traits: […], avoids: […]}`."""
    read: dict[str, tuple[str, Callable[[Any], Any]]] = {
        "contract_h": ("contract_min_week", lambda hours: 60 * int(hours)),
        "sek_h": ("rate_ore_min", lambda kronor: 100 * int(kronor) // 60),
        "monthly": ("is_monthly", lambda word: word == "yes"),
        "district": ("district", str),
        "traits": ("traits", tuple),
        "avoids": ("avoids", tuple),
    }
    return {read[key][0]: read[key][1](value) for key, value in given.items()}


def _client(given: dict[str, Any]) -> dict[str, Any]:
    return {key: value if key == "district" else tuple(value) for key, value in given.items()}


def _vehicle(name: str, given: dict[str, Any]) -> Vehicle:
    return Vehicle(
        name,
        name,
        int(given["capacity"]) if "capacity" in given else None,
        tuple(given.get("licences", ())),
        tuple(span(hours) for hours in given.get("closed", ())),
        int(given["load"]) if "load" in given else None,
    )


def _setting(constraint_id: str, name: str, value: str) -> Setting:
    """`tolerance_min: 5` for everybody, `tolerance_min of Anna: 5` for one client or carer."""
    parameter, _, who = name.partition(" of ")
    by = {p.name: p for p in BY_ID[constraint_id].parameters}[parameter].overrides if who else ()
    owner = "carer_id" if EntityType.EMPLOYEE in by else "client_id"
    return Setting(constraint_id, parameter, int(value), **({owner: who} if who else {}))


def _counts(text: str) -> int:
    number, _, sign = text.partition(" ")
    return int(number) * {"": 1, "s": 1, "min": MINUTE_S}[sign]


def total(matches: Matches) -> int:
    return int(matches.units.sum())
