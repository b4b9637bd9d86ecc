"""The scorer of our own days agrees with what is worked out on paper and finds every kind of broken rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.benchmarks.families.care_day import (
    UNSERVED,
    Day,
    Plan,
    Rest,
    Shift,
    Stop,
    Visit,
    without_groups,
    without_rests,
)
from tests.benchmarks.families.care_day_score import score

ROAD = tuple(tuple(600 * abs(a - b) for b in range(3)) for a in range(3))
"""An office and two homes, ten minutes apart."""
SHIFT = Shift(0, 12_000, frozenset({"lift"}), Rest(3_000, 6_000, 1_800))
DAY = Day(
    "paper",
    (SHIFT, replace(SHIFT, skills=frozenset())),
    (
        Visit(1, 1_200, ((600, 1_200), (8_000, 9_000)), "lift"),
        Visit(2, 1_200, ((2_000, 7_000),)),
        Visit(2, 1_200, ((2_000, 7_000),)),
    ),
    ((1, 2),),
    ROAD,
)


def planned(*routes: list[tuple[int | None, int]]) -> Plan:
    return tuple(tuple(Stop(*stop) for stop in route) for route in routes)


WHOLE = planned([(0, 600), (None, 3_000), (1, 5_400)], [(None, 3_000), (2, 5_400)])


def test_a_plan_that_keeps_every_rule_costs_its_way() -> None:
    verdict = score(DAY, WHOLE)
    assert (verdict.travel, verdict.left_out, verdict.faults) == (2_400 + 2_400, 0, ())
    assert verdict.objective == verdict.travel


def test_whoever_is_left_out_costs_more_than_any_way() -> None:
    verdict = score(DAY, planned([(0, 600), (None, 3_000)], []))
    assert (verdict.left_out, verdict.faults) == (2, ())
    assert verdict.objective == 1_200 + 2 * UNSERVED


def test_a_carer_without_visits_needs_no_rest_and_drives_nowhere() -> None:
    assert score(DAY, planned([], [])).objective == 3 * UNSERVED


def test_a_drive_may_be_paused_for_the_rest() -> None:
    on_the_way = planned([(0, 600), (None, 3_100), (1, 5_000)], [(None, 3_000), (2, 5_000)])
    assert score(DAY, on_the_way).faults == ()


@pytest.mark.parametrize(
    ("routes", "said"),
    [
        (([(2, 1_800), (None, 3_000)], []), "visit 2 starts at 00:30:00, outside 00:33:20–01:56:40"),
        (([(0, 600), (1, 1_700), (None, 4_000)], []), "visit 1 overlaps what shift 0 does before"),
        (([(0, 600), (1, 2_100), (None, 4_000)], []), "shift 0 reaches visit 1 300 s too late"),
        (([(0, 600), (None, 3_000), (1, 4_100)], []), "the rest of shift 0 runs into the next visit"),
        (([(0, 1_200), (None, 3_000), (1, 4_100)], []), "shift 0 reaches visit 1 700 s too late"),
        (([(1, 2_000), (None, 3_100)], []), "the rest of shift 0 starts before the visit before it has ended"),
        (([(0, 300), (None, 3_000)], []), "shift 0 reaches visit 0 300 s too late"),
        (([], [(0, 600), (None, 3_000)]), "shift 1 lacks lift for visit 0"),
        (([(0, 600)], []), "shift 0 has 0 rests instead of one"),
        (([(0, 600), (None, 3_000), (None, 5_000)], []), "shift 0 has 2 rests instead of one"),
        (([(0, 600), (None, 6_060)], []), "the rest of shift 0 starts at 01:41:00, outside its time"),
        (([(None, 2_000), (1, 5_000)], []), "the rest of shift 0 starts at 00:33:20, outside its time"),
        (([(1, 2_000), (None, 3_300)], []), "visits 1 and 2 are made by half"),
        (([(1, 2_000), (None, 3_300)], [(2, 2_060), (None, 3_300)]), "visits 1 and 2 start 60 s apart"),
        (([(1, 2_000), (None, 3_300), (2, 5_400)], []), "visits 1 and 2 have one carer for both"),
        (([(0, 600), (None, 3_000), (0, 8_000)], []), "visit 0 is made 2 times"),
    ],
)  # fmt: skip
def test_every_broken_rule_is_named(routes: tuple[list[tuple[int | None, int]], ...], said: str) -> None:
    assert said in score(DAY, planned(*routes)).faults


def test_home_after_the_shift_is_a_fault() -> None:
    short = replace(DAY, shifts=(replace(SHIFT, end=9_500), SHIFT))
    assert score(short, planned([(None, 3_000), (0, 8_000)], [])).faults == ("shift 0 is home 300 s after its end",)


def test_an_eased_day_asks_for_no_rest_and_no_partner() -> None:
    assert score(without_rests(without_groups(DAY)), planned([(0, 600), (1, 2_400)], [])).faults == ()
