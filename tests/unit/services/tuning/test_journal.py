"""The journal shows only what became another, each side in one line."""

from __future__ import annotations

from services.tuning.journal import DEFAULT, NAME, said

TRAVEL, WAITING, POOL = "soft.travel.minutes", "soft.time.waiting", "hard.carer.pool"


def a_profile(weights: dict[str, int], disabled: list[str] | None = None, **levels: str) -> dict[str, object]:
    return {"organization": weights, "disabled": disabled or [], "levels": levels}


def test_a_changed_weight_is_told_alone() -> None:
    was, became = a_profile({TRAVEL: 2, WAITING: 1}), a_profile({TRAVEL: 6, WAITING: 1})
    assert said(was, became) == (f"{TRAVEL} 2", f"{TRAVEL} 6")


def test_a_rule_switched_off_and_one_at_another_level_are_told() -> None:
    became = a_profile({TRAVEL: 2}, [TRAVEL]) | {"levels": {POOL: "SOFT"}}
    assert said(a_profile({TRAVEL: 2}), became) == (f"{TRAVEL} 2", f"{TRAVEL} 2 ×, {POOL} SOFT")


def test_a_new_profile_begins_from_nothing_and_a_removed_one_ends_there() -> None:
    assert said(None, a_profile({TRAVEL: 6})) == ("–", f"{TRAVEL} 6")
    assert said(a_profile({TRAVEL: 6}), None) == (f"{TRAVEL} 6", "–")


def test_a_profile_of_the_catalogues_own_weights_says_nothing_more() -> None:
    assert said(None, a_profile({})) == ("–", "=")


def test_a_single_weight_a_name_and_a_default_stand_alone() -> None:
    assert said({"weight": 3}, {"weight": 9}) == ("3", "9")
    assert said(None, {"weight": 9}) == ("–", "9")
    assert said({NAME: "Vår"}, {NAME: "Sommar"}) == ("Vår", "Sommar")
    assert said({DEFAULT: "Balanserad"}, {DEFAULT: "Vår"}) == ("Balanserad", "Vår")
