"""What is possible before any search: shifts, trimmed windows, groups and chains, one small problem per promise."""

from __future__ import annotations

from services.problem import Problem
from services.problem.columns import columns
from services.solvers.reach import Reach, reach
from tests.builders import a_problem, a_shift, a_visit, after, clock, pinned, skills


def of(problem: Problem) -> Reach:
    return reach(columns(problem))


def servers(problem: Problem, visit_id: str) -> set[str]:
    c = columns(problem)
    row = reach(c).can_serve[c.visit_index[visit_id]]
    return {shift.id for shift, can in zip(problem.shifts, row, strict=True) if can}


def starts(problem: Problem, visit_id: str) -> list[tuple[str, str]]:
    """`[("08:00", "08:30")]`: the intervals of starts that are left."""
    c = columns(problem)
    r, v = reach(c), c.visit_index[visit_id]
    spans = slice(int(r.window_off[v]), int(r.window_off[v + 1]))
    return [
        (said(c.origin_s + a), said(c.origin_s + b))
        for a, b in zip(r.window_open_s[spans], r.window_close_s[spans], strict=True)
    ]


def said(at_s: int) -> str:
    minutes = (int(at_s) - clock("00:00")) // 60
    day, rest = divmod(minutes, 24 * 60)
    return f"{rest // 60:02d}:{rest % 60:02d}" + (f"+{day}" if day else "")


def test_a_start_is_cut_to_the_way_there_and_the_way_home() -> None:
    problem = a_problem(a_visit("Anna", "06:00-20:00", minutes=30, km=10), a_shift("Bo", "07:00-16:00"))
    assert starts(problem, "Anna") == [("07:10", "15:20")]


def test_a_window_open_on_two_shifts_keeps_both_and_loses_the_time_between() -> None:
    shifts = a_shift("Bo", "07:00-10:00"), a_shift("Eva", "13:00-16:00")
    assert starts(a_problem(a_visit("Anna", "06:00-20:00"), *shifts), "Anna") == [
        ("07:00", "09:30"),
        ("13:00", "15:30"),
    ]


def test_a_fixed_break_parts_the_starts() -> None:
    shift = a_shift("Bo", "07:00-16:00", breaks=["11:00-11:30 30"])
    assert starts(a_problem(a_visit("Anna", "10:00-12:00", km=5), shift), "Anna") == [
        ("10:00", "10:30"),
        ("11:30", "12:00"),
    ]


def test_a_floating_break_leaves_every_start_that_has_room_for_it_before_or_after() -> None:
    shift = a_shift("Bo", "07:00-16:00", breaks=["10:00-14:00 30"])
    assert starts(a_problem(a_visit("Anna", "10:00-12:00", km=5), shift), "Anna") == [("10:00", "12:00")]


def test_a_shift_whose_break_cannot_be_taken_serves_nobody() -> None:
    shift = a_shift("Bo", "07:00-10:00", breaks=["09:50-11:00 30"])
    assert of(a_problem(a_visit("Anna", "07:00-09:00"), shift)).dead.all()


def test_skills_pool_and_refusals_decide_who_may_come() -> None:
    shifts = (
        a_shift("Bo", skills=skills(["insulin"])),
        a_shift("Eva", skills=skills(["insulin:2"])),
        a_shift("Ida", skills=skills(["insulin:3"])),
        a_shift("Per", skills=skills(["insulin:3"])),
    )
    visit = a_visit("Anna", skills=(("insulin", 2),), pool=("Bo", "Eva", "Ida"), prohibited=("Ida",))
    assert servers(a_problem(visit, *shifts), "Anna") == {"Eva"}


def test_a_leg_over_the_limit_is_out_of_reach() -> None:
    problem = a_problem(a_visit("Anna", km=20), a_shift("Bo", max_leg_s=15 * 60), a_shift("Eva"))
    assert servers(problem, "Anna") == {"Eva"}


def test_a_home_far_off_is_reached_by_short_legs_over_another_client() -> None:
    on_the_way = a_visit("Olle", minutes=10, km=10)
    problem = a_problem(a_visit("Anna", km=20), on_the_way, a_shift("Bo", "07:00-16:00", max_leg_s=15 * 60))
    assert servers(problem, "Anna") == {"Bo"}
    assert starts(problem, "Anna") == [("07:30", "15:00")]


def test_a_break_taken_at_a_stop_on_the_way_lets_a_carer_arrive_sooner() -> None:
    alone = a_visit("Anna", "07:00-09:00", km=30)
    on_the_way = a_visit("Olle", "07:00-09:00", minutes=5, km=10)
    shift = a_shift("Bo", "06:50-12:00", breaks=["07:00-07:30 30"])
    assert starts(a_problem(alone, shift), "Anna") == [("08:00", "09:00")]
    assert starts(a_problem(alone, on_the_way, shift), "Anna") == [("07:55", "09:00")]


def test_a_pinned_visit_keeps_its_shift_and_start_whatever_they_break() -> None:
    visit = a_visit("Anna", "09:00-10:00", pool=("Eva",), pin=pinned("Bo 06:00"))
    problem = a_problem(visit, a_shift("Bo"), a_shift("Eva"))
    assert servers(problem, "Anna") == {"Bo"}
    assert starts(problem, "Anna") == [("06:00", "06:00")]
    assert not of(problem).unservable


