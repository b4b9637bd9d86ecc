"""Every weight a planner may set moves the plan: one tiny problem each, planned without the rule and with much of it.

Somebody else is always preferred, or something else always pulls, so that without the rule the plan goes against it.
The problem stands here, or in the rule's case file where `could_come` names who would do better.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.constraints import BY_ID, CATALOGUE
from services.constraints.kind import Level, Weights
from services.constraints.scoring import score_sheet
from services.problem import Problem, Vehicle, Visit
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.solvers.in_house import InHouse
from services.solvers.port import Limits
from tests.builders import a_plan, a_problem, a_shift, a_visit, after, clock, skills
from tests.unit.services.constraints.cases import case_files, read_cases

WISH = {"soft.preference.carer": 8}
SOFT = [rule.id for rule in CATALOGUE if rule.level is Level.SOFT]


def anna(window: str | list[str] = "07:00-15:00", to: str = "Bo", name: str = "Anna", **fields: object) -> Visit:
    """A visit of Anna's, who would have Bo come."""
    return a_visit(name, window, preferred=(to,), **fields)  # type: ignore[arg-type]


def faces_or_wishes() -> Problem:
    visits = (anna("08:00-08:00", name="Anna.1"), anna("12:00-12:00", "Eva", name="Anna.2"))
    return a_problem(*visits, a_shift("Bo"), a_shift("Eva"))


EVENINGS = ("Bo.0", "14:00-22:00"), ("Bo.1", "14:00+1-22:00+1"), ("Eva.0", "14:00-22:00"), ("Eva.1", "14:00+1-22:00+1")
BO_OR_EVA = (a_shift("Bo"), a_shift("Eva"))
CASES: dict[str, tuple[Problem, dict[str, int]]] = {
    "hard.carer.pool": (a_problem(anna(pool=("Eva",)), *BO_OR_EVA), WISH),
    "hard.visit.after": (
        a_problem(
            anna("08:00-08:00", name="Anna.1"),
            anna(name="Anna.2", after=(after("Anna.1 210"),)),
            a_shift("Bo", "07:00-10:00"),
            a_shift("Eva", "12:00-16:00"),
        ),
        WISH,
    ),
    "hard.vehicle.load": (
        a_problem(
            anna(name="Anna.1", load=7),
            anna(name="Anna.2", load=7),
            a_shift("Bo", vehicle_id="bike"),
            a_shift("Eva"),
            vehicles=(Vehicle("bike", "bike", load=12),),
        ),
        WISH,
    ),
    "hard.travel.mode": (a_problem(anna(km=20), a_shift("Bo", max_leg_s=600), a_shift("Eva")), WISH),
    "medium.visit.skipped_week": (
        a_problem(
            anna(["08:00-12:00", "08:00+7-12:00+7"], due_s=clock("00:00+7")),
            a_shift("Bo", "07:00+7-16:00+7"),
            a_shift("Eva"),
        ),
        WISH,
    ),
    "soft.travel.minutes": (a_problem(anna(km=20), a_shift("Bo"), a_shift("Eva", km=20)), WISH),
    "soft.travel.distance": (a_problem(anna(km=20), a_shift("Bo"), a_shift("Eva", km=20)), WISH),
    "soft.time.waiting": (
        a_problem(anna("10:00-10:00"), a_shift("Bo"), a_shift("Eva", "10:00-16:00")),
        WISH,
    ),
    "soft.time.preferred": (
        a_problem(anna(["07:00-09:00", "13:00-13:00 +5"]), a_shift("Bo", "07:00-12:00"), a_shift("Eva", "12:00-16:00")),
        WISH,
    ),
    "soft.time.same_hour": (
        a_problem(anna(usual_s=13 * 3600), a_shift("Bo", "07:00-10:00"), a_shift("Eva", "13:00-16:00")),
        WISH,
    ),
    "soft.time.earliest_day": (
        a_problem(anna(["08:00-12:00", "08:00+1-12:00+1"]), a_shift("Bo", "07:00+1-16:00+1"), a_shift("Eva")),
        WISH,
    ),
    "soft.time.overtime": (
        a_problem(anna("15:00-15:00"), a_shift("Bo", soft_end_s=clock("15:00")), a_shift("Eva")),
        WISH,
    ),
    "soft.continuity.new_face": (faces_or_wishes(), WISH),
    "soft.continuity.never_met": (a_problem(anna(), *BO_OR_EVA, met={"Anna": ["Eva"]}), WISH),
    "soft.continuity.contact": (a_problem(anna(contact="Eva"), *BO_OR_EVA), WISH),
    "soft.preference.carer": (a_problem(anna(contact="Eva"), *BO_OR_EVA), {"soft.continuity.contact": 8}),
    "soft.preference.shift": (a_problem(anna(), a_shift("Bo", wish=-1), a_shift("Eva")), WISH),
    "soft.skill.spare": (a_problem(anna(), a_shift("Bo", skills=skills(["insulin"])), a_shift("Eva")), WISH),
    "soft.fair.load": (
        a_problem(
            anna("08:00-08:00", name="Anna.1", minutes=120), anna("12:00-12:00", name="Anna.2", minutes=120), *BO_OR_EVA
        ),
        WISH,
    ),
    "soft.fair.unsocial": (
        a_problem(
            anna("15:00-15:00", name="Anna.1"),
            anna("15:00+1-15:00+1", name="Anna.2"),
            *(a_shift(name, at) for name, at in EVENINGS),
        ),
        WISH,
    ),
    "soft.shift.opened": (faces_or_wishes(), WISH),
    "soft.cost.staff": (
        a_problem(anna(), *BO_OR_EVA, carers={"Bo": {"rate_ore_min": 500}, "Eva": {"rate_ore_min": 200}}),
        WISH,
    ),
    "soft.plan.changed": (
        replace(a_problem(anna(), *BO_OR_EVA), baseline=a_plan({"Eva": ["Anna 08:00"]})),
        WISH,
    ),
    "soft.visit.optional": (
        a_problem(a_visit("Anna", km=20, is_optional=True), a_shift("Bo")),
        {"soft.travel.minutes": 2},
    ),
    "soft.visit.overlap": (
        a_problem(
            anna("08:00-08:00", name="Anna.1", minutes=60),
            anna("08:30-11:00", "Eva", name="Anna.2", minutes=30),
            a_shift("Bo"),
            a_shift("Eva", "08:30-09:00"),
        ),
        WISH,
    ),
    "soft.risk.shift_end": (
        a_problem(anna("15:00-15:00", priority=1), a_shift("Bo", "07:00-15:45"), a_shift("Eva")),
        WISH,
    ),
}


