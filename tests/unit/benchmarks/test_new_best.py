"""A claim to be better than the best known comes with its plan, and the family's own rules find nothing amiss in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmarks.engine.new_best import held, keep
from tests.benchmarks.engine.tasks import known, load
from tests.benchmarks.families.care import Instance
from tests.benchmarks.families.care_files import plan_of
from tests.benchmarks.families.care_score import score
from tests.benchmarks.families.folder import instances

HELD = {key: text for key, text in held().items() if instances(*key)}


def test_there_are_plans_for_what_is_claimed() -> None:
    assert len(held()) >= 10


@pytest.mark.parametrize("key", HELD, ids="/".join)
def test_a_new_best_keeps_every_rule_of_its_family_and_costs_less(key: tuple[str, str]) -> None:
    instance = load(*key)
    assert isinstance(instance, Instance)
    verdict = score(instance, plan_of(instance, json.loads(HELD[key])))
    assert verdict.faults == ()
    assert verdict.objective < known(key[0])[key[1]]


@pytest.mark.parametrize("key", list(HELD)[:1], ids="/".join)
def test_of_two_plans_the_better_one_stays(key: tuple[str, str], tmp_path: Path) -> None:
    archive, instance = tmp_path / "best.zip", load(*key)
    assert isinstance(instance, Instance)
    told = json.loads(HELD[key])
    late = json.loads(HELD[key])
    for stop in late["routes"][0]["locations"]:
        stop["arrival_time"], stop["departure_time"] = stop["arrival_time"] + 600, stop["departure_time"] + 600
    for plan in (late, told, late):
        keep(*key, json.dumps(plan), archive)
    assert json.loads(held(archive)[key]) == told
