"""Every visit nobody can serve is named with its reason, in both languages, without a word about a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.integrations.timefold.reader import read_input
from services.problem import Issue, Problem, Severity, Shift
from services.problem.columns import columns
from services.solvers.reach import reach
from tests.builders import a_problem, a_shift, a_visit, after, skills

CASES = Path(__file__).parents[5] / "shared" / "cases"
UNSERVABLE = {"district-one-day": {}, "district-two-weeks": {"REACH-002": 4, "REACH-004": 4, "REACH-006": 2}}
PRESENT = [name for name in UNSERVABLE if (CASES / f"{name}.input.json").exists()]


def named(problem: Problem) -> dict[str, Issue]:
    return {issue.where.removeprefix("visit "): issue for issue in reach(columns(problem)).unservable}


def test_a_day_on_which_everybody_can_be_served_has_nothing_to_name() -> None:
    assert not named(a_problem(a_visit("Anna"), a_shift("Bo")))


def test_a_skill_nobody_has_is_named() -> None:
    visit = a_visit("Anna", skills=(("insulin", 2),))
    issue = named(a_problem(visit, a_shift("Bo", skills=skills(["insulin"])), a_shift("Eva")))["Anna"]
    assert (issue.severity, issue.code, issue.field, issue.value) == (
        Severity.WARNING,
        "REACH-001",
        "skills",
        "insulin 2",
    )
    assert issue.cause.en == "None of 2 carers may make the visit: 2 lack a skill (insulin 2)."
    assert issue.cause.sv == "Ingen av 2 medarbetare får göra besöket: 2 saknar kompetens (insulin 2)."


def test_carers_are_counted_by_the_first_rule_that_keeps_them_out() -> None:
    visit = a_visit("Anna", skills=(("insulin", 1),), pool=("Bo", "Eva"), prohibited=("Bo",))
    issue = named(a_problem(visit, a_shift("Bo"), a_shift("Eva"), a_shift("Ida"), a_shift("Per")))["Anna"]
    assert issue.cause.en == (
        "None of 4 carers may make the visit: 1 declined, 2 outside the client's pool, 1 lack a skill (insulin)."
    )


def test_a_way_home_that_is_too_long_is_told_to_the_minute_with_the_next_shift() -> None:
    visit = a_visit("Anna", "14:15-14:30", minutes=35, km=14)
    issue = named(a_problem(visit, a_shift("Day", "07:00-15:00"), a_shift("Evening", "16:00-22:00")))["Anna"]
    assert issue.code == "REACH-002"
    assert issue.cause.en.replace("\u202f", " ") == (
        "No shift can make the visit: start Monday 1 February 14:15–14:30, 35 min. Shift Day is not back in time: "
        "start 14:15, 35 min there and 14 min home make 15:04, the shift ends 15:00. "
        "Shift Evening works Monday 1 February 16:00 to 22:00."
    )
    assert "hinner inte tillbaka" in issue.cause.sv


@pytest.mark.parametrize(
    ("window", "shift", "says"),
    [
        ("08:05-08:15", a_shift("Bo", "08:00-15:00"), "begins 08:00 and is there at 08:30; the latest start is 08:15"),
        ("07:30-08:15", a_shift("Bo", "07:30-08:30"), "is too short: 30 min there, 30 min on site and 30 min home"),
        ("08:05-08:15", a_shift("Bo", "07:00-15:00", max_leg_s=600), "may not travel that far in one go: 30 min there"),
        (
            "08:05-08:15",
            a_shift("Bo", "07:00-15:00", breaks=["08:00-08:50 30"]),
            "has no room for the break (08:00–08:50)",
        ),
    ],
)
def test_each_way_to_miss_a_visit_has_its_words(window: str, shift: Shift, says: str) -> None:
    issue = named(a_problem(a_visit("Anna", window, km=30), shift))["Anna"]
    assert says in issue.cause.en.replace("\u202f", " ")


def test_who_may_not_come_is_counted_when_time_is_the_reason() -> None:
    visit = a_visit("Anna", "20:00-21:00", prohibited=("Eva",))
    issue = named(a_problem(visit, a_shift("Bo"), a_shift("Eva", "16:00-22:00")))["Anna"]
    assert issue.cause.en.endswith("Leaving out those who may not come (1 declined).")


def test_a_group_without_a_common_start_or_without_enough_carers_says_which() -> None:
    apart = a_visit("Anna.1", "08:00-09:00"), a_visit("Anna.2", "10:00-11:00")
    two = a_shift("Bo"), a_shift("Eva")
    assert "no start time in common" in named(a_problem(*apart, *two, groups=[["Anna.1", "Anna.2"]]))["Anna.1"].cause.en
    pair = a_visit("Anna.1", "08:00-09:00"), a_visit("Anna.2", "08:00-09:00")
    issue = named(a_problem(*pair, a_shift("Bo"), groups=[["Anna.1", "Anna.2"]]))["Anna.2"]
    assert (issue.code, issue.value) == ("REACH-003", "group 1")
    assert "need 2 different carers" in issue.cause.en


def test_the_mates_of_a_dead_visit_name_it_and_its_reason() -> None:
    pair = a_visit("Anna.1", "08:00-09:00"), a_visit("Anna.2", "08:00-09:00", skills=(("sond", 1),))
    issue = named(a_problem(*pair, a_shift("Bo"), a_shift("Eva"), groups=[["Anna.1", "Anna.2"]]))["Anna.1"]
    assert (issue.code, issue.value) == ("REACH-004", "Anna.2")
    assert issue.cause.en.endswith(
        "nobody can make Anna.2: None of 2 carers may make the visit: 2 lack a skill (sond)."
    )


def test_a_visit_behind_a_dead_one_names_it() -> None:
    behind = a_visit("Anna.2", after=(after("Anna.1 60"),))
    issue = named(a_problem(a_visit("Anna.1", skills=(("sond", 1),)), behind, a_shift("Bo")))["Anna.2"]
    assert (issue.code, issue.field, issue.value) == ("REACH-005", "after", "Anna.1")


def test_a_chain_of_waiting_is_told_link_by_link() -> None:
    showers = [a_visit("Anna.s1", "08:00-16:00")]
    for i in (2, 3):
        window = [f"08:00{d}-15:00{d}" for d in ("", "+1", "+2")]
        showers.append(a_visit(f"Anna.s{i}", window, after=(after(f"Anna.s{i - 1} 1395"),)))
    lunch = a_visit("Anna.lunch", "11:00-12:00", after=(after("Anna.s3 0"),))
    shifts = [a_shift(f"Bo.{d}", f"07:00+{d}-16:00+{d}") for d in range(3)]
    issue = named(a_problem(*showers, lunch, *shifts))["Anna.lunch"]
    assert issue.code == "REACH-006"
    assert issue.cause.en.replace("\u202f", " ") == (
        "Anna.s1 starts Monday 1 February 08:00 at the earliest and takes 30 min. "
        "Anna.s2 must come at least 23 h 15 min after Anna.s1: Tuesday 2 February 08:00 at the earliest. "
        "Anna.s3 must come at least 23 h 15 min after Anna.s2: Wednesday 3 February 08:00 at the earliest. "
        "This visit must come after Anna.s3. So the visit can start Wednesday 3 February 08:30 at the earliest, "
        "but the last start is Monday 1 February 12:00."
    )


@pytest.mark.parametrize("name", PRESENT)
def test_the_real_cases_name_the_visits_nobody_can_serve(name: str) -> None:
    problem = read_input((CASES / f"{name}.input.json").read_bytes()).problem
    assert problem is not None
    codes = [issue.code for issue in reach(columns(problem)).unservable]
    assert {code: codes.count(code) for code in codes} == UNSERVABLE[name]