TOLD = {"soft.plan.changed": 8}
"""The plan that breaks the rule has been told to everybody."""
CASES |= {
    case.constraint_id: (replace(case.problem, baseline=case.plan), TOLD)
    for path in case_files()
    for case in read_cases(path)
    if case.is_mended
}


def units(constraint_id: str, weights: Weights) -> int:
    """What is left of the rule in the plan for these weights."""
    problem, _ = CASES[constraint_id]
    outcome = InHouse().solve(problem, weights, Limits(seconds=None, iterations=1500, seed=1))
    c = columns(problem)
    assert (
        len(outcome.plan.served()) == len([v for v in problem.visits if not v.is_optional])
        or problem.visits[0].is_optional
    )
    return score_sheet(c, timetable(c, outcome.plan), weights).row(constraint_id).units


@pytest.mark.parametrize("constraint_id", CASES)
def test_a_plan_follows_the_weight(constraint_id: str) -> None:
    rule, (_, pull) = BY_ID[constraint_id], CASES[constraint_id]
    others = dict.fromkeys(SOFT, 0) | pull
    without = Weights(others | {constraint_id: 0}, {}, {}, frozenset({constraint_id}))
    with_much = Weights(others | {constraint_id: rule.limits.most}, {}, {})
    assert units(constraint_id, with_much) < units(constraint_id, without)


@pytest.mark.parametrize("constraint_id", [name for name in CASES if BY_ID[name].level is Level.SOFT])
def test_a_soft_weight_of_nothing_is_as_good_as_switched_off(constraint_id: str) -> None:
    _, pull = CASES[constraint_id]
    nothing = dict.fromkeys(SOFT, 0) | pull | {constraint_id: 0}
    assert units(constraint_id, Weights(nothing, {}, {})) > 0


def test_there_is_a_case_for_every_weight_but_those_of_shifts_as_they_were_given() -> None:
    assert set(CASES) == {rule.id for rule in CATALOGUE if not rule.is_system and not rule.of_shifts}
    assert {rule.id for rule in CATALOGUE if rule.of_shifts} == {
        "hard.employee.rest", "hard.employee.hours", "hard.vehicle.fit", "hard.vehicle.capacity"
    }  # fmt: skip
