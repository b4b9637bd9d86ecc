"""Accepting a part of what another plan does differently: what comes along, what is refused, what it costs."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from services.comparing import Change, PartKind, accept, differences, parts
from services.constraints.kind import DEFAULT_WEIGHTS, Level
from services.constraints.scoring import ScoreSheet, score_sheet
from services.problem import Plan, Problem
from services.problem.columns import columns
from services.problem.timetable import timetable
from tests.builders import a_plan, a_problem, a_shift, a_visit, after
from tests.examples import examples
from tests.strategies import a_random_plan, a_random_problem, random_weights

LUNCH = ("11:00-13:00 30",)


def scored(problem: Problem, plan: Plan) -> ScoreSheet:
    c = columns(problem)
    return score_sheet(c, timetable(c, plan), DEFAULT_WEIGHTS)


def keys(problem: Problem, a: Plan, b: Plan) -> frozenset[str]:
    return frozenset(difference.key for difference in differences(columns(problem), a, b))


def starts(plan: Plan) -> dict[str, tuple[str, int]]:
    return {stop.id: (shift, stop.start_s) for shift, stop in plan.visit_stops()}


TWO = a_problem(
    a_visit("Anna", "08:00-12:00", km=5), a_visit("Olle", "08:00-12:00", km=5), a_visit("Siv", "08:00-12:00", km=5),
    a_shift("Bo", "07:00-13:00"), a_shift("Eva", "07:00-13:00"),
)  # fmt: skip
MINE = a_plan({"Bo": ["Anna 08:00", "Olle 09:00"], "Eva": ["Siv 08:00"]})
THEIRS = a_plan({"Bo": ["Anna 08:00"], "Eva": ["Olle 08:00", "Siv 09:00"]})


def test_every_difference_is_told_with_where_it_was_and_where_it_goes() -> None:
    found = {each.key: each for each in differences(columns(TWO), MINE, THEIRS)}
    assert {key: each.change for key, each in found.items()} == {"Olle": Change.CARER, "Siv": Change.TIME}
    olle = found["Olle"]
    assert olle.was is not None
    assert olle.becomes is not None
    assert (olle.was.carer_id, olle.becomes.carer_id, olle.moved_s) == ("Bo", "Eva", -3600)


def test_visits_planned_and_left_out_and_breaks_alone_are_differences_too() -> None:
    problem = a_problem(a_visit("Anna"), a_visit("Olle"), a_visit("Siv"), a_shift("Bo", breaks=LUNCH), a_shift("Eva"))
    a = a_plan({"Bo": ["Anna 08:00", "break 11:00"], "Eva": ["Olle 08:00"]})
    b = a_plan({"Bo": ["Anna 08:00", "break 12:00"], "Eva": ["Siv 08:00"]})
    found = {each.key: each.change for each in differences(columns(problem), a, b)}
    assert found == {"Olle": Change.UNPLANNED, "Siv": Change.PLANNED, "rests:Bo": Change.RESTS}


def test_a_difference_between_two_carers_stands_with_both() -> None:
    found = differences(columns(TWO), MINE, THEIRS)
    by_carer = {part.id: part.keys for part in parts(TWO, found, PartKind.CARER)}
    assert by_carer == {"Bo": {"Olle"}, "Eva": {"Olle", "Siv"}}
    assert [part.id for part in parts(TWO, found, PartKind.DAY)] == ["2027-02-01"]


def test_one_visit_is_taken_over_and_its_new_neighbours_make_room() -> None:
    made = accept(columns(TWO), MINE, THEIRS, {"Olle"}, DEFAULT_WEIGHTS)
    assert made.taken == {"Olle"}
    assert starts(made.plan)["Olle"][0] == "Eva"
    assert not made.refused
    assert made.retimed  # Siv and Olle both wanted to begin at eight
    assert scored(TWO, made.plan).score.hard == 0


def test_those_who_make_a_visit_together_change_together() -> None:
    problem = a_problem(
        a_visit("Anna.1", km=3), a_visit("Anna.2", km=3), a_shift("Bo"), a_shift("Eva"), a_shift("Ida"),
        groups=[["Anna.1", "Anna.2"]],
    )  # fmt: skip
    a = a_plan({"Bo": ["Anna.1 08:00"], "Eva": ["Anna.2 08:00"]})
    b = a_plan({"Bo": ["Anna.1 09:00"], "Ida": ["Anna.2 09:00"]})
    made = accept(columns(problem), a, b, {"Anna.1"}, DEFAULT_WEIGHTS)
    assert made.plan == b
    assert [each.key for each in made.pulled] == ["Anna.2"]
    assert made.pulled[0].why.sv.startswith("Anna:")


def test_a_follower_comes_along_only_when_it_would_be_too_soon() -> None:
    problem = a_problem(
        a_visit("Anna.lunch"), a_visit("Anna.dinner", after=(after("Anna.lunch 210"),)), a_shift("Bo"),
        a_shift("Eva", "07:00-21:00"),
    )  # fmt: skip
    a = a_plan({"Bo": ["Anna.lunch 11:00"], "Eva": ["Anna.dinner 15:00"]})
    late = a_plan({"Bo": ["Anna.lunch 12:30"], "Eva": ["Anna.dinner 16:30"]})
    soon = a_plan({"Bo": ["Anna.lunch 10:00"], "Eva": ["Anna.dinner 16:30"]})
    assert accept(columns(problem), a, late, {"Anna.lunch"}, DEFAULT_WEIGHTS).plan == late
    alone = accept(columns(problem), a, soon, {"Anna.lunch"}, DEFAULT_WEIGHTS)
    assert alone.taken == {"Anna.lunch"}
    assert not alone.pulled


def test_what_would_break_a_rule_is_refused_with_the_rule_in_words() -> None:
    problem = a_problem(
        a_visit("Anna", "08:00-08:00"), a_visit("Olle", "08:00-08:00"), a_shift("Bo"), a_shift("Eva")
    )  # fmt: skip
    a = a_plan({"Bo": ["Anna 08:00"], "Eva": ["Olle 08:00"]})
    b = a_plan({"Bo": ["Olle 08:00"], "Eva": ["Anna 08:00"]})
    made = accept(columns(problem), a, b, {"Anna"}, DEFAULT_WEIGHTS)
    assert made.plan == a
    assert not made.is_changed
    assert made.refused[0].keys == {"Anna"}
    assert "Eva" in made.refused[0].reasons[0].sv


def test_what_fits_is_taken_though_something_else_is_refused() -> None:
    problem = a_problem(
        a_visit("Anna", "08:00-08:00"), a_visit("Olle", "08:00-08:00"), a_visit("Siv", "09:00-12:00"),
        a_shift("Bo"), a_shift("Eva"),
    )  # fmt: skip
    a = a_plan({"Bo": ["Anna 08:00", "Siv 09:00"], "Eva": ["Olle 08:00"]})
    b = a_plan({"Bo": ["Olle 08:00"], "Eva": ["Anna 08:00", "Siv 09:00"]})
    made = accept(columns(problem), a, b, {"Anna", "Siv"}, DEFAULT_WEIGHTS)
    assert made.taken == {"Siv"}
    assert [each.keys for each in made.refused] == [{"Anna"}]


def test_a_break_is_moved_where_the_new_visit_leaves_room_for_it() -> None:
    problem = a_problem(
        a_visit("Anna", "08:00-08:00"), a_visit("Olle", "11:00-12:00", minutes=60),
        a_shift("Bo", breaks=LUNCH), a_shift("Eva"),
    )  # fmt: skip
    a = a_plan({"Bo": ["Anna 08:00", "break 11:30"], "Eva": ["Olle 11:15"]})
    b = a_plan({"Bo": ["Olle 11:15", "break 12:30"], "Eva": ["Anna 08:00"]})
    made = accept(columns(problem), a, b, {"Olle"}, DEFAULT_WEIGHTS)
    assert made.taken == {"Olle"}
    assert scored(problem, made.plan).score.hard == 0


def two_plans(seed: int) -> tuple[Problem, Plan, Plan, Random]:
    rng = Random(seed)
    problem = a_random_problem(rng)
    return problem, a_random_plan(rng, problem), a_random_plan(rng, problem), rng


seeds = st.integers(0, 2**32)


@given(seeds)
def test_accepting_nothing_is_the_first_plan_and_accepting_everything_the_other(seed: int) -> None:
    problem, a, b, rng = two_plans(seed)
    c, weights = columns(problem), random_weights(rng, problem)
    nothing = accept(c, a, b, (), weights)
    assert nothing.plan == a
    assert nothing.sheet.score == nothing.before
    everything = accept(c, a, b, keys(problem, a, b), weights)
    assert everything.plan == b
    assert everything.sheet.score == score_sheet(c, timetable(c, b), weights).score


@examples(50)
@given(seeds)
def test_whatever_is_accepted_breaks_no_rule_that_both_plans_keep(seed: int) -> None:
    problem, a, b, rng = two_plans(seed)
    c, weights = columns(problem), random_weights(rng, problem)
    chosen = {key for key in sorted(keys(problem, a, b)) if rng.random() < 0.5}
    made = accept(c, a, b, chosen, weights)
    sheets = [score_sheet(c, timetable(c, plan), weights) for plan in (a, b)]
    for row in made.sheet.rows:
        if row.constraint.level is Level.HARD:
            assert row.cost <= max(sheet.row(row.constraint.id).cost for sheet in sheets), row.constraint.id


@examples(50)
@given(seeds)
def test_the_score_shown_is_that_of_the_plan_kept_and_every_choice_is_answered(seed: int) -> None:
    problem, a, b, rng = two_plans(seed)
    chosen = {key for key in sorted(keys(problem, a, b)) if rng.random() < 0.5}
    made = accept(columns(problem), a, b, chosen, DEFAULT_WEIGHTS)
    assert made.sheet.score == scored(problem, made.plan).score
    assert made.before == scored(problem, a).score
    left_out = frozenset().union(*(each.keys for each in made.refused))
    assert chosen <= made.taken | left_out
    assert not made.taken & left_out
    was, now, becomes = starts(a), starts(made.plan), starts(b)
    for visit in problem.visits:
        source = becomes if visit.id in made.taken else was
        assert (visit.id in now) == (visit.id in source)
        if visit.id in now:
            assert now[visit.id][0] == source[visit.id][0]
            assert (now[visit.id] != source[visit.id]) == (visit.id in made.retimed)


@given(seeds)
def test_no_group_is_torn_by_what_is_accepted(seed: int) -> None:
    problem, a, b, rng = two_plans(seed)
    found = keys(problem, a, b)
    made = accept(columns(problem), a, b, {key for key in sorted(found) if rng.random() < 0.3}, DEFAULT_WEIGHTS)
    for group in problem.groups:
        differing = found & frozenset(group.visit_ids)
        assert differing <= made.taken or not differing & made.taken
