"""Who may trade with whom: what is offered is allowed, its price is the plan's, and nothing else is offered."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from services.constraints.kind import DEFAULT_WEIGHTS
from services.editing.judging import judge
from services.editing.offering import bench_of
from services.editing.proposing import propose
from services.editing.trading import replacements, swaps
from services.editing.views import ReplaceCarer, Swap
from services.planning.overlay import Overlay
from services.problem import Skill
from services.problem.columns import columns
from tests.builders import a_plan, a_problem, a_shift, a_visit
from tests.strategies import a_random_plan, a_random_problem, random_weights

PROBLEM = a_problem(
    a_visit("Anna", "08:00-09:00", 30, km=5), a_visit("Olle", "08:00-09:00", 30, km=20),
    a_visit("Siv", "08:00-09:00", 30, skills=(("insulin", 1),)),
    a_shift("Bo"), a_shift("Eva"), a_shift("Cia", skills=(Skill("insulin"),)),
)  # fmt: skip
PLAN = a_plan({"Bo": ["Anna 08:00"], "Eva": ["Olle 08:30"], "Cia": ["Siv 08:00"]})


def test_visits_of_the_day_that_may_trade_places_are_offered() -> None:
    bench = bench_of(columns(PROBLEM), PLAN, DEFAULT_WEIGHTS)
    row = bench.now.columns.visit_index["Anna"]
    assert [trade.wish for trade in swaps(bench, row)] == [Swap("Anna", "Olle")]


def test_a_whole_shift_goes_to_who_may_make_all_of_it() -> None:
    bench = bench_of(columns(PROBLEM), PLAN, DEFAULT_WEIGHTS)
    shift = bench.now.columns.shift_index
    assert [trade.wish for trade in replacements(bench, shift["Bo"])] == [ReplaceCarer("Bo", "Eva")]
    assert replacements(bench, shift["Cia"]) == []


def test_nobody_swaps_what_nobody_makes() -> None:
    bench = bench_of(columns(PROBLEM), a_plan({"Bo": ["Anna 08:00"]}), DEFAULT_WEIGHTS)
    assert swaps(bench, bench.now.columns.visit_index["Olle"]) == []
    assert replacements(bench, bench.now.columns.shift_index["Eva"]) == []


@given(st.randoms(use_true_random=False))
def test_every_offered_trade_is_judged_just_so(rng: Random) -> None:
    problem = a_random_problem(rng)
    c = columns(problem)
    bench = bench_of(c, a_random_plan(rng, problem), random_weights(rng, problem))
    offered = [trade for v in range(len(c.visit_client))[:3] for trade in swaps(bench, v)]
    offered += [trade for shift in range(len(c.shift_carer))[:3] for trade in replacements(bench, shift)]
    for trade in offered[:6]:
        verdict = judge(bench, propose(bench, Overlay(), trade.wish)).verdict
        assert verdict.is_allowed
        assert verdict.change == trade.change
