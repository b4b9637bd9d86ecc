"""Any small problem with any plan, good or bad: what a property of scores must hold for."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import strategies as st

from data.vocabulary import EntityType
from services.constraints import CATALOGUE
from services.constraints.kind import Weights
from services.problem import After, Pin, Plan, Problem, Route, Shift, Stop, StopKind, Visit
from tests.builders import a_problem, a_shift, a_visit, clock, skills
from tests.strategies import of_an_organisation, with_limits

CARERS = ("Bo", "Cia", "Eva")
CLIENTS = ("Anna", "Olle", "Tore")
SKILLS = ("insulin", "lifting:1", "lifting:2")
WINDOWS = ("07:00-09:00", "08:00-08:00", "09:30-10:00 +3", "11:00-15:00 -2", "08:00+1-12:00+1", "13:00+1-14:00+1 +1")


@st.composite
def problems_and_plans(draw: st.DrawFn) -> tuple[Problem, Plan]:
    """A problem of up to three carers, three clients and eight visits over two days, and a plan made by dice."""
    dice = draw(st.randoms(use_true_random=False))
    shifts = [_shift(dice, carer, day) for carer in CARERS for day in (0, 1) if dice.random() < 0.7]
    visits = [_visit(dice, i) for i in range(dice.randrange(1, 9))]
    groups = [("Anna.g1", "Anna.g2")] if dice.random() < 0.5 else []
    visits += [a_visit(name, "09:00-12:00") for members in groups for name in members]
    visits = [_linked(dice, visit, visits, shifts) for visit in visits]
    problem = a_problem(*visits, *shifts, groups=groups, met={"Anna": ["Bo"], "Olle": ["Cia"]})
    if dice.random() < 0.5:
        problem = replace(problem, baseline=_plan(dice, problem))
    if problem.carers:
        problem = with_limits(dice, of_an_organisation(dice, problem))
    return problem, _plan(dice, problem)


@st.composite
def weights(draw: st.DrawFn) -> Weights:
    """Weights of an organisation, with some clients' and carers' own where the catalogue allows them."""
    soft = [rule for rule in CATALOGUE if not rule.is_system]
    chosen = draw(st.lists(st.sampled_from(soft), unique=True, max_size=6))
    size = st.integers(0, 200)
    return Weights(
        organization={rule.id: draw(size) for rule in chosen},
        carer={(r.id, draw(st.sampled_from(CARERS))): draw(size) for r in soft if EntityType.EMPLOYEE in r.overrides},
        client={(r.id, draw(st.sampled_from(CLIENTS))): draw(size) for r in soft if EntityType.CLIENT in r.overrides},
        disabled=frozenset(rule.id for rule in draw(st.lists(st.sampled_from(CATALOGUE), max_size=2))),
        levels={rule.id: draw(st.sampled_from(sorted(rule.levels))) for rule in CATALOGUE if rule.may_be},
    )


def _shift(dice: Random, carer: str, day: int) -> Shift:
    return a_shift(
        f"{carer}.{day}",
        f"07:00+{day}-{dice.choice((11, 15, 16))}:00+{day}",
        breaks=[f"09:00+{day}-13:00+{day} 30"] * dice.randrange(3),
        home_km=dice.choice((0, 3.3)),
        skills=skills(dice.sample(SKILLS[::2], dice.randrange(3))),
        soft_end_s=dice.choice((None, clock(f"10:30+{day}"))),
        max_leg_s=dice.choice((None, 600)),
    )


def _visit(dice: Random, i: int) -> Visit:
    wanted = skills(dice.sample(SKILLS[:2], dice.randrange(3)))
    fields: dict[str, Any] = {
        "skills": tuple((skill.name, skill.level) for skill in wanted),
        "contact": dice.choice((None, *CARERS)),
        "priority": dice.randrange(1, 11),
        "is_optional": dice.random() < 0.2,
    }
    for relation in ("pool", "preferred", "prohibited"):
        fields[relation] = tuple(dice.sample(CARERS, 2)) if dice.random() < 0.3 else ()
    first = dice.randrange(len(WINDOWS))
    return a_visit(
        f"{dice.choice(CLIENTS)}.{i}",
        sorted(WINDOWS[first : first + dice.randrange(1, 3)], key=lambda w: clock(w.split("-")[0])),
        minutes=dice.choice((5, 20, 75)),
        km=dice.choice((0, 1.27, 12)),
        **fields,
    )


def _linked(dice: Random, visit: Visit, others: list[Visit], shifts: list[Shift]) -> Visit:
    earlier = [other for other in others if other.id < visit.id]
    if earlier and dice.random() < 0.3:
        visit = replace(visit, after=(After(dice.choice(earlier).id, 60 * dice.randrange(200)),))
    if shifts and dice.random() < 0.1:
        visit = replace(visit, pin=Pin(dice.choice(shifts).id, clock("08:00")))
    return visit


def _plan(dice: Random, problem: Problem) -> Plan:
    """Visits thrown on shifts at any time of day, in order of time; breaks taken or forgotten."""
    stops: dict[str, list[Stop]] = {shift.id: [] for shift in problem.shifts}
    for visit in problem.visits:
        if stops and dice.random() < 0.8:
            shift = dice.choice(problem.shifts)
            start_s = shift.start_s + dice.randrange(-600, 9 * 3600)
            stops[shift.id].append(Stop(StopKind.VISIT, visit.id, start_s))
    for shift in problem.shifts:
        stops[shift.id] += [
            Stop(StopKind.BREAK, rest.id, rest.earliest_s + dice.randrange(-900, 4 * 3600))
            for rest in shift.breaks
            if dice.random() < 0.7
        ]
    return Plan(tuple(Route(key, tuple(sorted(made, key=lambda s: s.start_s))) for key, made in stops.items()))
