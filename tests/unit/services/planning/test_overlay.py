"""What planners add to a plan: pins and cancellations, kept beside the routes and laid over the problem."""

from __future__ import annotations

import json
from dataclasses import fields
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.planning.overlay import Overlay, overlaid, overlay_from_json
from services.problem import Pin
from services.problem.columns import Columns, columns, repinned
from services.problem.narrowing import thinned
from tests.builders import a_problem, a_shift, a_visit, after, clock, pinned
from tests.examples import examples
from tests.strategies import a_random_problem

PROBLEM = a_problem(
    a_visit("Anna.a", pin=pinned("Bo 08:00")), a_visit("Anna.b"), a_visit("Olle", after=(after("Anna.a 60"),)),
    a_shift("Bo"), groups=[["Anna.a", "Anna.b"]],
)  # fmt: skip
BOTH = Overlay({"Anna.a": None, "Olle": Pin("Bo", clock("10:00"))}, frozenset({"Anna.b"}))


def test_an_overlay_survives_being_stored() -> None:
    assert overlay_from_json(json.loads(json.dumps(BOTH.to_json()))) == BOTH
    assert overlay_from_json({"routes": []}) == Overlay()
    assert Overlay().to_json() == {}


def test_nothing_added_is_the_same_problem() -> None:
    assert overlaid(PROBLEM, Overlay()) is PROBLEM


def test_pins_are_set_and_let_go_and_cancelled_visits_leave_with_their_ties() -> None:
    changed = overlaid(PROBLEM, BOTH)
    visits = {visit.id: visit for visit in changed.visits}
    assert set(visits) == {"Anna.a", "Olle"}
    assert (visits["Anna.a"].pin, visits["Anna.a"].group_id) == (None, None)
    assert visits["Olle"].pin == Pin("Bo", clock("10:00"))
    assert changed.groups == ()
    assert overlaid(PROBLEM, Overlay(cancelled=frozenset({"Anna.a"}))).visits[1].after == ()
    assert columns(changed).pin_shift.tolist() == [-1, 0]


@pytest.mark.parametrize(
    "pins", [{}, {"Anna.a": Pin("Bo", clock("09:00"))}, {"Anna.a": Pin("Bo", clock("10:00")), "Olle": None}]
)
def test_visits_held_elsewhere_give_the_columns_that_a_fresh_start_would(pins: dict[str, Pin | None]) -> None:
    asked = a_problem(a_visit("Anna.a"), a_visit("Olle", pin=Pin("Bo", clock("08:00"))), a_shift("Bo"))
    before = columns(asked)
    assert before.visit_index["Anna.a"] == 0  # what was asked for once is kept
    problem = overlaid(asked, Overlay(pins))
    now, fresh = repinned(before, problem), columns(problem)
    for each in fields(Columns):
        found, expected = getattr(now, each.name), getattr(fresh, each.name)
        assert np.array_equal(found, expected) if isinstance(expected, np.ndarray) else found == expected, each.name
    assert now.visit_index == fresh.visit_index


@given(st.integers(0, 2**32))
@examples(40)
def test_cancelled_visits_leave_the_columns_that_a_fresh_start_would_give(seed: int) -> None:
    rng = Random(seed)
    asked = a_random_problem(rng)
    gone = frozenset(rng.sample([visit.id for visit in asked.visits], rng.randint(1, min(3, len(asked.visits)))))
    pins = {visit.id: None for visit in asked.visits if visit.id not in gone and rng.random() < 0.1}
    problem = overlaid(asked, Overlay(pins, gone))
    now, fresh = thinned(columns(asked), problem), columns(problem)
    for name in {each.name for each in fields(Columns)} - {"visit_need", "missing", "spare"}:
        found, expected = getattr(now, name), getattr(fresh, name)
        assert np.array_equal(found, expected) if isinstance(expected, np.ndarray) else found == expected, name
    for table in ("missing", "spare"):
        assert np.array_equal(getattr(now, table)[now.visit_need], getattr(fresh, table)[fresh.visit_need])
    assert now.visit_index == fresh.visit_index
    for name in ("due_s", "usual_off", "usual_s"):
        assert np.array_equal(getattr(now.terms, name), getattr(fresh.terms, name)), name


def test_a_visit_held_before_everything_else_moves_the_origin() -> None:
    asked = a_problem(a_visit("Anna", window="07:00-08:00"), a_shift("Bo"))
    problem = overlaid(asked, Overlay({"Anna": Pin("Bo", clock("07:00") - 3 * 86_400)}))
    assert repinned(columns(asked), problem).origin_s == columns(problem).origin_s
