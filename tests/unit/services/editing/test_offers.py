"""Offers keep every rule, and a visit that is moved pushes its neighbours no farther than they must."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.constraints.kind import DEFAULT_WEIGHTS
from services.constraints.scoring import score_sheet
from services.editing.judging import judge
from services.editing.offering import Bench, bench_of, offers
from services.editing.proposing import propose
from services.editing.routes import plan_of
from services.editing.views import Move, Swap, Unassign, Verdict
from services.planning.overlay import Overlay
from services.problem import Plan, Problem
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.words import Language
from tests.builders import a_plan, a_problem, a_shift, a_visit, after, clock, pinned, skills
from tests.strategies import a_random_plan, a_random_problem, random_weights


def a_bench(problem: Problem, plan: Plan) -> Bench:
    return bench_of(columns(problem), plan, DEFAULT_WEIGHTS)


def verdict(bench: Bench, wish: Move | Swap | Unassign) -> Verdict:
    return judge(bench, propose(bench, Overlay(), wish)).verdict


def times(found: Verdict) -> dict[str, int | None]:
    return {each.visit_id: each.start_s for each in found.moved}


@given(st.randoms(use_true_random=False))
def test_an_offer_taken_up_gives_the_score_it_told(rng: Random) -> None:
    problem = a_random_problem(rng)
    weights = random_weights(rng, problem)
    bench = bench_of(columns(problem), a_random_plan(rng, problem), weights)
    v = rng.randrange(len(problem.visits))
    before = bench.now.sheet.score
    for offer in offers(bench, v):
        # What is offered is the best of its places; moving there may find an order that is better still.
        wish = Move(problem.visits[v].id, offer.shift_id, offer.start_s)
        judged = judge(bench, propose(bench, Overlay(), wish))
        c = bench.now.columns
        then = score_sheet(c, timetable(c, plan_of(c, {**bench.now.routes, **judged.routes})), weights).score
        change = judged.verdict.change
        assert (then.hard - before.hard, then.medium - before.medium, then.soft - before.soft) == change.key
        assert judged.verdict.is_allowed
        assert change.key <= offer.change.key


def test_an_offer_between_two_minutes_is_kept_to_the_second() -> None:
    """A way takes seconds too: an offer rounded to the minute would come before the carer does."""
    problem = a_problem(a_visit("Anna", "07:00-09:00", 30, km=1.23), a_shift("Bo", "07:00-16:00"))
    bench = a_bench(problem, Plan())
    (offer,) = offers(bench, 0)
    assert offer.start_s % 60
    assert verdict(bench, Move("Anna", offer.shift_id, offer.start_s)).is_allowed
    assert times(verdict(bench, Move("Anna", offer.shift_id, offer.start_s))) == {"Anna": offer.start_s}


def test_offers_come_cheapest_first_and_leave_full_shifts_out() -> None:
    problem = a_problem(
        a_visit("Anna", "08:00-09:00", 30), a_visit("Olle", "08:00-08:30", 30, km=1),
        a_visit("Siv", "08:00-08:00", 120), a_shift("Bo"), a_shift("Eva", km=1), a_shift("Cia"),
    )  # fmt: skip
    bench = a_bench(problem, a_plan({"Cia": ["Siv 08:00"], "Eva": ["Olle 08:00"]}))
    found = offers(bench, bench.now.columns.visit_index["Anna"])
    assert {offer.carer_id for offer in found} == {"Bo", "Eva"}
    assert [offer.change.key for offer in found] == sorted(offer.change.key for offer in found)


def test_those_before_go_earlier_and_those_after_later() -> None:
    problem = a_problem(
        a_visit("Anna", "07:00-12:00", 30), a_visit("Olle", "08:30-12:00", 30), a_visit("Siv", "07:00-12:00", 60),
        a_shift("Bo"),
    )  # fmt: skip
    bench = a_bench(problem, a_plan({"Bo": ["Anna 08:00", "Olle 08:30"]}))
    found = verdict(bench, Move("Siv", "Bo", clock("08:15")))
    assert found.is_allowed
    assert times(found) == {"Siv": clock("08:15"), "Anna": clock("07:45"), "Olle": clock("09:15")}


def test_a_break_makes_room_for_a_visit() -> None:
    problem = a_problem(
        a_visit("Anna", "11:00-11:30", 30), a_shift("Bo", breaks=["10:00-13:00 30"]), a_visit("Olle", "08:00-08:00", 30)
    )
    bench = a_bench(problem, a_plan({"Bo": ["Olle 08:00", "break 11:15"]}))
    found = verdict(bench, Move("Anna", "Bo", clock("11:00")))
    assert found.is_allowed
    assert found.change.hard == 0


def test_what_others_lean_on_keeps_its_time() -> None:
    problem = a_problem(
        a_visit("Anna.lunch", "08:00-10:00", 30),
        a_visit("Anna.dinner", "08:00-15:00", 30, after=(after("Anna.lunch 60"),)), a_visit("Olle", "08:00-12:00", 30),
        a_shift("Bo"),
    )  # fmt: skip
    bench = a_bench(problem, a_plan({"Bo": ["Anna.lunch 08:00", "Anna.dinner 09:30"]}))
    found = verdict(bench, Move("Olle", "Bo", clock("09:15")))
    assert not found.is_allowed
    assert "Anna.dinner" not in times(found)


def test_a_group_moves_in_time_together_and_leaves_together() -> None:
    problem = a_problem(
        a_visit("Anna.a", "08:00-10:00", 30), a_visit("Anna.b", "08:00-10:00", 30), a_shift("Bo"), a_shift("Eva"),
        a_shift("Cia"), groups=[["Anna.a", "Anna.b"]],
    )  # fmt: skip
    bench = a_bench(problem, a_plan({"Bo": ["Anna.a 08:00"], "Eva": ["Anna.b 08:00"]}))
    moved = verdict(bench, Move("Anna.a", "Cia", clock("09:00")))
    assert moved.is_allowed
    assert times(moved) == {"Anna.a": clock("09:00"), "Anna.b": clock("09:00")}
    assert [each.visit_id for each in moved.partners] == ["Anna.b"]
    assert times(verdict(bench, Unassign("Anna.b"))) == {"Anna.a": None, "Anna.b": None}


def test_a_whole_group_is_offered_with_a_team() -> None:
    problem = a_problem(
        a_visit("Anna.a", "08:00-10:00", 30), a_visit("Anna.b", "08:00-10:00", 30), a_shift("Bo"), a_shift("Eva"),
        groups=[["Anna.a", "Anna.b"]],
    )  # fmt: skip
    bench = a_bench(problem, Plan())
    found = offers(bench, bench.now.columns.visit_index["Anna.a"])
    assert {(offer.shift_id, offer.partners[0].shift_id) for offer in found} == {("Bo", "Eva"), ("Eva", "Bo")}
    assert all(offer.partners[0].start_s == offer.start_s for offer in found)


@pytest.mark.parametrize(
    ("wish", "reason", "helps"),
    [
        (Move("Anna", "Bo", clock("12:00")), "utanför tillåten tid", "På samma pass finns plats"),
        (Move("Siv", "Bo", clock("08:00")), "saknar", "Eva har plats"),
        (Move("Olle", "Eva", clock("09:00")), "låst", "Lås upp besöket först."),
    ],
)
def test_a_refusal_says_which_rule_and_what_helps(wish: Move, reason: str, helps: str) -> None:
    problem = a_problem(
        a_visit("Anna", "08:00-09:00"), a_visit("Siv", "08:00-09:00", skills=(("insulin", 1),)),
        a_visit("Olle", "10:00-11:00", pin=pinned("Bo 10:00")), a_shift("Bo"),
        a_shift("Eva", skills=skills(["insulin"])),
    )  # fmt: skip
    bench = a_bench(problem, a_plan({"Bo": ["Olle 10:00"]}))
    found = verdict(bench, wish)
    assert not found.is_allowed
    assert any(reason in each(Language.SV) for each in found.reasons)
    assert any(helps in each(Language.SV) for each in found.helps)


def test_taking_out_what_others_wait_for_is_refused() -> None:
    problem = a_problem(
        a_visit("Anna.lunch", "08:00-10:00", 30),
        a_visit("Anna.dinner", "08:00-15:00", 30, after=(after("Anna.lunch 60"),)), a_shift("Bo"),
    )  # fmt: skip
    bench = a_bench(problem, a_plan({"Bo": ["Anna.lunch 08:00", "Anna.dinner 12:00"]}))
    found = verdict(bench, Unassign("Anna.lunch"))
    assert not found.is_allowed
    assert found.helps[0].en == "First take out or move the visits that wait for it."


def test_a_plan_that_breaks_rules_keeps_its_breaches_but_gets_no_worse() -> None:
    problem = a_problem(
        a_visit("Anna", "08:00-09:00"), a_visit("Olle", "08:00-09:00"), a_shift("Bo"), a_shift("Eva"),
    )  # fmt: skip
    bench = a_bench(problem, a_plan({"Bo": ["Anna 11:00"]}))
    assert verdict(bench, Move("Olle", "Eva", clock("08:00"))).is_allowed
    assert verdict(bench, Move("Anna", "Eva", clock("10:00"))).is_allowed
    assert not verdict(bench, Move("Anna", "Eva", clock("12:00"))).is_allowed
