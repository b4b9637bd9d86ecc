"""What happens during the day, one small plan per event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.constraints.scoring import score_sheet
from services.dayof.applying import Day, applied, apply, untouched_from_s
from services.dayof.events import Cancelled, Event, Late, Sick, Urgent, event_from_json, event_to_json
from services.errors import BadInput, Conflict, NotFound
from services.problem import Plan, Problem
from services.problem.columns import columns
from services.problem.timetable import timetable
from tests.builders import a_plan, a_problem, a_shift, a_visit, after, clock, pinned

NOON = clock("12:00")
DAY_S = 86_400


def a_day(problem: Problem | None = None, plan: Plan | None = None) -> Day:
    """Bo has Anna at eight, Olle at ten and Tore at one; Eva has Siv at nine."""
    visits = [a_visit("Anna", km=1), a_visit("Olle", km=2), a_visit("Tore", km=3), a_visit("Siv", km=4)]
    problem = problem or a_problem(*visits, a_shift("Bo", breaks=["11:00-14:00 30"]), a_shift("Eva"))
    made = {"Bo": ["Anna 08:00", "Olle 10:00", "break 11:30", "Tore 13:00"], "Eva": ["Siv 09:00"]}
    return Day(problem, plan or a_plan(made))


def starts(day: Day) -> dict[str, tuple[str, int]]:
    return {stop.id: (shift_id, stop.start_s) for shift_id, stop in day.plan.visit_stops()}


def test_a_carer_who_falls_ill_leaves_what_has_not_begun() -> None:
    day = apply(a_day(), Sick("Bo", NOON), NOON)
    assert day.affected == ("Tore",)
    assert set(starts(day)) == {"Anna", "Olle", "Siv"}


def test_nothing_can_be_given_to_a_carer_who_has_gone_home_ill() -> None:
    day = apply(a_day(), Sick("Bo", clock("10:10")), clock("10:10"))
    (bo,) = [shift for shift in day.problem.shifts if shift.carer_id == "Bo"]
    assert bo.end_s == clock("10:32")  # thirty minutes at Olle's from ten on, and two kilometres home
    assert [b.id for b in bo.breaks] == []
    c = columns(day.problem)
    assert score_sheet(c, timetable(c, day.plan)).row("hard.time.shift").units == 0


def test_a_shift_that_has_not_begun_is_gone_with_its_carer() -> None:
    day = apply(a_day(), Sick("Bo", clock("06:00")), clock("06:00"))
    assert [shift.id for shift in day.problem.shifts] == ["Eva"]
    assert day.affected == ("Anna", "Olle", "Tore")


def test_a_carer_is_back_for_shifts_that_begin_after_her_illness() -> None:
    shifts = [a_shift("Bo", "07:00-12:00"), replace(a_shift("Bo", "13:00-16:00"), id="Bo later")]
    plan = a_plan({"Bo": ["Anna 08:00"], "Bo later": ["Tore 13:30"]})
    day = apply(Day(a_problem(a_visit("Anna"), a_visit("Tore"), *shifts), plan), Sick("Bo", 0, clock("13:00")), 0)
    assert day.affected == ("Anna",)
    assert [shift.id for shift in day.problem.shifts] == ["Bo later"]


def test_what_happens_on_one_day_leaves_the_days_after_it_alone() -> None:
    midnight = clock("00:00") + DAY_S
    sick, late = Sick("Bo", NOON), Late("Tore", midnight + 60, 1800)
    assert untouched_from_s(a_day().plan, apply(a_day(), sick, NOON), [sick], NOON) == midnight
    assert untouched_from_s(a_day().plan, a_day(), [late], NOON) == midnight + DAY_S
    gone = Day(a_day().problem, Plan(()), ("Tore",))
    assert untouched_from_s(a_day().plan, gone, [], NOON - 2 * DAY_S) == midnight


def test_a_pin_does_not_hold_a_visit_to_somebody_ill() -> None:
    problem = a_problem(a_visit("Anna", pin=pinned("Bo 13:00")), a_shift("Bo"), a_shift("Eva"))
    day = apply(a_day(problem, a_plan({"Bo": ["Anna 13:00"]})), Sick("Bo", NOON), NOON)
    assert day.problem.visits[0].pin is None


def test_a_cancelled_visit_is_gone_and_nobody_waits_for_it() -> None:
    visits = [a_visit("Anna.am"), a_visit("Anna.pm", after=(after("Anna.am 60"),))]
    problem = a_problem(*visits, a_shift("Bo"))
    day = apply(a_day(problem, a_plan({"Bo": ["Anna.am 13:00", "Anna.pm 15:00"]})), Cancelled("Anna.am"), NOON)
    assert [visit.id for visit in day.problem.visits] == ["Anna.pm"]
    assert day.problem.visits[0].after == ()
    assert set(starts(day)) == {"Anna.pm"}


def test_of_two_at_once_one_is_left_on_its_own_when_the_other_is_cancelled() -> None:
    problem = a_problem(
        a_visit("Anna.1"), a_visit("Anna.2"), a_shift("Bo"), a_shift("Eva"), groups=[["Anna.1", "Anna.2"]]
    )
    day = apply(a_day(problem, a_plan({"Bo": ["Anna.1 13:00"], "Eva": ["Anna.2 13:00"]})), Cancelled("Anna.1"), NOON)
    assert day.problem.groups == ()
    assert day.problem.visits[0].group_id is None


def test_a_visit_that_has_begun_cannot_be_cancelled() -> None:
    with pytest.raises(Conflict):
        apply(a_day(), Cancelled("Anna"), NOON)


def test_an_urgent_visit_needs_somebody_before_all_others() -> None:
    urgent = Urgent("Siv.akut", "Siv", "4 km", 1800, NOON, clock("14:00"))
    day = apply(a_day(), urgent, clock("12:30"))
    visit = day.problem.visits[-1]
    assert (visit.id, visit.priority, visit.windows[0].start_s) == ("Siv.akut", 1, clock("12:30"))
    assert day.affected == ("Siv.akut",)


def test_whoever_a_client_has_refused_does_not_come_in_an_emergency_either() -> None:
    problem = a_problem(a_visit("Siv", km=4, prohibited=("Bo",)), a_shift("Bo"))
    day = apply(Day(problem, Plan()), Urgent("Siv.akut", "Siv", "4 km", 1800, NOON, clock("14:00")), NOON)
    assert day.problem.visits[-1].prohibited == ("Bo",)


def test_a_late_visit_pushes_what_follows_as_far_as_it_must() -> None:
    day = apply(a_day(), Late("Olle", clock("10:00"), 3 * 3600 + 300), clock("10:15"))
    assert starts(day)["Olle"] == ("Bo", clock("10:00"))
    assert starts(day)["Tore"] == ("Bo", clock("13:36"))  # over at 13:05, half an hour's break, a kilometre
    assert day.affected == ()


def test_what_no_longer_fits_behind_a_late_visit_loses_its_place() -> None:
    day = a_day()
    tore = replace(day.problem.visits[2], windows=a_visit("Tore", "13:00-13:15").windows)
    visits = tuple(tore if visit.id == "Tore" else visit for visit in day.problem.visits)
    day = apply(
        replace(day, problem=replace(day.problem, visits=visits)), Late("Olle", clock("11:30"), 5400), clock("10:15")
    )
    assert day.affected == ("Tore",)
    assert starts(day)["Olle"] == ("Bo", clock("11:30"))


def test_whoever_starts_with_a_late_visit_waits_along() -> None:
    problem = a_problem(
        a_visit("Anna.1"), a_visit("Anna.2"), a_shift("Bo"), a_shift("Eva"), groups=[["Anna.1", "Anna.2"]]
    )
    plan = a_plan({"Bo": ["Anna.1 10:00"], "Eva": ["Anna.2 10:00"]})
    day = apply(a_day(problem, plan), Late("Anna.1", clock("10:20"), 1800), clock("09:50"))
    assert starts(day) == {"Anna.1": ("Bo", clock("10:20")), "Anna.2": ("Eva", clock("10:20"))}


def test_several_things_may_happen_at_once() -> None:
    day = applied(a_day(), (Sick("Bo", NOON), Cancelled("Tore")), NOON)
    assert day.affected == ()
    assert "Tore" not in {visit.id for visit in day.problem.visits}


@pytest.mark.parametrize(
    ("event", "fault"),
    [
        (Sick("nobody", NOON), NotFound),
        (Cancelled("nothing"), NotFound),
        (Urgent("x", "nobody", "4 km", 60, NOON, NOON), NotFound),
        (Urgent("x", "Siv", "4 km", 60, clock("09:00"), clock("10:00")), BadInput),
        (Late("Olle", clock("09:00"), 60), BadInput),
        (Late("nothing", NOON, 60), NotFound),
    ],
)
def test_what_cannot_be_is_refused(event: Event, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        apply(a_day(), event, NOON)


def test_a_visit_nobody_makes_cannot_be_late() -> None:
    with pytest.raises(Conflict):
        apply(Day(a_day().problem, Plan()), Late("Olle", NOON, 60), NOON)


@pytest.mark.parametrize(
    "event",
    [Sick("Bo", 1), Cancelled("Anna"), Urgent("x", "Anna", "p", 60, 1, 2), Late("Anna", 5, 60)],
    ids=lambda event: str(event.kind),
)
def test_events_come_back_as_they_were_kept(event: Event) -> None:
    assert event_from_json(event_to_json(event)) == event


def test_a_visit_of_no_length_or_backwards_in_time_is_no_event() -> None:
    with pytest.raises(ValueError, match="duration_s"):
        Urgent("x", "Anna", "p", 0, 1, 2)
    with pytest.raises(ValueError, match="duration_s"):
        Late("Anna", 1, 0)
