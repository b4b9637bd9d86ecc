"""The charts of a comparison tell plans apart by letter, pattern and sign, never by colour alone."""

from __future__ import annotations

import pytest

from services.figures.plan_front import plan_front
from services.figures.rule_bars import MOST_RULES, PATTERNS, rule_bars
from services.words import Language

SPOTS = (("A", "A · Manuell", 30.0, 9.0, False), ("B", "B · Bäst", 20.0, 5.0, True), ("C", "C · Nära", 25.0, 4.0, True))


@pytest.mark.parametrize("language", Language)
def test_the_front_and_those_behind_it_differ_in_name_and_sign(language: Language) -> None:
    best, beaten = plan_front(SPOTS, ("x", "y"), language, is_dark=False).data
    assert best.name != beaten.name
    assert best.marker.symbol != beaten.marker.symbol
    assert list(best.text) == ["B", "C"]
    assert list(best.x) == [20.0, 25.0]  # joined from left to right


def test_equal_plans_and_a_single_one_have_room_around_them() -> None:
    same = [("A", "A", 5.0, 0.0, True)]
    layout = plan_front(same, ("x", "y"), Language.SV, is_dark=True).layout
    for low, high in (layout.xaxis.range, layout.yaxis.range):
        assert low < high


def test_every_plan_has_a_pattern_of_its_own_and_the_dearest_rules_are_shown() -> None:
    assert len(set(PATTERNS)) == len(PATTERNS) == 6
    bars = [(f"Regel {i}", (i, 2 * i, 0)) for i in range(30)]
    figure = rule_bars(bars, ["A", "B", "C"], Language.SV)
    assert [bar.name for bar in figure.data] == ["C", "B", "A"]  # drawn from below: A ends on top
    assert len(figure.data[0].y) == MOST_RULES
    assert figure.data[0].y[-1] == "Regel 29"
    assert {bar.marker.pattern.shape for bar in figure.data} == set(PATTERNS[:3])
