"""What planners add to a plan: pins and cancellations, kept beside the routes and laid over the problem."""

from __future__ import annotations

import json

from services.planning.overlay import Overlay, overlaid, overlay_from_json
from services.problem import Pin
from services.problem.columns import columns
from tests.builders import a_problem, a_shift, a_visit, after, clock, pinned

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
