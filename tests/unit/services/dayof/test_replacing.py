"""Who could step in, and that what it costs is what the catalogue says of the plan then."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from services.constraints.kind import DEFAULT_WEIGHTS
from services.constraints.scoring import score_sheet
from services.dayof.applying import Day
from services.dayof.events import Sick, Urgent
from services.dayof.replacing import replacements
from services.dayof.standing import consequences, standing
from services.problem import Plan
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.solvers.placing import with_visits
from tests.builders import a_plan, a_problem, a_shift, a_visit, clock, skills
from tests.examples import examples
from tests.unit.services.solvers.busy_morning import a_busy_morning, a_plan_without_breach

NOON = clock("12:00")


def test_the_carer_who_costs_the_plan_least_stands_first() -> None:
    visits = [a_visit("Anna", "13:00-15:00", km=10), a_visit("Olle", "13:00-14:00", km=10)]
    problem = a_problem(*visits, a_shift("Bo"), a_shift("Eva"), a_shift("Cia"))
    day = Day(problem, a_plan({"Bo": ["Anna 13:00"], "Eva": ["Olle 13:00"]}))
    (left,) = consequences(day, (Sick("Bo", NOON),), DEFAULT_WEIGHTS, NOON).affected
    assert left.visit_id == "Anna"
    assert [option.carer_id for option in left.options] == ["Eva", "Cia"]
    assert left.options[0].cost < left.options[1].cost


def test_nobody_is_asked_who_could_only_come_by_having_left_already() -> None:
    visits = [a_visit("Anna", "12:05-12:10", km=20)]
    problem = a_problem(*visits, a_shift("Bo"), a_shift("Eva"), a_shift("Cia", km=18))
    day = Day(problem, a_plan({"Bo": ["Anna 12:05"]}))
    (left,) = consequences(day, (Sick("Bo", NOON),), DEFAULT_WEIGHTS, NOON).affected
    assert [option.carer_id for option in left.options] == ["Cia"]


def test_a_carer_the_client_knows_is_marked_so() -> None:
    visits = [a_visit("Anna.am", "08:00-09:00"), a_visit("Anna.pm", "13:00-15:00")]
    problem = a_problem(*visits, a_shift("Bo"), a_shift("Eva"), a_shift("Cia"))
    day = Day(problem, a_plan({"Eva": ["Anna.am 08:00"], "Bo": ["Anna.pm 13:00"]}))
    (left,) = consequences(day, (Sick("Bo", NOON),), DEFAULT_WEIGHTS, NOON).affected
    assert {option.carer_id: option.has_met for option in left.options} == {"Eva": True, "Cia": False}


def test_whoever_is_off_could_take_the_rest_of_the_shift() -> None:
    visits = [a_visit("Anna", "13:00-14:00", km=1), a_visit("Olle", "14:00-15:00", km=2, skills=(("insulin", 1),))]
    nurse, helper = a_shift("Eva.1", "17:00-21:00", skills=skills(["insulin"])), a_shift("Cia.1", "17:00-21:00")
    problem = a_problem(*visits, a_shift("Bo", skills=skills(["insulin"])), nurse, helper, a_shift("Ida"))
    day = Day(problem, a_plan({"Bo": ["Anna 13:00", "Olle 14:00"]}))
    (shift,) = consequences(day, (Sick("Bo", NOON),), DEFAULT_WEIGHTS, NOON).shifts
    assert [(cover.carer_id, cover.takes, cover.left) for cover in shift.covers] == [
        ("Eva", ("Anna", "Olle"), ()),
        ("Cia", ("Anna",), ("Olle",)),
    ]
    assert shift.covers[0].cost.medium < shift.covers[1].cost.medium < 0


def test_a_cover_without_her_rest_is_named_with_the_rule_it_breaks() -> None:
    early = a_shift("Eva.1", "02:00+1-06:00+1")  # ten hours after the shift she would take over
    problem = a_problem(
        a_visit("Anna", "13:00-14:00"), a_shift("Bo"), early, carers={"Eva": {"contract_min_week": 2400}}
    )
    day = Day(problem, a_plan({"Bo": ["Anna 13:00"]}))
    (shift,) = consequences(day, (Sick("Bo", NOON),), DEFAULT_WEIGHTS, NOON).shifts
    assert shift.covers[0].breaks == ("hard.employee.rest",)


def test_an_urgent_visit_has_its_ranking_too() -> None:
    problem = a_problem(a_visit("Anna", km=3), a_shift("Bo"), a_shift("Eva", km=3))
    day = Day(problem, a_plan({"Bo": ["Anna 09:00"]}))
    urgent = Urgent("Anna.akut", "Anna", "3 km", 1200, NOON, clock("12:30"))
    (found,) = consequences(day, (urgent,), DEFAULT_WEIGHTS, NOON).affected
    assert found.options[0].start_s >= NOON
    assert found.options[0].cost.medium == -100_000


@given(st.integers(0, 2**32))
@examples(50)
def test_what_a_replacement_costs_is_the_catalogues_difference(seed: int) -> None:
    rng = Random(seed)
    problem = a_busy_morning(rng)
    plan = a_plan_without_breach(problem, columns(problem), rng)
    now_s = rng.choice([clock("06:00"), clock("08:00"), clock("09:00")])
    at = standing(Day(problem, plan), DEFAULT_WEIGHTS, now_s)
    before = score_sheet(columns(problem), timetable(columns(problem), plan)).score
    starts = {stop.id: stop.start_s for _, stop in plan.visit_stops()}
    for v, visit in enumerate(problem.visits):
        if visit.id in starts:
            continue
        for option in replacements(at, v):
            row = at.c.shift_index[option.shift_id]
            then = with_visits(at.c, plan, at.t, row, {v: option.start_s - at.c.origin_s})
            assert then is not None
            c = columns(problem)
            score = score_sheet(c, timetable(c, then)).score
            assert score - before == option.cost
            assert option.cost.hard <= 0
            assert option.breaks == ()
            moved = {stop.id: stop.start_s for _, stop in then.visit_stops()}
            assert all(moved[x] == start for x, start in starts.items() if start < now_s)


def test_a_plan_without_anybody_free_has_no_replacement() -> None:
    problem = a_problem(a_visit("Anna", "13:00-14:00"), a_shift("Bo"))
    day = Day(problem, a_plan({"Bo": ["Anna 13:00"]}))
    found = consequences(day, (Sick("Bo", NOON),), DEFAULT_WEIGHTS, NOON)
    assert found.affected[0].options == ()
    assert found.shifts[0].covers == ()
    assert replace(day, plan=Plan()).plan == Plan()
