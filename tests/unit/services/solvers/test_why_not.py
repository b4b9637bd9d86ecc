"""What a planner hears about each carer who does not make a visit, one small problem per reason."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from services.integrations.timefold.reader import read_input, read_output
from services.problem import Plan, Problem, Shift
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.solvers.reach import reach
from services.solvers.reach.misses import Rule
from services.solvers.why_not import Refusal, Verdict, why_not
from tests.builders import a_plan, a_problem, a_shift, a_visit, after, clock, pinned, skills

CASES = Path(__file__).parents[5] / "shared" / "cases"
FORTNIGHT = [path for path in [CASES / "district-two-weeks.input.json"] if path.exists()]


def answers(problem: Problem, visit_id: str, plan: Plan | None = None) -> dict[str, Refusal]:
    c = columns(problem)
    laid = None if plan is None else timetable(c, plan)
    return {r.carer_id: r for r in why_not(c, reach(c), c.visit_index[visit_id], laid)}


def rules(refusal: Refusal) -> list[Rule]:
    return [reason.rule for reason in refusal.reasons]


def said(refusal: Refusal) -> str:
    return "; ".join(reason.text.en for reason in refusal.reasons).replace("\u202f", " ")


def test_every_rule_against_a_carer_is_told_at_once() -> None:
    visit = a_visit("Anna", "18:00-19:00", skills=(("insulin", 2),), pool=("Bo",), prohibited=("Eva",))
    found = answers(a_problem(visit, a_shift("Bo"), a_shift("Eva", skills=skills(["insulin"]))), "Anna")
    assert rules(found["Eva"]) == [Rule.PROHIBITED, Rule.POOL, Rule.SKILLS, Rule.ABSENT]
    assert said(found["Eva"]).startswith(
        "may not visit the client; is outside the client's pool; lacks insulin 2; works"
    )
    assert rules(found["Bo"]) == [Rule.SKILLS, Rule.ABSENT]
    assert found["Bo"].verdict is Verdict.FORBIDDEN


def test_a_carer_without_any_shift_is_not_forgotten() -> None:
    found = answers(a_problem(a_visit("Anna", pool=("Ida",)), a_shift("Bo")), "Anna")
    assert (found["Ida"].verdict, rules(found["Ida"])) == (Verdict.FORBIDDEN, [Rule.ABSENT])


@pytest.mark.parametrize(
    ("shift", "rule"),
    [
        (a_shift("Bo", "12:00-15:00"), Rule.ABSENT),
        (a_shift("Bo", "08:00-15:00"), Rule.LATE),
        (a_shift("Bo", "07:00-09:00"), Rule.HOME),
        (a_shift("Bo", "07:00-15:00", max_leg_s=600), Rule.LEG),
        (a_shift("Bo", "07:00-15:00", breaks=["08:00-08:50 30"]), Rule.BREAK),
    ],
)
def test_the_time_reason_names_what_stands_in_the_way(shift: Shift, rule: Rule) -> None:
    found = answers(a_problem(a_visit("Anna", "08:05-08:15", km=30), shift), "Anna")
    assert rules(found["Bo"]) == [rule]


def test_of_several_shifts_the_nearest_is_told() -> None:
    problem = a_problem(a_visit("Anna", "20:00-20:30"), a_shift("Bo.1", "07:00-12:00"), a_shift("Bo.2", "13:00-20:10"))
    refusal = answers(problem, "Anna")["Bo"]
    assert (refusal.shift_id, rules(refusal)) == ("Bo.2", [Rule.HOME])


def test_without_a_plan_a_carer_whom_nothing_forbids_is_free() -> None:
    refusal = answers(a_problem(a_visit("Anna"), a_shift("Bo")), "Anna")["Bo"]
    assert (refusal.verdict, rules(refusal)) == (Verdict.FREE, [Rule.ROOM])


def test_room_in_a_plan_is_told_with_its_start_and_extra_travel() -> None:
    visits = a_visit("Anna", "08:00-09:00", km=10), a_visit("Olle", "08:00-12:00", km=4)
    problem = a_problem(*visits, a_shift("Bo"), a_shift("Eva"))
    found = answers(problem, "Olle", a_plan({"Bo": ["Anna 08:00"]}))
    assert (found["Bo"].verdict, found["Bo"].start_s, found["Bo"].extra_travel_s) == (Verdict.FREE, clock("08:00"), 0)
    assert said(found["Bo"]) == "could take the visit Monday 1 February 08:00: no extra travel"
    assert said(found["Eva"]) == "could take the visit Monday 1 February 08:00: +8 min travel"
    assert list(found) == ["Bo", "Eva"]


def test_other_visits_move_within_their_windows_to_make_room() -> None:
    visits = a_visit("Anna", "08:00-09:00", minutes=60), a_visit("Olle", "08:00-08:00", minutes=30)
    plan = a_plan({"Bo": ["Anna 08:00"]})
    assert answers(a_problem(*visits, a_shift("Bo")), "Olle", plan)["Bo"].verdict is Verdict.FREE
    stuck = a_problem(a_visit("Anna", "08:00-08:00", minutes=60), visits[1], a_shift("Bo"))
    refusal = answers(stuck, "Olle", plan)["Bo"]
    assert (refusal.verdict, rules(refusal)) == (Verdict.FULL, [Rule.FULL])


def test_a_visit_another_one_waits_for_is_not_moved_to_make_room() -> None:
    first = a_visit("Anna.1", "08:00-09:00", minutes=60)
    waits = a_visit("Anna.2", "09:00-10:00", minutes=30, after=(after("Anna.1 0"),))
    problem = a_problem(first, waits, a_visit("Olle", "08:00-08:00"), a_shift("Bo"), a_shift("Eva", "09:00-12:00"))
    found = answers(problem, "Olle", a_plan({"Bo": ["Anna.1 08:00"], "Eva": ["Anna.2 09:00"]}))
    assert found["Bo"].verdict is Verdict.FULL


def test_whoever_makes_the_visit_today_comes_first() -> None:
    problem = a_problem(a_visit("Anna", "08:00-09:00"), a_shift("Bo"), a_shift("Eva"))
    found = answers(problem, "Anna", a_plan({"Eva": ["Anna 08:30"]}))
    assert list(found) == ["Eva", "Bo"]
    assert (found["Eva"].verdict, found["Eva"].start_s) == (Verdict.SERVES, clock("08:30"))


def test_a_pinned_visit_is_for_its_own_carer_only() -> None:
    problem = a_problem(a_visit("Anna", pin=pinned("Bo 09:00")), a_shift("Bo"), a_shift("Eva"))
    assert rules(answers(problem, "Anna")["Eva"]) == [Rule.PINNED]


def test_a_member_of_a_group_starts_with_its_mates_on_another_carer() -> None:
    pair = a_visit("Anna.1", "08:00-10:00"), a_visit("Anna.2", "08:00-10:00")
    other = a_visit("Olle", "09:00-09:00", minutes=30)
    shifts = a_shift("Bo"), a_shift("Eva"), a_shift("Ida")
    problem = a_problem(*pair, other, *shifts, groups=[["Anna.1", "Anna.2"]])
    found = answers(problem, "Anna.2", a_plan({"Bo": ["Anna.1 09:00"], "Eva": ["Olle 09:00"]}))
    assert rules(found["Bo"]) == [Rule.TOGETHER]
    assert (found["Eva"].verdict, rules(found["Eva"])) == (Verdict.FULL, [Rule.FULL])
    assert (found["Ida"].verdict, found["Ida"].start_s) == (Verdict.FREE, clock("09:00"))


def test_a_visit_that_waits_for_an_unplanned_one_has_no_room_anywhere() -> None:
    behind = a_visit("Anna.2", "08:00-12:00", after=(after("Anna.1 0"),))
    problem = a_problem(a_visit("Anna.1", "08:00-12:00"), behind, a_shift("Bo"))
    refusal = answers(problem, "Anna.2", Plan())["Bo"]
    assert (refusal.verdict, rules(refusal)) == (Verdict.FULL, [Rule.AFTER])
    assert "waits for Anna.1" in said(refusal)


def test_a_visit_nobody_can_make_tells_each_carer_why_not() -> None:
    pair = a_visit("Anna.1", "08:00-09:00"), a_visit("Anna.2", "08:00-09:00")
    found = answers(a_problem(*pair, a_shift("Bo"), groups=[["Anna.1", "Anna.2"]]), "Anna.1")
    assert rules(found["Bo"]) == [Rule.TOGETHER]
    assert "need 2 different carers" in said(found["Bo"])


def test_a_shift_that_ends_before_the_linked_visit_is_over_says_when_it_can_be() -> None:
    first = a_visit("Anna.1", "08:00-12:00", minutes=30)
    behind = a_visit("Anna.2", "08:00-12:00", after=(after("Anna.1 120"),))
    refusal = answers(a_problem(first, behind, a_shift("Bo"), a_shift("Eva", "07:00-10:30")), "Anna.2")["Eva"]
    assert rules(refusal) == [Rule.AFTER]
    assert "Monday 1 February 10:30–12:00" in said(refusal)


@pytest.mark.parametrize("case", FORTNIGHT)
def test_all_alternatives_of_a_visit_of_a_fortnight_are_found_while_one_waits(case: Path) -> None:
    problem = read_input(case.read_bytes()).problem
    assert problem is not None
    plan = read_output(case.with_name("district-two-weeks.timefold-output.json").read_bytes(), problem).plan
    assert plan is not None
    c = columns(problem)
    r, t = reach(c), timetable(c, plan)
    widest = np.argsort(-r.can_serve.sum(axis=1))[:10].tolist()
    why_not(c, r, widest[0], t)
    begin = time.process_time()
    for v in widest:
        assert len(why_not(c, r, v, t)) == len(problem.carers)
    assert (time.process_time() - begin) / len(widest) < 0.5  # a few tens of milliseconds on a quiet machine