def test_members_of_a_group_keep_only_what_they_have_in_common() -> None:
    pair = a_visit("Anna.1", "08:00-10:00"), a_visit("Anna.2", "09:00-11:00")
    problem = a_problem(*pair, a_shift("Bo"), a_shift("Eva"), groups=[["Anna.1", "Anna.2"]])
    assert starts(problem, "Anna.1") == starts(problem, "Anna.2") == [("09:00", "10:00")]


def test_a_group_needs_as_many_carers_at_once_as_it_has_members() -> None:
    pair = a_visit("Anna.1", "08:00-12:00"), a_visit("Anna.2", "08:00-12:00")
    shifts = a_shift("Bo", "07:00-16:00"), a_shift("Eva", "10:00-16:00")
    problem = a_problem(*pair, *shifts, groups=[["Anna.1", "Anna.2"]])
    assert starts(problem, "Anna.1") == [("10:00", "12:00")]


def test_two_shifts_of_one_carer_are_not_two_carers() -> None:
    pair = a_visit("Anna.1", "08:00-12:00"), a_visit("Anna.2", "08:00-12:00")
    problem = a_problem(*pair, a_shift("Bo.1"), a_shift("Bo.2"), groups=[["Anna.1", "Anna.2"]])
    assert of(problem).dead.all()


def test_a_group_of_three_that_needs_one_carer_twice_is_dead() -> None:
    trio = [a_visit(f"Anna.{i}", "08:00-12:00", pool=pool) for i, pool in enumerate([("Bo",), ("Bo",), ("Eva", "Ida")])]
    problem = a_problem(*trio, a_shift("Bo"), a_shift("Eva"), a_shift("Ida"), groups=[["Anna.0", "Anna.1", "Anna.2"]])
    assert of(problem).dead.all()


def test_beside_a_pinned_member_the_others_start_with_it_on_another_carer() -> None:
    pair = a_visit("Anna.1", "08:00-10:00", pin=pinned("Bo 09:00")), a_visit("Anna.2", "08:00-10:00")
    problem = a_problem(*pair, a_shift("Bo"), a_shift("Eva"), groups=[["Anna.1", "Anna.2"]])
    assert starts(problem, "Anna.2") == [("09:00", "09:00")]
    assert servers(problem, "Anna.2") == {"Eva"}


def test_a_visit_waits_for_the_earliest_end_of_the_one_before() -> None:
    first = a_visit("Anna.1", "08:00-12:00", minutes=30)
    second = a_visit("Anna.2", "08:00-12:00", after=(after("Anna.1 60"),))
    problem = a_problem(first, second, a_shift("Bo"))
    assert starts(problem, "Anna.2") == [("09:30", "12:00")]
    assert starts(problem, "Anna.1") == [("08:00", "12:00")]  # it may be served without the second


def test_waiting_skips_a_window_that_closes_too_soon() -> None:
    first = a_visit("Anna.1", "08:00-12:00")
    second = a_visit("Anna.2", ["08:00-08:20", "10:00-10:30"], after=(after("Anna.1 0"),))
    third = a_visit("Anna.3", "08:00-12:00", after=(after("Anna.2 0"),))
    problem = a_problem(first, second, third, a_shift("Bo"))
    assert starts(problem, "Anna.2") == [("10:00", "10:30")]
    assert starts(problem, "Anna.3") == [("10:30", "12:00")]


def test_what_waits_for_a_dead_visit_is_dead_and_so_is_its_group() -> None:
    dead = a_visit("Anna.1", "20:00-21:00")
    pair = a_visit("Anna.2", "08:00-12:00", after=(after("Anna.1 0"),)), a_visit("Anna.3", "08:00-12:00")
    last = a_visit("Anna.4", "08:00-12:00", after=(after("Anna.3 0"),))
    problem = a_problem(dead, *pair, last, a_shift("Bo"), a_shift("Eva"), groups=[["Anna.2", "Anna.3"]])
    assert of(problem).dead.all()


def test_a_group_waits_as_one_for_what_any_member_waits_for() -> None:
    first = a_visit("Anna.1", "08:00-12:00", minutes=30)
    pair = a_visit("Anna.2", "08:00-12:00", after=(after("Anna.1 60"),)), a_visit("Anna.3", "08:00-12:00")
    problem = a_problem(first, *pair, a_shift("Bo"), a_shift("Eva"), groups=[["Anna.2", "Anna.3"]])
    assert starts(problem, "Anna.3") == [("09:30", "12:00")]


def test_a_shift_that_only_reaches_starts_cut_later_is_no_candidate() -> None:
    first = a_visit("Anna.1", "08:00-12:00", minutes=30)
    second = a_visit("Anna.2", "08:00-12:00", after=(after("Anna.1 120"),))
    problem = a_problem(first, second, a_shift("Bo"), a_shift("Eva", "07:00-10:30"))
    assert servers(problem, "Anna.1") == {"Bo", "Eva"}
    assert servers(problem, "Anna.2") == {"Bo"}


def test_candidates_list_the_shifts_of_each_visit() -> None:
    problem = a_problem(a_visit("Anna"), a_visit("Olle", "20:00-21:00"), a_shift("Bo"), a_shift("Eva", "10:00-22:00"))
    off, shifts = of(problem).candidates()
    assert off.tolist() == [0, 2, 3]
    assert shifts.tolist() == [0, 1, 1]
