"""Values stand out against comparable ones before them, and only against enough of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.insights.anomalies import LEAST, anomalies

EVEN = [10.0, 11.0, 10.0, 9.0, 10.0, 11.0, 10.0, 9.0]


def test_a_value_far_from_those_before_stands_out_and_says_what_was_usual() -> None:
    found = anomalies([*EVEN, 20.0])[-1]
    assert found is not None
    assert found.usual == 10.0
    assert found.low < 10.0 < found.high < 20.0


def test_a_value_among_its_neighbours_does_not() -> None:
    assert anomalies([*EVEN, 11.0])[-1] is None


def test_one_odd_value_does_not_hide_the_next() -> None:
    assert [bool(found) for found in anomalies([*EVEN, 20.0, 20.0])[-2:]] == [True, True]


def test_too_few_before_say_nothing() -> None:
    assert anomalies([10.0] * (LEAST - 1) + [99.0])[-1] is None


def test_a_missing_value_is_neither_odd_nor_compared_with() -> None:
    assert anomalies([*EVEN, None, 20.0])[-2] is None
    assert anomalies([*EVEN, None, 20.0])[-1] is not None


def test_weekdays_are_held_against_their_like() -> None:
    """Quiet Sundays are not odd; a quiet Monday is."""
    weeks = ([100.0] * 6 + [40.0]) * 6
    assert not any(anomalies(weeks, season=7))
    assert anomalies([*weeks, 40.0], season=7)[-1] is not None


@given(st.floats(1, 1e6), st.integers(5, 30))
def test_a_value_that_never_changes_is_never_odd(value: float, count: int) -> None:
    assert not any(anomalies([value] * count))
