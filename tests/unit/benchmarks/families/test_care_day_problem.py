"""Our own day as a problem of ours: the catalogue and the day's scorer say the same of a plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.constraints.scoring import score_sheet
from services.problem import Plan, StopKind
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.solvers.in_house import InHouse
from services.solvers.port import Limits
from tests.benchmarks.families.care_day import Day
from tests.benchmarks.families.care_day_making import made
from tests.benchmarks.families.care_day_problem import TRAVEL_WEIGHT, WEIGHTS, as_plan, as_problem
from tests.benchmarks.families.care_day_score import score


@pytest.fixture(scope="module")
def solved() -> tuple[Day, Plan]:
    day, _ = made(40, 6, 1)
    return day, InHouse().solve(as_problem(day), WEIGHTS, Limits(seconds=None, iterations=300)).plan


def counted(day: Day, plan: Plan) -> tuple[int, int, int]:
    c = columns(as_problem(day))
    found = score_sheet(c, timetable(c, plan), WEIGHTS).score
    return found.hard, found.medium, found.soft


def test_our_plan_is_worth_to_the_scorer_what_it_is_to_us(solved: tuple[Day, Plan]) -> None:
    day, plan = solved
    verdict = score(day, as_plan(day, plan))
    assert (verdict.left_out, verdict.faults) == (0, ())
    assert counted(day, plan) == (0, 0, TRAVEL_WEIGHT * verdict.travel)


@pytest.mark.parametrize(
    ("kind", "seconds", "said"),
    [
        (StopKind.BREAK, 4 * 3600, "outside its time"),
        (StopKind.VISIT, -8 * 3600, "outside"),
    ],
)
def test_what_the_scorer_finds_broken_we_find_broken(
    solved: tuple[Day, Plan], kind: StopKind, seconds: int, said: str
) -> None:
    day, plan = solved
    first = plan.routes[0]
    at = next(k for k, stop in enumerate(first.stops) if stop.kind is kind)
    moved = replace(first.stops[at], start_s=first.stops[at].start_s + seconds)
    broken = Plan((replace(first, stops=(*first.stops[:at], moved, *first.stops[at + 1 :])), *plan.routes[1:]))
    assert any(said in fault for fault in score(day, as_plan(day, broken)).faults)
    assert counted(day, broken)[0] > 0


def test_who_is_left_out_counts_above_travel_with_both(solved: tuple[Day, Plan]) -> None:
    day, plan = solved
    empty = Plan(plan.routes[1:])
    whole, fewer = score(day, as_plan(day, plan)), score(day, as_plan(day, empty))
    assert fewer.objective > whole.objective
    assert counted(day, empty)[1] > counted(day, plan)[1] == 0
