"""Chance that can be repeated, and dealt so that shares hold."""

from __future__ import annotations

from services.demo.dice import Dice


def test_a_new_subject_does_not_move_the_draws_of_another() -> None:
    alone = [Dice(1, "names").whole(0, 10**9) for _ in range(3)]
    Dice(1, "places").whole(0, 10**9)
    assert alone == [Dice(1, "names").whole(0, 10**9) for _ in range(3)]
    assert Dice(1, "names").whole(0, 10**9) != Dice(2, "names").whole(0, 10**9)


def test_shares_are_dealt_exactly_even_to_few() -> None:
    dealt = Dice(1, "shares").deal({"a": 0.5, "b": 0.3, "c": 0.2}, 7)
    assert sorted(dealt) == ["a"] * 4 + ["b"] * 2 + ["c"]


def test_no_more_are_drawn_than_there_are() -> None:
    assert sorted(Dice(1, "some").some([1, 2, 3], 9)) == [1, 2, 3]
