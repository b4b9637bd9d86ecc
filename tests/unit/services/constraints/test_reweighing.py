"""Units kept with a plan and weighed later cost what the plan scored anew would cost."""

from __future__ import annotations

import json

from hypothesis import given

from services.constraints.kind import DEFAULT_WEIGHTS, Weights
from services.constraints.reweighing import from_json, keep, to_json, weigh
from services.constraints.scoring import score_sheet
from services.problem import Plan, Problem
from services.problem.columns import columns
from services.problem.timetable import timetable
from tests.builders import a_plan, a_problem, a_shift, a_visit
from tests.unit.services.constraints.any_plan import problems_and_plans, weights


@given(problems_and_plans(), weights())
def test_a_stored_plan_weighed_anew_is_the_plan_scored_anew(both: tuple[Problem, Plan], weighing: Weights) -> None:
    table = columns(both[0])
    times = timetable(table, both[1])
    stored = json.dumps(to_json(keep(score_sheet(table, times, DEFAULT_WEIGHTS), table)))
    again = weigh(from_json(json.loads(stored)), weighing)
    afresh = score_sheet(table, times, weighing)
    assert again.score == afresh.score
    assert [(row.constraint, row.weight, row.units, row.cost) for row in again.rows] == [
        (row.constraint, row.weight, row.units, row.cost) for row in afresh.rows
    ]


def test_legs_are_kept_as_one_number_for_each_carer() -> None:
    problem = a_problem(a_shift("Bo"), a_visit("Anna", km=1), a_visit("Olle", km=5))
    table = columns(problem)
    sheet = score_sheet(table, timetable(table, a_plan({"Bo": ["Anna 08:00", "Olle 09:00"]})))
    assert to_json(keep(sheet, table))["soft.travel.minutes"] == [["Bo", None, 600]]


def test_what_nobody_broke_takes_no_room() -> None:
    table = columns(a_problem(a_shift("Bo"), a_visit("Anna")))
    sheet = score_sheet(table, timetable(table, a_plan({"Bo": ["Anna 07:00"]})))
    assert to_json(keep(sheet, table)) == {
        "soft.continuity.never_met": [[None, "Anna", 1]],
        "soft.shift.opened": [["Bo", None, 1]],
    }
