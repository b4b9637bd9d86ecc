"""Which passwords may be chosen: long and not easily guessed, whatever signs they are made of."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.accounts.password_rules import SHORTEST, SHORTEST_WITH_STEP, check
from services.errors import BadInput

ABOUT = ("petra.planerare@kommunen.example", "Petra Planerare", "Björkhagens hemtjänst")


def may(password: str, *, has_second_step: bool = False) -> bool:
    try:
        check(password, has_second_step=has_second_step, about=ABOUT)
    except BadInput:
        return False
    return True


ODD = ("gröna moln över bryggan", "tre katter dansar", "korrekthästbatteri", "829104735516283", "x7#Kq!m2Rv9$wLpZ",
       "🦊🌲🧊🪵🧭🪨🌊🏕🧶🪁🐟🌿🪶🕯🧵")  # fmt: skip


@pytest.mark.parametrize("password", ODD)
def test_long_and_odd_ones_are_welcome_without_capitals_or_digits(password: str) -> None:
    assert may(password)


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "P@ssw0rd12345678",
        "LösenordLösenord1",
        "Sommar2027Sommar2027",
        "123456789012345678",
        "qwertyuiopåasdfgh",
        "aaaaaaaaaaaaaaaaaaaa",
        "abababababababab",
        "PetraPlanerare2027",
        "björkhagenshemtjänst",
        "petra.planerare@kommunen",
        "valkommen till caire",
        "Välkommen!Välkommen!",
        "abcdefghijklmnop1",
    ],
)
def test_what_everybody_tries_first_is_refused(password: str) -> None:
    assert len(password) >= SHORTEST
    assert not may(password)


def test_fifteen_signs_without_a_second_step_and_twelve_with_one() -> None:
    long, short = "mossa ur skogen"[:SHORTEST], "mossa å gran"[:SHORTEST_WITH_STEP]
    assert (may(long), may(long[:-1])) == (True, False)
    assert (may(short, has_second_step=True), may(short[:-1], has_second_step=True), may(short)) == (True, False, False)


def test_a_password_is_not_longer_than_is_hashed() -> None:
    assert may("gröna moln " * 90)
    assert not may("gröna moln " * 100)


@given(st.text(min_size=0, max_size=14))
def test_nothing_short_is_let_through_and_no_sign_is_a_fault(password: str) -> None:
    assert not may(password)


@given(st.text(st.characters(categories=("Ll", "Lo")), min_size=30, max_size=60))
def test_many_different_letters_are_let_through(password: str) -> None:
    assume(len(set(password.casefold())) > 25)
    assert may(password)
