"""What a planner is promised when not everything may change: history stays, carers stay, what is served stays."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.constraints.kind import DEFAULT_WEIGHTS, Level, Score, Weights
from services.constraints.scoring import score_sheet
from services.problem import Plan, Problem, StopKind
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.solvers.freedom import Freedom, MayChange
from services.solvers.in_house import InHouse
from services.solvers.port import Limits, Outcome
from tests.builders import a_plan, a_problem, a_shift, a_visit, clock
from tests.examples import examples
from tests.strategies import a_random_plan, a_random_problem, random_weights

EVERY = examples(40)


def solve(problem: Problem, freedom: Freedom, weights: Weights = DEFAULT_WEIGHTS, iterations: int = 300) -> Outcome:
    return InHouse().solve(problem, weights, Limits(None, iterations, freedom=freedom))


def scored(problem: Problem, plan: Plan, weights: Weights = DEFAULT_WEIGHTS) -> Score:
    c = columns(problem)
    return score_sheet(c, timetable(c, plan), weights).score


def placed(plan: Plan) -> dict[str, tuple[str, int]]:
    return {stop.id: (shift_id, stop.start_s) for shift_id, stop in plan.visit_stops()}


def carers(problem: Problem, plan: Plan) -> dict[str, str]:
    carer = {shift.id: shift.carer_id for shift in problem.shifts}
    return {stop.id: carer[shift_id] for shift_id, stop in plan.visit_stops()}


def pinned(problem: Problem) -> set[str]:
    """Visits a planner has said carer and start of: that holds whatever the moment."""
    return {visit.id for visit in problem.visits if visit.pin is not None}


def a_start(rng: Random) -> Problem:
    """A random problem that brings a plan along: a good one, the same with holes, or one thrown together."""
    problem = a_random_problem(rng)
    is_thrown = rng.random() < 0.4
    plan = a_random_plan(rng, problem) if is_thrown else solve(problem, Freedom(), iterations=100).plan
    if rng.random() < 0.5:
        kept = {v.id for v in problem.visits if rng.random() < 0.7}
        plan = Plan(tuple(replace(r, stops=tuple(s for s in r.stops if s.kind is StopKind.BREAK or s.id in kept))
                          for r in plan.routes))  # fmt: skip
    return replace(problem, given=plan, baseline=plan if rng.random() < 0.5 else None)


def a_moment(rng: Random, problem: Problem) -> int:
    first, last = min(s.start_s for s in problem.shifts), max(s.end_s for s in problem.shifts)
    return rng.randint(first, last)


@given(st.integers(0, 2**32))
@EVERY
def test_what_begins_before_the_moment_stays_exactly_as_it_is(seed: int) -> None:
    rng = Random(seed)
    problem = a_start(rng)
    assert problem.given is not None
    now_s = a_moment(rng, problem)
    after = placed(solve(problem, Freedom(frozen_until_s=now_s), random_weights(rng, problem)).plan)
    before = placed(problem.given)
    for visit_id, (shift_id, start_s) in before.items():
        if start_s < now_s:
            assert after.get(visit_id) == (shift_id, start_s)
    for visit_id, (_, start_s) in after.items():
        assert start_s >= now_s or visit_id in before or visit_id in pinned(problem)


@given(st.integers(0, 2**32))
@EVERY
def test_nobody_sets_out_for_anything_new_before_the_moment(seed: int) -> None:
    rng = Random(seed)
    problem = a_start(rng)
    assert problem.given is not None
    now_s = a_moment(rng, problem)
    plan = solve(problem, Freedom(frozen_until_s=now_s)).plan
    before, c = placed(problem.given), columns(problem)
    for route in plan.routes:
        row = c.shift_index[route.shift_id]
        here = int(c.shift_start_place[row])
        for stop in route.stops:
            if stop.kind is StopKind.VISIT:
                there = int(c.visit_place[c.visit_index[stop.id]])
                if before.get(stop.id, ("", 0))[0] != route.shift_id and stop.id not in pinned(problem):
                    assert stop.start_s - int(c.travel_s[c.shift_mode[row], here, there]) >= now_s
                here = there


@given(st.integers(0, 2**32))
@EVERY
def test_no_served_visit_changes_its_carer_when_carers_are_kept(seed: int) -> None:
    rng = Random(seed)
    problem = a_start(rng)
    assert problem.given is not None
    pins = {v.id: v.pin for v in problem.visits if v.pin is not None}
    before = carers(problem, problem.given)
    after = carers(problem, solve(problem, Freedom(MayChange.KEEP_CARERS), random_weights(rng, problem)).plan)
    assert all(after[v] == who for v, who in before.items() if v in after and v not in pins)


@given(st.integers(0, 2**32))
@EVERY
def test_nothing_served_changes_when_only_the_unplanned_may(seed: int) -> None:
    rng = Random(seed)
    problem = a_start(rng)
    assert problem.given is not None
    before, after = placed(problem.given), placed(solve(problem, Freedom(MayChange.ONLY_UNPLANNED)).plan)
    assert {visit_id: after.get(visit_id) for visit_id in before} == before


@given(st.integers(0, 2**32), st.sampled_from(MayChange), st.booleans())
@EVERY
def test_no_plan_is_worse_than_the_one_it_was_begun_from_and_its_score_is_the_catalogues(
    seed: int, may_change: MayChange, is_late: bool
) -> None:
    rng = Random(seed)
    problem = a_start(rng)
    assert problem.given is not None
    weights = random_weights(rng, problem)
    freedom = Freedom(may_change, a_moment(rng, problem) if is_late else None)
    outcome = solve(problem, freedom, weights, iterations=60)
    assert outcome.score == scored(problem, outcome.plan, weights)
    assert outcome.score <= scored(problem, problem.given, weights)


def test_progress_never_falls_behind_the_plan_that_was_given() -> None:
    problem = a_problem(*[a_visit(f"K{i}", minutes=45, km=i) for i in range(6)], a_shift("Bo"), a_shift("Eva"))
    best = solve(problem, Freedom(), iterations=3000)
    told: list[Score] = []
    begun = replace(problem, given=best.plan)
    InHouse().solve(begun, DEFAULT_WEIGHTS, Limits(None, 2000), lambda progress: told.append(progress.score))
    assert told
    assert max(told) <= best.score


def test_a_carer_on_the_way_arrives_where_she_was_going() -> None:
    """Bo has left for Anna at ten; a better place for Anna elsewhere comes too late."""
    visits = [a_visit("Olle", "08:00-09:00", minutes=30, km=1), a_visit("Anna", "10:00-11:00", minutes=30, km=20)]
    near = a_shift("Eva", "09:30-16:00", km=20, home_km=20)
    plan = a_plan({"Bo": ["Olle 08:15", "Anna 10:10"]})
    problem = replace(a_problem(*visits, a_shift("Bo"), near), given=plan)
    gone = Freedom(frozen_until_s=clock("09:51:01"))  # nineteen kilometres, a minute each
    assert placed(solve(problem, gone).plan)["Anna"] == ("Bo", clock("10:10"))
    assert placed(solve(problem, Freedom()).plan)["Anna"][0] == "Eva"
    assert placed(solve(problem, Freedom(frozen_until_s=clock("08:31"))).plan)["Anna"][0] == "Eva"


def test_a_carer_idle_all_morning_may_help_in_the_afternoon_though_lunch_is_over() -> None:
    problem = a_problem(a_visit("Anna", "14:00-15:00"), a_shift("Bo", "07:00-16:00", breaks=["11:00-12:00 30"]))
    outcome = solve(replace(problem, given=Plan()), Freedom(frozen_until_s=clock("13:30")))
    assert outcome.plan.served() == {"Anna"}
    assert outcome.score.hard == 0


def test_a_route_nobody_changes_keeps_the_hours_its_carer_was_told() -> None:
    """Bo's visits could start earlier; only Eva's round needs mending, so only hers is timed anew."""
    visits = [a_visit("Olle", "08:00-11:00", minutes=30), a_visit("Anna", "08:00-12:00", minutes=30)]
    late = a_plan({"Bo": ["Olle 10:20", "Anna 11:25"]})
    problem = replace(a_problem(*visits, a_visit("Kim", "13:00-15:00"), a_shift("Bo"), a_shift("Eva", "13:00-16:00")),
                      given=late, baseline=late)  # fmt: skip
    mended = placed(solve(problem, Freedom(frozen_until_s=clock("07:30"))).plan)
    assert (mended["Olle"], mended["Anna"]) == (("Bo", clock("10:20")), ("Bo", clock("11:25")))
    assert mended["Kim"][0] == "Eva"


@given(st.integers(0, 2**32))
@EVERY
def test_only_routes_that_change_or_hang_on_others_are_timed_anew(seed: int) -> None:
    rng = Random(seed)
    problem = a_start(rng)
    starts = [stop.start_s for _, stop in (problem.given or Plan()).visit_stops()]
    moment = rng.choice(starts or [0])
    before = {route.shift_id: route for route in (problem.given or Plan()).routes}
    outcome = solve(problem, Freedom(frozen_until_s=moment))
    tied = {id_ for v in problem.visits if v.group_id or v.after for id_ in (v.id, *(a.visit_id for a in v.after))}
    c = columns(problem)
    broken = {int(row) for each in score_sheet(c, timetable(c, problem.given or Plan())).rows
              if each.constraint.level is Level.HARD for row in each.matches.shift}  # fmt: skip
    for route in outcome.plan.routes:
        was, ids = before.get(route.shift_id), [s.id for s in route.stops if s.kind is StopKind.VISIT]
        if was is None or tied & set(ids) or c.shift_index[route.shift_id] in broken:
            continue
        if ids == [s.id for s in was.stops if s.kind is StopKind.VISIT]:
            assert route.stops == was.stops


@given(st.integers(0, 2**32))
@EVERY
def test_a_visit_planned_for_the_later_moment_or_after_it_stays_where_it_is(seed: int) -> None:
    rng = Random(seed)
    problem = a_start(rng)
    before = placed(problem.given or Plan())
    later = rng.choice([start_s for _, start_s in before.values()] or [0])
    until = rng.choice([None, min(shift.start_s for shift in problem.shifts)])
    outcome = solve(problem, Freedom(frozen_until_s=until if until is None else min(until, later), frozen_from_s=later))
    after = placed(outcome.plan)
    assert all(after.get(visit) == where for visit, where in before.items() if where[1] >= later)
    assert outcome.score == scored(problem, outcome.plan)
    assert outcome.score <= scored(problem, problem.given or Plan())


def test_a_high_weight_of_changes_keeps_every_carer_of_the_plan_before() -> None:
    visits = [a_visit(f"K{i}", minutes=30, km=i) for i in range(6)]
    problem = a_problem(*visits, a_shift("Bo"), a_shift("Eva"))
    thrown = a_plan({"Bo": ["K0 08:00", "K2 09:30", "K4 11:00"], "Eva": ["K1 08:00", "K3 09:30", "K5 11:00"]})
    begun = replace(problem, given=thrown, baseline=thrown)
    before = carers(problem, thrown)
    still = solve(begun, Freedom(), Weights({"soft.plan.changed": 1000}, {}, {}), 2000)
    moved = solve(begun, Freedom(), Weights({"soft.plan.changed": 0}, {}, {}), 2000)
    assert carers(problem, still.plan) == before
    assert carers(problem, moved.plan) != before


def test_a_moment_before_all_time_is_refused() -> None:
    with pytest.raises(ValueError, match="frozen_until_s"):
        Freedom(frozen_until_s=-1)
