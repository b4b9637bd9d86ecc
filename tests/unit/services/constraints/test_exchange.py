"""Exchange rates between goals, and goals that drown the others, on sheets made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from services.constraints import BY_ID, CATALOGUE
from services.constraints.exchange import SOFT, drowning, matrix, rates, weight_for
from services.constraints.kind import DEFAULT_WEIGHTS, Matches, Row, Score, Weights
from services.constraints.scoring import ScoreSheet

TRAVEL, FACE = BY_ID["soft.travel.minutes"], BY_ID["soft.continuity.new_face"]
WAITING, LOAD = BY_ID["soft.time.waiting"], BY_ID["soft.fair.load"]


def own(**organization: int) -> Weights:
    return Weights({name.replace("__", "."): weight for name, weight in organization.items()}, {}, {})


def rate_of(name: str, reference: str, weights: Weights = DEFAULT_WEIGHTS) -> float:
    return next(rate.units for rate in rates(BY_ID[reference], weights) if rate.rule.id == name)


def a_sheet(costs: dict[str, tuple[int, int]]) -> ScoreSheet:
    """Rows of `{rule: (matches, cost)}`, everything else kept."""
    rows = []
    for rule in CATALOGUE:
        matches, cost = costs.get(rule.id, (0, 0))
        nothing = np.full(matches, -1, np.int32)
        found = Matches(np.ones(matches, np.int64), nothing, nothing, nothing, nothing)
        rows.append(Row(rule, rule.weight, matches, cost, found))
    return ScoreSheet(tuple(rows), Score(soft=sum(cost for _, cost in costs.values())))


def test_one_more_carer_is_worth_a_quarter_of_an_hour_of_driving() -> None:
    assert rate_of("soft.continuity.new_face", "soft.travel.minutes") == 15
    said = next(rate for rate in rates(TRAVEL, DEFAULT_WEIGHTS) if rate.rule is FACE).text
    assert said.sv == "1 medarbetare (Personalkontinuitet) väger lika mycket som 15\u202fmin (Restid)"
    assert said.en == "1 carer (Continuity of carer) weighs as much as 15\u202fmin (Travel time)"


def test_a_rate_the_other_way_round_is_one_over_it() -> None:
    for rule in SOFT:
        if rule.weight and rule is not TRAVEL:
            there = rate_of(rule.id, TRAVEL.id)
            assert rate_of(TRAVEL.id, rule.id) == pytest.approx(1 / there)


def test_counted_units_are_told_in_their_own_words() -> None:
    said = {rate.rule.id: rate.text.en for rate in rates(FACE, DEFAULT_WEIGHTS)}
    assert (
        said["soft.visit.optional"]
        == "1 visit (Optional visit left out) weighs as much as 4 carers (Continuity of carer)"
    )
    assert said["soft.travel.distance"].startswith("0.1\u202fkm (Distance)")


def test_an_answer_becomes_the_weight_that_says_it() -> None:
    assert weight_for(FACE, TRAVEL, 20, DEFAULT_WEIGHTS) == 40
    weight = weight_for(FACE, TRAVEL, 12, own(soft__travel__minutes=5))
    assert rate_of(FACE.id, TRAVEL.id, Weights({FACE.id: weight, TRAVEL.id: 5}, {}, {})) == 12


def test_an_answer_beyond_the_range_stops_at_its_end() -> None:
    assert weight_for(FACE, TRAVEL, 1e9, DEFAULT_WEIGHTS) == FACE.limits.most
    assert weight_for(FACE, TRAVEL, -3, DEFAULT_WEIGHTS) == 0


def test_nothing_can_be_told_in_a_goal_that_weighs_nothing() -> None:
    assert rates(BY_ID["soft.shift.opened"], DEFAULT_WEIGHTS) == ()
    found = matrix(("soft.shift.opened", "soft.travel.minutes"), DEFAULT_WEIGHTS)
    assert [len(found[name]) for name in found] == [0, len(SOFT) - 1]


def test_a_switched_off_goal_is_worth_nothing() -> None:
    assert rate_of(FACE.id, TRAVEL.id, Weights({}, {}, {}, frozenset({FACE.id}))) == 0


def test_goals_in_balance_drown_nobody() -> None:
    balanced = {
        TRAVEL.id: (4000, 2_100_000),
        FACE.id: (140, 800_000),
        WAITING.id: (1500, 590_000),
        LOAD.id: (41, 200_000),
    }
    assert drowning(a_sheet(balanced)) == ()


def test_a_goal_with_most_of_the_cost_is_named_with_those_it_silences() -> None:
    (found,) = drowning(a_sheet({TRAVEL.id: (4000, 9_000_000), WAITING.id: (1500, 900_000), FACE.id: (5, 9_000)}))
    assert found.rule is TRAVEL
    assert found.share == pytest.approx(9_000_000 / 9_909_000)
    assert found.silent == (FACE,)
    assert found.text.sv.startswith("Restid står för 91\u202f% av hela kostnaden")
    assert found.text.sv.endswith("Märks knappt: Personalkontinuitet.")


def test_a_goal_whose_every_breach_is_a_ban_is_named_even_when_it_is_kept() -> None:
    (found,) = drowning(a_sheet({TRAVEL.id: (4000, 2_000_000), WAITING.id: (3000, 1_500_000), FACE.id: (2, 120_000)}))
    assert (found.rule, round(found.breaches)) == (FACE, 120)
    assert found.silent == ()
    assert "120" in found.text.en


def test_a_goal_alone_has_nobody_to_drown() -> None:
    assert drowning(a_sheet({TRAVEL.id: (10, 1000)})) == ()
    assert drowning(a_sheet({})) == ()
