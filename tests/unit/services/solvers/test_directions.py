"""Every weight moves the plan: solved at weight 0 and at its greatest, there is less of what the rule counts.

The cases are small random problems, each named by its seed, in which the rule's wish and the rest pull apart.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from services.constraints import BY_ID, CATALOGUE
from services.constraints.kind import DEFAULT_WEIGHTS, Level, Score
from services.constraints.scoring import score_sheet
from services.problem import Problem
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.solvers.in_house import InHouse
from services.solvers.port import Limits
from tests.strategies import a_random_problem
from tests.unit.services.constraints.cases import case_files, read_cases

LIMITS = Limits(seconds=None, iterations=1500)
SEEDS = {
    "medium.visit.skipped_week": 305,
    "soft.travel.minutes": 0,
    "soft.travel.distance": 1,
    "soft.time.waiting": 58,
    "soft.time.preferred": 22,
    "soft.time.same_hour": 1,
    "soft.time.earliest_day": 160,
    "soft.time.overtime": 303,
    "soft.continuity.new_face": 194,
    "soft.continuity.never_met": 58,
    "soft.continuity.contact": 232,
    "soft.preference.carer": 58,
    "soft.preference.wish": 58,
    "soft.preference.shift": 78,
    "soft.skill.spare": 22,
    "soft.fair.load": 58,
    "soft.fair.unsocial": 182,
    "soft.shift.opened": 58,
    "soft.cost.staff": 1,
    "soft.area.outside": 78,
    "soft.plan.changed": 206,
    "soft.visit.optional": 150,
    "soft.visit.overlap": 5067,
    "soft.risk.shift_end": 141,
}


def test_every_rule_with_a_weight_to_turn_has_its_case() -> None:
    turned = {r.id for r in CATALOGUE if not r.is_system and r.level is not Level.HARD and not r.of_shifts}
    told_by_its_own_cases = {case.constraint_id for path in case_files() for case in read_cases(path) if case.is_mended}
    assert set(SEEDS) | told_by_its_own_cases == turned


@pytest.mark.parametrize("rule_id", SEEDS)
def test_a_greater_weight_moves_the_plan_in_its_direction(rule_id: str) -> None:
    rule, problem = BY_ID[rule_id], a_random_problem(Random(SEEDS[rule_id]))
    few, without = solved(problem, rule_id, rule.limits.most)
    many, score = solved(problem, rule_id, rule.limits.least)
    assert few < many
    assert without.hard == score.hard


def solved(problem: Problem, rule_id: str, weight: int) -> tuple[int, Score]:
    """How much the rule counts in the plan found at this weight, and its score."""
    weights = replace(DEFAULT_WEIGHTS, organization={rule_id: weight})
    outcome = InHouse().solve(problem, weights, LIMITS)
    c = columns(problem)
    return score_sheet(c, timetable(c, outcome.plan), weights).row(rule_id).units, outcome.score
