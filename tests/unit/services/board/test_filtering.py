"""The filters above the board: what is left is part of the whole, and nothing is lost from the count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.board import RowsBy, board_payload
from services.board.choices import choices
from services.board.filtering import Filter, Status, Trouble, filtered, matching, services_of
from services.board.marks import BREAK, FADED
from services.problem import Plan, Problem
from services.problem.columns import Columns, columns
from services.problem.days import days
from services.problem.timetable import Timetable, timetable
from services.words import Language
from tests.builders import a_plan, a_problem, a_shift, a_visit, pinned
from tests.strategies import a_random_plan, a_random_problem

PROBLEM = a_problem(
    a_visit("Anna", "08:00-09:00", title="Morgon, Dusch"), a_visit("Olle", "08:00-08:30", title="Städ"),
    a_visit("Siv", title="Dusch", skills=(("insulin", 1),), priority=1), a_visit("Ulf", pin=pinned("Eva 13:00")),
    a_shift("Bo"), a_shift("Eva"), clients={"Anna": {"district": "north"}, "Siv": {"district": "south"}},
)  # fmt: skip
PLAN = a_plan({"Bo": ["Anna 08:00", "Olle 09:00"], "Eva": ["Ulf 13:00"]})


def found(**wanted: set[str]) -> list[str]:
    c = columns(PROBLEM)
    hits = matching(c, timetable(c, PLAN), Filter(**{name: frozenset(values) for name, values in wanted.items()}))
    return [PROBLEM.visits[row].id for row in np.flatnonzero(hits)]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({}, ["Anna", "Olle", "Siv", "Ulf"]),
        ({"districts": {"north"}}, ["Anna"]),
        ({"carers": {"Bo"}}, ["Anna", "Olle"]),
        ({"clients": {"Siv", "Ulf"}}, ["Siv", "Ulf"]),
        ({"services": {"Dusch"}}, ["Anna", "Siv"]),
        ({"services": {"Dusch"}, "districts": {"south"}}, ["Siv"]),
        ({"skills": {"insulin"}}, ["Siv"]),
        ({"statuses": {Status.UNPLANNED}}, ["Siv"]),
        ({"statuses": {Status.PINNED, Status.CRITICAL}}, ["Siv", "Ulf"]),
        ({"problems": {Trouble.OUTSIDE}}, ["Olle"]),
        ({"problems": {Trouble.NOBODY}}, ["Siv"]),
        ({"carers": {"nobody we know"}}, []),
    ],
)
def test_each_filter_finds_what_it_names(wanted: dict[str, set[str]], names: list[str]) -> None:
    assert found(**wanted) == names


def test_beside_a_match_the_rows_other_visits_fade_and_other_rows_go() -> None:
    c = columns(PROBLEM)
    whole = board_payload(c, timetable(c, PLAN), date(2027, 2, 1), None, Language.SV)
    left = filtered(whole, frozenset({"Anna"}))
    assert [group[1] for group in left["groups"]] == ["Bo"]
    assert {item[0]: item[6] for item in left["items"]} == {"Anna": "", "Olle": "x" + FADED}
    assert (left["lane"], left["found"]) == ([], [1, 1, 2])


def test_offers_and_refusals_follow_the_rows_that_are_left() -> None:
    c = columns(PROBLEM)
    whole = board_payload(c, timetable(c, PLAN), date(2027, 2, 1), None, Language.SV)
    whole |= {"offers": {"Siv": [[0, 1, 2, "a"], [1, 3, 4, "b"]]}, "refused": {"Siv": {"0": "no", "1": "nor"}}}
    left = filtered(whole, frozenset({"Ulf"}))
    assert left["offers"] == {"Siv": [[0, 3, 4, "b"]]}
    assert left["refused"] == {"Siv": {"0": "nor"}}


def test_choices_are_only_what_the_days_shown_have() -> None:
    c = columns(PROBLEM)
    some = choices(c, np.array([True, True, False, False]), np.array([True, False]))
    assert some.districts == ("north",)
    assert some.carers == (("Bo", "Bo"),)
    assert some.clients == (("Anna", "Anna"), ("Olle", "Olle"))
    assert some.services == ("Dusch", "Morgon", "Städ")
    assert some.skills == ()


def test_a_title_of_several_services_names_each() -> None:
    assert services_of(" Dusch, Städ,, ") == ["Dusch", "Städ"]
    assert services_of("") == []


def whole_board(problem: Problem, plan: Plan, by: RowsBy) -> tuple[Columns, Timetable, dict[str, Any]]:
    c = columns(problem)
    t = timetable(c, plan)
    return c, t, board_payload(c, t, days(c).first, None, Language.SV, day_count=4, by=by)


@given(st.integers(0, 10_000), st.sampled_from(RowsBy), st.data())
def test_a_filtered_board_is_part_of_the_whole_and_counts_add_up(seed: int, by: RowsBy, data: st.DataObject) -> None:
    rng = Random(seed)
    problem = a_random_problem(rng)
    c, t, whole = whole_board(problem, a_random_plan(rng, problem), by)
    some: Callable[[list[str]], frozenset[str]] = lambda names: data.draw(  # noqa: E731
        st.frozensets(st.sampled_from(names), max_size=2) if names else st.just(frozenset())
    )
    wanted = Filter(
        districts=some(["north", "south"]), carers=some([each.id for each in problem.carers]),
        services=some(["Dusch", "Lunch"]), statuses=some(list(Status)), problems=some(list(Trouble)),
    )  # fmt: skip
    ids = frozenset(problem.visits[row].id for row in np.flatnonzero(matching(c, t, wanted)))
    left = filtered(whole, ids)
    bare = {item[0]: (whole["groups"][item[1]][0], *item[2:6]) for item in whole["items"]}
    for item in left["items"]:
        assert bare[item[0]] == (left["groups"][item[1]][0], *item[2:6])
        assert (FADED in item[6]) == (item[0] not in ids and item[6] != BREAK)
    assert {chip[0] for chip in left["lane"]} == {chip[0] for chip in whole["lane"]} & ids
    visits = [item for item in whole["items"] if item[6] != BREAK]
    assert sum(left["found"]) == len(visits) + len(whole["lane"])
    assert left["found"][0] == len(ids & ({item[0] for item in visits} | {chip[0] for chip in whole["lane"]}))
    assert all(
        any(FADED not in i[6] and i[6] != BREAK for i in left["items"] if i[1] == n) for n in range(len(left["groups"]))
    )


@given(st.integers(0, 10_000), st.sampled_from(RowsBy))
def test_a_filter_that_finds_everything_leaves_every_visit_clear(seed: int, by: RowsBy) -> None:
    rng = Random(seed)
    problem = a_random_problem(rng)
    c, t, whole = whole_board(problem, a_random_plan(rng, problem), by)
    assert matching(c, t, Filter()).all()
    left = filtered(whole, frozenset(visit.id for visit in problem.visits))
    assert [item[0] for item in left["items"] if item[6] != BREAK] == [
        item[0] for item in whole["items"] if item[6] != BREAK
    ]
    assert left["found"][1:] == [0, 0]
