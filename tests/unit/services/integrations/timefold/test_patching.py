"""A patch turns what was sent before into what is to be sent now, by the language as the platform applies it."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.constraints.kind import DEFAULT_WEIGHTS
from services.integrations.timefold.disguise import disguised
from services.integrations.timefold.patching import patch_between
from services.integrations.timefold.payload import model_input
from services.problem import Pin, Problem
from tests.builders import a_problem, a_shift, a_visit, clock
from tests.examples import examples
from tests.standins.timefold.contract import PATCH, faults_of
from tests.standins.timefold.patches import patched
from tests.strategies import a_random_problem

Json = dict[str, Any]


def model(problem: Problem, frozen_until_s: int | None = None) -> Json:
    told: Json = json.loads(json.dumps(model_input(disguised(problem, DEFAULT_WEIGHTS), frozen_until_s)))
    return told


def in_order(told: Json) -> Json:
    """Order has no meaning, and an empty list none either."""
    by_id = {
        name: sorted(told.get(name, []), key=lambda each: str(each["id"]))
        for name in ("vehicles", "visits", "visitGroups")
    }
    by_id["vehicles"] = [
        {**each, "shifts": sorted(each["shifts"], key=lambda s: str(s["id"]))} for each in by_id["vehicles"]
    ]
    return {**told, **by_id}


@given(st.integers(0, 50_000), st.integers(0, 50_000))
@examples(40)
def test_any_input_is_patched_into_any_other(first: int, second: int) -> None:
    before, after = (model(a_random_problem(Random(seed))) for seed in (first, second))
    steps = patch_between(before, after)
    assert in_order(patched(before, steps)) == in_order(after)
    assert faults_of({"patch": json.loads(json.dumps(steps))}, PATCH) == []


def test_nothing_changed_is_no_patch() -> None:
    told = model(a_random_problem(Random(3)))
    assert patch_between(told, told) == []


def test_a_sick_carer_and_a_pinned_morning_are_a_few_steps() -> None:
    before = a_problem(a_visit("Anna"), a_visit("Olle"), a_shift("Bo"), a_shift("Cia"))
    visits = (replace(before.visits[0], pin=Pin("Bo", clock("08:00"))), before.visits[1])
    after = replace(before, visits=visits, shifts=before.shifts[:1], carers=before.carers[:1])
    steps = patch_between(model(before), model(after, clock("10:00")))
    assert [(step["op"], step["path"]) for step in steps] == [
        ("add", "/freezeTime"),
        ("remove", "/vehicles/[id=Cia]"),
        ("replace", "/vehicles/[id=Bo]/shifts/[id=Bo]"),
        ("replace", "/visits/[id=Anna]"),
    ]
