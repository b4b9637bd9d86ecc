"""A wish made a ban is kept by construction, a ban made a wish is weighed; a score follows both."""

from __future__ import annotations

import pytest

from services.constraints import BY_ID, CATALOGUE
from services.constraints.kind import Level, Weights
from services.constraints.scoring import score_sheet
from services.problem import Problem
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.solvers.in_house import InHouse
from services.solvers.port import Limits, Outcome
from tests.builders import a_plan, a_problem, a_shift, a_visit

POOL = "hard.carer.pool"
QUICK = Limits(seconds=None, iterations=1000)
NORTH = {"district": "north"}


def solve(problem: Problem, **levels: Level) -> Outcome:
    chosen = {name.replace("__", "."): level for name, level in levels.items()}
    return InHouse().solve(problem, Weights({}, {}, {}, levels=chosen), QUICK)


PROBLEMS = {
    "soft.continuity.contact": a_problem(a_visit("Anna", contact="Eva"), a_shift("Bo")),
    "soft.preference.carer": a_problem(a_visit("Anna", preferred=("Eva",)), a_shift("Bo")),
    "soft.preference.wish": a_problem(a_visit("Anna"), a_shift("Bo"), clients={"Anna": {"wishes": ("fi",)}}),
    "soft.area.outside": a_problem(
        a_visit("Anna"), a_shift("Bo"), clients={"Anna": NORTH}, carers={"Bo": {"district": "south"}}
    ),
}


def test_every_wish_that_may_be_a_ban_can_be_kept_as_one() -> None:
    assert set(PROBLEMS) == {rule.id for rule in CATALOGUE if Level.HARD in rule.may_be}


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_wish_made_a_ban_leaves_the_visit_rather_than_breaking_it(name: str) -> None:
    assert solve(PROBLEMS[name]).plan.served() == {"Anna"}
    banned = solve(PROBLEMS[name], **{name.replace(".", "__"): Level.HARD})
    assert banned.plan.served() == frozenset()
    assert (banned.score.hard, banned.score.medium) == (0, 10_000)


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_plan_that_breaks_such_a_ban_is_scored_hard(name: str) -> None:
    c = columns(PROBLEMS[name])
    t = timetable(c, a_plan({"Bo": ["Anna 08:00"]}))
    sheet = score_sheet(
        c, t, Weights({name: 3}, {}, {("soft.preference.carer", "Anna"): 90}, levels={name: Level.HARD})
    )
    assert sheet.score.hard == 3
    assert sheet.row(name).constraint.level is Level.HARD


def test_a_pool_made_a_wish_is_left_where_it_pays() -> None:
    problem = a_problem(a_visit("Anna", pool=("Eva",)), a_shift("Bo"))
    assert solve(problem).plan.served() == frozenset()
    wished = solve(problem, hard__carer__pool=Level.SOFT)
    assert wished.plan.served() == {"Anna"}
    c = columns(problem)
    row = score_sheet(c, timetable(c, wished.plan), Weights({POOL: 7}, {}, {}, levels={POOL: Level.SOFT})).row(POOL)
    assert row.cost == 7 * 60


def test_a_level_a_rule_cannot_have_changes_nothing() -> None:
    problem = a_problem(a_visit("Anna", km=2), a_shift("Bo"))
    assert solve(problem, soft__travel__minutes=Level.HARD).score == solve(problem).score
    assert solve(problem, hard__skill__required=Level.SOFT).score == solve(problem).score
    assert BY_ID["hard.skill.required"].levels == {Level.HARD}
