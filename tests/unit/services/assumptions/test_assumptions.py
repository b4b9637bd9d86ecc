"""Assumptions: usual ones lie within their limits and name a source, and two people's changes meet without a loss."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from services.assumptions import AMOUNTS, CHOICES, faults, meet
from services.assumptions.stored import from_json, to_json
from services.kpi.assumptions import USUAL, Assumptions, PaidTime
from services.problem import Mode

OWN = Assumptions(wage_sek=187.5, paid_time=PaidTime.VISITS, pays_breaks=False)


def test_every_assumption_can_be_seen_and_the_usual_ones_are_sound() -> None:
    shown = {amount.name for amount in AMOUNTS} | {choice.name for choice in CHOICES}
    assert shown == {field.name for field in fields(Assumptions)}
    assert not faults(USUAL)
    assert all(amount.source.sv and amount.year[:2] == "20" for amount in AMOUNTS)


@pytest.mark.parametrize("amount", AMOUNTS, ids=lambda amount: amount.name)
@pytest.mark.parametrize("beyond", [-1.0, 1.0, float("nan"), float("inf")])
def test_a_number_outside_its_limits_is_named_with_them(amount: object, beyond: float) -> None:
    name, low, high = (getattr(amount, each) for each in ("name", "low", "high"))
    value = low + beyond if beyond < 0 else high + beyond
    (issue,) = faults(replace(USUAL, **{name: value}))
    assert issue.field == name
    assert f"{high:g}" in issue.cause.sv


def test_what_is_kept_is_what_differs_and_comes_back_the_same() -> None:
    assert to_json(USUAL) == {}
    assert to_json(OWN) == {"wage_sek": 187.5, "paid_time": "B", "pays_breaks": False}
    assert from_json(to_json(OWN)) == OWN
    assert from_json({"wage_sek": 150.0, "of an older version": 1}) == Assumptions(wage_sek=150.0)


def test_changes_to_different_things_are_both_kept() -> None:
    found = meet(USUAL, replace(USUAL, wage_sek=210), replace(USUAL, km_sek=4))
    assert not found.clashes
    assert found.settled(()) == replace(USUAL, wage_sek=210, km_sek=4)


def test_where_both_changed_the_same_one_is_chosen() -> None:
    found = meet(USUAL, replace(USUAL, wage_sek=210, km_sek=3), replace(USUAL, wage_sek=190, km_sek=3))
    assert found.clashes == ("wage_sek",)
    assert found.settled(()).wage_sek == 190
    assert found.settled(["wage_sek"]).wage_sek == 210


def test_an_assumed_hour_carries_its_overhead_and_whoever_walks_gives_off_nothing() -> None:
    held = Assumptions(wage_sek=200, overhead_percent=50, tolerance_min=7.5, co2_bike_kg=0.01)
    assert held.hour_sek == 300
    assert held.tolerance_s == 450
    assert [held.co2_kg(mode) for mode in (Mode.CAR, Mode.BIKE, Mode.WALK, Mode.PUBLIC)] == [0.15, 0.01, 0.0, 0.03]
