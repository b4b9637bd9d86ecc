"""Sentences that tell a planner why a plan costs what it costs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from services.constraints.kind import Row
from services.constraints.scoring import score_sheet
from services.constraints.sentences import NOT_SAID, sentence, sentences, shift_label, visit_label
from services.problem import Plan, Problem
from services.problem.columns import columns
from services.problem.timetable import timetable
from tests.builders import a_plan, a_problem, a_shift, a_visit, after
from tests.unit.services.constraints.any_plan import problems_and_plans
from tests.unit.services.constraints.cases import case_files, read_cases


def first_sentence(constraint_id: str, problem: Problem, plan: Plan) -> tuple[str, str]:
    table = columns(problem)
    times = timetable(table, plan)
    row = score_sheet(table, times).row(constraint_id)
    said = sentence(row, 0, table, times)
    return said.sv, said.en


def test_a_missing_skill_is_told_with_carer_visit_and_time() -> None:
    problem = a_problem(a_shift("Bo"), a_visit("Anna", skills=(("insulin", 1),)))
    assert first_sentence("hard.skill.required", problem, a_plan({"Bo": ["Anna 08:00"]})) == (
        "Bo saknar 1 kompetens som Anna, 1 feb 08:00 kräver.",
        "Bo lacks 1 skill that Anna, 1 Feb 08:00 requires.",
    )


def test_an_unassigned_visit_is_told_by_when_it_might_have_begun() -> None:
    problem = a_problem(a_shift("Bo"), a_visit("Anna", "09:30+1-10:00+1"))
    assert first_sentence("medium.visit.unassigned", problem, Plan()) == (
        "Anna, 2 feb 09:30 görs inte av någon.",
        "Anna, 2 Feb 09:30 is not made by anybody.",
    )


@pytest.mark.parametrize(
    ("stops", "swedish", "english"),
    [
        (
            ["Tea 08:00"],
            "Tea, 1 feb 08:00 följer på Meal, 1 feb 07:00, som ingen gör.",
            "Tea, 1 Feb 08:00 follows on Meal, 1 Feb 07:00, which nobody makes.",
        ),
        (
            ["Meal 08:00", "Tea 10:00"],
            "Tea, 1 feb 10:00 börjar 2\u202fh 30\u202fmin för tidigt: det följer på Meal, 1 feb 08:00.",
            "Tea, 1 Feb 10:00 starts 2\u202fh 30\u202fmin too soon: it follows on Meal, 1 Feb 08:00.",
        ),
        (
            ["Meal 08:00", "Tea 18:00"],
            "Tea, 1 feb 18:00 börjar 90\u202fmin för sent: det följer på Meal, 1 feb 08:00.",
            "Tea, 1 Feb 18:00 starts 90\u202fmin too late: it follows on Meal, 1 Feb 08:00.",
        ),
    ],
)
def test_a_visit_out_of_its_order_is_told_by_side_and_by_what_it_follows(
    stops: list[str], swedish: str, english: str
) -> None:
    tea = a_visit("Tea", "07:00-20:00", after=(after("Meal 240-480"),))
    problem = a_problem(a_shift("Bo", "07:00-20:00"), a_visit("Meal", "07:00-20:00"), tea)
    assert first_sentence("hard.visit.after", problem, a_plan({"Bo": stops})) == (swedish, english)


def test_legs_are_told_by_where_they_lead() -> None:
    problem = a_problem(a_shift("Bo", home_km=1), a_visit("Anna", km=10))
    table = columns(problem)
    times = timetable(table, a_plan({"Bo": ["Anna 08:00"]}))
    said = sentences(score_sheet(table, times).row("soft.travel.minutes"), table, times)
    assert [text.en for text in said] == [
        "Bo travels 10\u202fmin (to Anna, 1 Feb 08:00).",
        "Bo travels 9\u202fmin (home).",
    ]


def test_the_costliest_matches_come_first_and_only_as_many_as_asked() -> None:
    problem = a_problem(a_shift("Bo"), a_visit("Anna"), a_visit("Olle"), a_visit("Tore"))
    table = columns(problem)
    times = timetable(table, a_plan({"Bo": ["Anna 07:05", "Olle 08:05", "Tore 08:45"]}))
    row: Row = score_sheet(table, times).row("soft.time.waiting")
    assert [text.sv for text in sentences(row, table, times, most=2)] == [
        "Bo väntar 30\u202fmin före Olle, 1 feb 08:05.",
        "Bo väntar 10\u202fmin före Tore, 1 feb 08:45.",
    ]


def test_a_shift_is_told_by_carer_day_and_hours() -> None:
    table = columns(a_problem(a_shift("Bo", "21:00-07:00+1")))
    assert shift_label(table, 0).sv == "Bo, 1 feb 21:00–07:00"


def test_clock_times_follow_the_local_clock_when_it_changes() -> None:
    problem = a_problem(a_shift("Bo", "07:00-16:00"), a_shift("Bo.spring", "07:00+56-16:00+56"), a_visit("Anna"))
    table = columns(problem)  # 29 March 2027, the day after the clocks went forward
    times = timetable(table, a_plan({"Bo.spring": ["Anna 08:00+56"]}))
    assert visit_label(table, times, 0).en == "Anna, 29 Mar 08:00"


@pytest.mark.parametrize("path", case_files(), ids=lambda path: path.stem)
def test_the_sentence_of_a_broken_example_leaves_nothing_open(path: Path) -> None:
    broken = [case for case in read_cases(path) if case.counts > 0]
    for case in broken:
        for said in first_sentence(case.constraint_id, case.problem, case.plan):
            assert "{" not in said
            assert NOT_SAID.sv not in said
            assert NOT_SAID.en not in said


@given(problems_and_plans())
def test_every_match_of_any_plan_can_be_told(both: tuple[Problem, Plan]) -> None:
    table = columns(both[0])
    times = timetable(table, both[1])
    for row in score_sheet(table, times).rows:
        for said in sentences(row, table, times):
            assert NOT_SAID.sv not in said.sv
            assert NOT_SAID.en not in said.en
