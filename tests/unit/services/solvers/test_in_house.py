"""What the built-in solver promises a planner, one small problem per promise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

import services.solvers.in_house as room
from services.constraints.kind import DEFAULT_WEIGHTS, Weights
from services.constraints.scoring import score_sheet
from services.engine.layout import KIND, State
from services.problem import Plan, Problem, StopKind, Vehicle
from services.problem.columns import Columns, columns
from services.problem.timetable import timetable
from services.solvers.extract import best_plan
from services.solvers.in_house import InHouse, kernel_score
from services.solvers.judged import as_barred, as_judged
from services.solvers.lowering import lower
from services.solvers.port import Limits, Outcome
from services.solvers.reach import reach
from tests.builders import a_plan, a_problem, a_shift, a_visit, after, clock, pinned, skills
from tests.strategies import a_random_problem, random_weights, with_limits

QUICK = Limits(seconds=None, iterations=2000, seed=1)

PARTS = 6
"""The random problems are shared out so that both cores have some."""


def solve(problem: Problem, weights: Weights = DEFAULT_WEIGHTS, limits: Limits = QUICK) -> Outcome:
    return InHouse().solve(problem, weights, limits)


def starts(plan: Plan) -> dict[str, tuple[str, int]]:
    return {stop.id: (shift_id, stop.start_s) for shift_id, stop in plan.visit_stops()}


def test_everyone_is_visited_when_there_is_time() -> None:
    outcome = solve(a_problem(*[a_visit(f"K{i}", minutes=45, km=i) for i in range(6)], a_shift("Bo")))
    assert len(outcome.plan.served()) == 6
    assert (outcome.score.hard, outcome.score.medium) == (0, 0)


def test_the_visit_of_higher_priority_is_served_when_only_one_fits() -> None:
    first = a_visit("Anna", "08:00-08:00", minutes=60, priority=9)
    second = a_visit("Olle", "08:30-08:30", minutes=60, priority=1)
    assert solve(a_problem(first, second, a_shift("Bo"))).plan.served() == {"Olle"}


def test_an_optional_visit_gives_way_to_a_mandatory_one() -> None:
    must = a_visit("Anna", "08:00-08:00", minutes=60, priority=10)
    may = a_visit("Olle", "08:30-08:30", minutes=60, priority=1, is_optional=True)
    assert solve(a_problem(must, may, a_shift("Bo"))).plan.served() == {"Anna"}


def test_members_of_a_group_start_together_on_different_carers() -> None:
    pair = [a_visit("Anna.1", "08:00-10:00"), a_visit("Anna.2", "08:30-11:00")]
    problem = a_problem(*pair, a_shift("Bo"), a_shift("Eva"), groups=[["Anna.1", "Anna.2"]])
    placed = starts(solve(problem).plan)
    assert placed["Anna.1"][1] == placed["Anna.2"][1]
    assert placed["Anna.1"][0] != placed["Anna.2"][0]


def test_a_group_finds_two_of_many_carers_who_are_all_free_and_all_alike() -> None:
    pair = [a_visit("Anna.1", "08:00-10:00"), a_visit("Anna.2", "08:30-11:00")]
    alike = [a_shift(name) for name in ("Bo", "Eva", "Ida", "Kim")]
    assert len(solve(a_problem(*pair, *alike, groups=[["Anna.1", "Anna.2"]])).plan.served()) == 2


def test_shifts_are_of_one_kind_only_if_nothing_but_their_carers_differs() -> None:
    shifts = [
        a_shift("Bo", breaks=["11:00-13:00 30"]), a_shift("Eva", breaks=["11:00-13:00 30"]),
        a_shift("Ida", breaks=["11:00-13:00 45"]), a_shift("Kim"), a_shift("Per", "07:00-15:00"), a_shift("Ali", km=3),
    ]  # fmt: skip
    c = columns(a_problem(a_visit("Anna"), *shifts))
    kinds = lower(c, reach(c), DEFAULT_WEIGHTS).shift[:, KIND]
    assert kinds[0] == kinds[1]
    assert len(set(kinds)) == 5


def test_a_group_is_left_whole_when_one_member_finds_nobody() -> None:
    pair = [a_visit("Anna.1", "08:00-10:00"), a_visit("Anna.2", "08:30-11:00")]
    assert not solve(a_problem(*pair, a_shift("Bo"), groups=[["Anna.1", "Anna.2"]])).plan.served()


def test_a_dependent_visit_waits_out_the_delay_also_on_another_carer() -> None:
    breakfast = a_visit("Anna.breakfast", "07:00-08:00", minutes=30)
    lunch = a_visit("Anna.lunch", "07:00-15:00", minutes=30, after=(after("Anna.breakfast 210"),), pool=("Eva",))
    placed = starts(solve(a_problem(breakfast, lunch, a_shift("Bo"), a_shift("Eva"))).plan)
    assert placed["Anna.lunch"][1] >= placed["Anna.breakfast"][1] + (30 + 210) * 60


def test_a_dependent_visit_is_not_served_without_the_one_before() -> None:
    impossible = a_visit("Anna.breakfast", "05:00-06:00")
    lunch = a_visit("Anna.lunch", "11:00-13:00", after=(after("Anna.breakfast 0"),))
    assert not solve(a_problem(impossible, lunch, a_shift("Bo"))).plan.served()


def test_breaks_are_taken_in_their_windows_and_only_in_used_shifts() -> None:
    shift = a_shift("Bo", breaks=["10:00-12:00 30", "13:00-15:00 15"])
    idle = a_shift("Eva", "07:00-16:00", breaks=["11:00-13:00 30"])
    visits = [a_visit(f"K{i}", minutes=60, km=1, pool=("Bo",)) for i in range(6)]
    outcome = solve(a_problem(*visits, shift, idle))
    rests = [s for r in outcome.plan.routes for s in r.stops if s.kind is StopKind.BREAK]
    assert outcome.score.hard == 0
    assert [r.shift_id for r in outcome.plan.routes] == ["Bo"]
    assert len(rests) == 2
    assert clock("10:00") <= rests[0].start_s <= clock("11:30")


def test_skills_pools_and_refusals_are_kept() -> None:
    visit = a_visit("Anna", skills=(("insulin", 2),), prohibited=("Cia",))
    carers = [
        a_shift("Bo", skills=skills(["insulin"])),
        a_shift("Cia", skills=skills(["insulin:2"])),
        a_shift("Eva", skills=skills(["insulin:3"])),
    ]
    assert starts(solve(a_problem(visit, *carers)).plan)["Anna"][0] == "Eva"


def test_a_preferred_window_is_taken_when_it_costs_nothing() -> None:
    visit = a_visit("Anna", ["08:00-09:00", "13:00-14:00 +5"])
    assert starts(solve(a_problem(visit, a_shift("Bo", "12:00-16:00"), a_shift("Eva"))).plan)["Anna"][1] >= clock(
        "13:00"
    )


def test_one_carer_per_client_is_worth_a_detour_only_as_far_as_its_weight_says() -> None:
    visits = [a_visit("Anna.am", "08:00-08:30", km=2), a_visit("Anna.pm", "13:00-13:30", km=2)]
    others = [a_visit("Olle.am", "08:00-08:30", km=4), a_visit("Olle.pm", "13:00-13:30", km=4)]
    problem = a_problem(*visits, *others, a_shift("Bo"), a_shift("Eva"))
    placed = starts(solve(problem).plan)
    assert placed["Anna.am"][0] == placed["Anna.pm"][0]
    assert placed["Olle.am"][0] == placed["Olle.pm"][0]


def test_a_pinned_visit_stays_even_where_it_breaks_its_window() -> None:
    visit = a_visit("Anna", "08:00-09:00", pin=pinned("Eva 10:00"))
    other = a_visit("Olle", "07:00-12:00")
    outcome = solve(a_problem(visit, other, a_shift("Bo"), a_shift("Eva")))
    assert starts(outcome.plan)["Anna"] == ("Eva", clock("10:00"))
    assert outcome.score.hard == 60
    assert "Olle" in outcome.plan.served()


def test_a_break_is_not_squeezed_in_before_a_pinned_visit_that_comes_earlier() -> None:
    first = a_visit("Anna.1", "09:30-10:00", minutes=55, km=1, pin=pinned("Bo 09:35"))
    second = a_visit("Anna.2", "10:30-10:45", minutes=105, km=1)
    outcome = solve(a_problem(first, second, a_shift("Bo", "07:00-14:00", breaks=["11:00-13:30 30"])))
    (route,) = outcome.plan.routes
    assert outcome.score.hard == 0
    assert [stop.start_s for stop in route.stops] == sorted(stop.start_s for stop in route.stops)
    assert len(outcome.plan.served()) == 2


def test_a_given_plan_that_breaks_rules_is_improved_not_refused() -> None:
    problem = a_problem(
        a_visit("Anna", "08:00-09:00", km=3), a_visit("Olle", "08:00-09:00", km=9), a_shift("Bo"), a_shift("Eva")
    )
    hurried = a_plan({"Bo": ["Anna 08:10", "Olle 08:40"]})  # six minutes to drive, none left
    outcome = solve(replace(problem, given=hurried))
    assert outcome.score.hard == 0
    assert len(outcome.plan.served()) == 2


def test_a_leg_longer_than_the_shift_allows_is_never_driven() -> None:
    far, near = a_visit("Anna", km=20), a_visit("Olle", km=5)
    outcome = solve(a_problem(far, near, a_shift("Bo", max_leg_s=600)))
    assert outcome.plan.served() == {"Olle"}


def test_what_must_follow_soon_does_so_though_later_is_preferred() -> None:
    dressing = a_visit("Anna.2", ["08:00-13:59", "14:00-15:00 +5"], after=(after("Anna.1 0-60"),))
    problem = a_problem(a_visit("Anna.1", "08:00-10:00"), dressing, a_shift("Bo"), a_shift("Eva"))
    found = starts(solve(problem).plan)
    assert 0 <= found["Anna.2"][1] - found["Anna.1"][1] - 1800 <= 3600


def test_what_cannot_follow_soon_is_not_made() -> None:
    late = a_visit("Anna.2", "14:00-15:00", after=(after("Anna.1 0-60"),))
    outcome = solve(a_problem(a_visit("Anna.1", "08:00-10:00"), late, a_shift("Bo"), a_shift("Eva")))
    assert outcome.plan.served() == {"Anna.1"}


def test_a_vehicle_brings_along_what_it_carries_and_no_more() -> None:
    meals = [a_visit(f"K{i}", minutes=10, load=5) for i in range(5)]
    carts = (Vehicle("cart", "cart", load=10), Vehicle("bike", "bike", load=5))
    outcome = solve(
        a_problem(*meals, a_shift("Bo", vehicle_id="cart"), a_shift("Eva", vehicle_id="bike"), vehicles=carts)
    )
    assert [len(route.stops) for route in outcome.plan.routes] == [2, 1]
    assert outcome.score.hard == 0


def test_work_before_the_soft_end_is_preferred() -> None:
    visit = a_visit("Anna", "15:00-15:00", minutes=50)
    late, early = a_shift("Bo", soft_end_s=clock("15:15")), a_shift("Eva")
    assert starts(solve(a_problem(visit, late, early)).plan)["Anna"][0] == "Eva"


def test_progress_tells_plans_that_never_get_worse() -> None:
    told: list[tuple[int, int, int]] = []
    problem = a_problem(*[a_visit(f"K{i}", minutes=20, km=i % 4) for i in range(12)], a_shift("Bo"), a_shift("Eva"))
    limits = Limits(seconds=1.6, seed=2)
    InHouse().solve(
        problem, DEFAULT_WEIGHTS, limits, lambda p: told.append((p.score.hard, p.score.medium, p.score.soft))
    )
    assert len(told) >= 2
    assert told == sorted(told, reverse=True)


@pytest.mark.parametrize("first", range(PARTS))
def test_kernel_and_catalogue_agree_to_the_point_on_random_problems(
    first: int, monkeypatch: pytest.MonkeyPatch, campaign: Callable[[int, int], int]
) -> None:
    """Every feature is in these problems, and any weights an organisation may choose; the whole campaign has 10,200.

    Hard minutes agree where no visit was given at a start that breaks a rule.
    """
    seen: list[State] = []

    def remembering(c: Columns, state: State) -> Plan:
        seen.append(state)
        return best_plan(c, state)

    monkeypatch.setattr(room, "best_plan", remembering)
    for seed in range(first, PARTS * campaign(40, 1700), PARTS):
        seen.clear()
        problem = a_random_problem(Random(seed))
        problem = with_limits(Random(seed), problem) if seed % 3 == 0 else problem
        weights = random_weights(Random(seed), problem) if seed % 2 else DEFAULT_WEIGHTS
        outcome = solve(problem, weights, Limits(seconds=None, iterations=300, seed=seed))
        c = columns(problem)
        assert outcome.score == score_sheet(c, timetable(c, outcome.plan), weights).score
        judged = as_judged(c, weights)
        model = lower(judged, reach(as_barred(judged, weights)), weights)
        kernel = kernel_score(judged, model, seen[-1])
        found = score_sheet(c, timetable(c, best_plan(c, seen[-1])), weights).score
        assert (kernel.medium, kernel.soft) == (found.medium, found.soft), f"seed {seed}"
        assert outcome.score <= found, f"seed {seed}: the last pass made the plan worse"
        if problem.given is None and not any(v.pin for v in problem.visits):
            assert kernel.hard == outcome.score.hard == model.weights.constant.hard, f"seed {seed}"
