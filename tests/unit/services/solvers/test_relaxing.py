"""What would have to give: the smallest change of each kind, held against trying every change by brute force."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.constraints.kind import DEFAULT_WEIGHTS
from services.constraints.scoring import score_sheet
from services.problem import Plan, Problem, Shift, Visit
from services.problem.columns import Columns, columns
from services.problem.timetable import timetable
from services.solvers.reach import reach
from services.solvers.relaxing import Relaxation, relaxations
from services.solvers.relaxing.asking import STEP_S, Kind
from services.words import Language
from tests.builders import a_plan, a_problem, a_shift, a_visit, after, clock, pinned, skills
from tests.examples import examples
from tests.unit.services.solvers.busy_morning import a_busy_morning, a_plan_without_breach
from tests.unit.services.solvers.test_why_not_exact import ends, unlinked

EVERY = examples(40)


def relaxed(problem: Problem, plan: Plan, visit_id: str = "Anna") -> dict[Kind, Relaxation]:
    """The easiest of each kind."""
    c = columns(problem)
    t = timetable(c, plan)
    found = relaxations(c, reach(c), plan, t, score_sheet(c, t), DEFAULT_WEIGHTS, c.visit_index[visit_id])
    return {each.kind: each for each in reversed(found)}


def test_twenty_minutes_later_are_twenty_minutes_and_not_more() -> None:
    problem = a_problem(a_visit("Anna", "08:00-08:10"), a_visit("Olle", "07:30-07:30", minutes=60), a_shift("Bo"))
    found = relaxed(problem, a_plan({"Bo": ["Olle 07:30"]}))
    later = found[Kind.LATER]
    assert (later.size, later.start_s, later.carer_ids) == (20, clock("08:30"), ("Bo",))
    assert later.text(Language.EN) == "If it may start 20\u202fmin later: Bo, Monday 1 February 08:30."
    assert later.text(Language.SV).startswith("Om det får börja 20\u202fmin senare: Bo, måndag")
    assert found[Kind.EARLIER].size == 60


def test_a_shift_that_ends_too_soon_is_named_with_how_long_it_would_have_to_last() -> None:
    problem = a_problem(a_visit("Anna", "15:30-15:40", km=5), a_shift("Bo"), a_shift("Eva", "07:00-15:00"))
    longer = relaxed(problem, Plan())[Kind.LONGER_SHIFT]
    assert (longer.size, longer.carer_ids) == (5, ("Bo",))
    assert "Bo may finish 5" in longer.text(Language.EN)


def test_whoever_has_least_to_learn_is_named_with_the_skill() -> None:
    problem = a_problem(
        a_visit("Anna", skills=(("insulin", 1), ("lifting", 1))),
        a_shift("Bo"),
        a_shift("Eva", skills=skills(["lifting"])),
    )
    learned = relaxed(problem, Plan())[Kind.SKILL]
    assert (learned.size, learned.carer_ids) == (1, ("Eva",))
    assert "(insulin)" in learned.text(Language.SV)


def test_the_pool_is_widened_only_by_somebody_with_room() -> None:
    problem = a_problem(a_visit("Anna", "08:00-08:10", pool=("Cia",)), a_visit("Olle", "08:00-08:10"), a_shift("Bo"),
                        a_shift("Eva"), a_shift("Cia", "12:00-16:00"))  # fmt: skip
    pool = relaxed(problem, a_plan({"Bo": ["Olle 08:00"]}))[Kind.POOL]
    assert pool.carer_ids == ("Eva",)
    assert pool.text(Language.EN) == "If Eva joins the client's pool: Eva, Monday 1 February 08:00."


def test_nobody_refused_is_ever_proposed() -> None:
    problem = a_problem(a_visit("Anna", prohibited=("Bo",), pool=("Eva",)), a_shift("Bo"))
    assert relaxed(problem, Plan()) == {}


def test_one_carer_fewer_is_told_of_a_visit_that_needs_several() -> None:
    pair = [a_visit("Anna.1", "08:00-08:10"), a_visit("Anna.2", "08:00-08:10")]
    problem = a_problem(*pair, a_shift("Bo"), groups=[["Anna.1", "Anna.2"]])
    fewer = relaxed(problem, Plan(), "Anna.1")[Kind.FEWER]
    assert (fewer.size, fewer.carer_ids) == (1, ("Bo",))
    assert fewer.cost.medium < 0


def test_a_group_is_moved_as_one_to_when_all_of_it_has_somebody() -> None:
    pair = [a_visit("Anna.1", "08:00-08:10"), a_visit("Anna.2", "08:00-08:10")]
    problem = a_problem(*pair, a_visit("Olle", "07:45-07:45", minutes=60), a_shift("Bo"), a_shift("Eva"),
                        groups=[["Anna.1", "Anna.2"]])  # fmt: skip
    later = relaxed(problem, a_plan({"Bo": ["Olle 07:45"]}), "Anna.1")[Kind.LATER]
    assert (later.size, sorted(later.carer_ids), later.start_s) == (35, ["Bo", "Eva"], clock("08:45"))


def test_another_visit_moves_to_make_room_for_one_that_only_this_carer_may_make() -> None:
    problem = a_problem(a_visit("Anna", "08:00-08:10", pool=("Bo",)), a_visit("Olle", "08:00-08:10"), a_shift("Bo"),
                        a_shift("Eva"))  # fmt: skip
    moved = relaxed(problem, a_plan({"Bo": ["Olle 08:00"]}))[Kind.MOVE]
    assert moved.carer_ids == ("Bo", "Eva")
    assert moved.text(Language.EN) == "If Olle moves from Bo to Eva (08:00): Bo, Monday 1 February 08:00."
    assert moved.cost.medium == -10_000


def test_the_least_effort_stands_first() -> None:
    problem = a_problem(a_visit("Anna", "08:00-08:10", pool=("Cia",)), a_shift("Bo"), a_shift("Cia", "08:20-16:00"))
    c = columns(problem)
    t = timetable(c, Plan())
    found = relaxations(c, reach(c), Plan(), t, score_sheet(c, t), DEFAULT_WEIGHTS, 0)
    assert {each.kind for each in found[:2]} == {Kind.LATER, Kind.SOONER_SHIFT}
    assert found[2].kind is Kind.POOL
    assert [each.effort for each in found] == sorted(each.effort for each in found)


@pytest.mark.parametrize(
    "visit",
    [a_visit("Anna", pin=pinned("Bo 08:00")), a_visit("Anna", after=(after("Olle 0"),)), a_visit("Anna", [])],
    ids=["pinned", "waits for a visit nobody has", "no time at all"],
)
def test_nothing_is_told_where_no_change_of_this_visit_would_help(visit: Visit) -> None:
    assert relaxed(a_problem(visit, a_visit("Olle"), a_shift("Bo")), Plan()) == {}


def test_a_visit_that_somebody_makes_needs_nothing() -> None:
    assert relaxed(a_problem(a_visit("Anna"), a_shift("Bo")), a_plan({"Bo": ["Anna 08:00"]})) == {}


def fits(c: Columns, shift: Shift, order: list[Visit], visit: Visit) -> bool:
    """Whether any place in the shift holds the visit, by trying each with every place of every break."""
    places = (ends(c, shift, [*order[:k], visit, *order[k:]]) for k in range(len(order) + 1))
    return any(next(place, None) is not None for place in places)


def least(visit: Visit, problem: Problem, orders: dict[str, list[Visit]], kind: Kind) -> int | None:
    """The smallest change in steps of five minutes, by trying them all."""
    for by_s in range(STEP_S, 4 * 3600 + 1, STEP_S):
        late, early = by_s * (kind is Kind.LATER), by_s * (kind is Kind.EARLIER)
        windows = tuple(
            replace(w, start_s=w.start_s - early, latest_start_s=w.latest_start_s + late, end_s=w.end_s + late)
            for w in visit.windows
        )
        later, sooner = by_s * (kind is Kind.LONGER_SHIFT), by_s * (kind is Kind.SOONER_SHIFT)
        shifts = [replace(s, end_s=s.end_s + later, start_s=s.start_s - sooner) for s in problem.shifts]
        c = columns(replace(problem, shifts=tuple(shifts)))
        if any(fits(c, shift, orders[shift.id], replace(visit, windows=windows)) for shift in shifts):
            return by_s // 60
    return None


@given(st.integers(0, 2**32), st.sampled_from([Kind.LATER, Kind.EARLIER, Kind.LONGER_SHIFT, Kind.SOONER_SHIFT]))
@EVERY
def test_the_change_of_times_told_is_the_smallest_there_is(seed: int, kind: Kind) -> None:
    rng = Random(seed)
    problem = unlinked(a_busy_morning(rng))
    c = columns(problem)
    plan = a_plan_without_breach(problem, c, rng)
    by_id = {v.id: v for v in problem.visits}
    orders: dict[str, list[Visit]] = {s.id: [] for s in problem.shifts}
    for shift_id, stop in plan.visit_stops():
        orders[shift_id].append(by_id[stop.id])
    for visit in problem.visits:
        if visit.id in plan.served() or any(fits(c, s, orders[s.id], visit) for s in problem.shifts):
            continue
        found = relaxed(problem, plan, visit.id).get(kind)
        assert (found.size if found else None) == least(visit, problem, orders, kind)


@given(st.integers(0, 2**32))
@EVERY
def test_a_move_is_told_whenever_one_other_visit_could_make_room(seed: int) -> None:
    rng = Random(seed)
    problem = unlinked(a_busy_morning(rng))
    c = columns(problem)
    plan = a_plan_without_breach(problem, c, rng)
    by_id = {v.id: v for v in problem.visits}
    orders: dict[str, list[Visit]] = {s.id: [] for s in problem.shifts}
    for shift_id, stop in plan.visit_stops():
        orders[shift_id].append(by_id[stop.id])
    for visit in problem.visits:
        if visit.id in plan.served():
            continue
        possible = any(
            fits(c, here, [v for v in orders[here.id] if v is not other], visit)
            and fits(c, there, orders[there.id], other)
            for here in problem.shifts for other in orders[here.id]
            for there in problem.shifts if there is not here
        )  # fmt: skip
        assert (Kind.MOVE in relaxed(problem, plan, visit.id)) == possible
