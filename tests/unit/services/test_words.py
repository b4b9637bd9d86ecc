"""Words: both languages always, and numbers, dates and durations as each language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from services.words import (
    Counted,
    Language,
    Text,
    clock,
    hours,
    lasting,
    long_date,
    minutes,
    number,
    share,
    week,
    weeks,
)

SV, EN = Language.SV, Language.EN


def test_a_text_without_one_of_the_languages_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="both languages"):
        Text(sv="Hej", en=" ")


def test_one_of_something_is_said_in_words_of_its_own() -> None:
    clients = Counted(Text(sv="1 klient", en="1 client"), Text(sv="{count} klienter", en="{count} clients"))
    assert [clients.of(count)(EN, count=count) for count in (0, 1, 2)] == ["0 clients", "1 client", "2 clients"]


@pytest.mark.parametrize(
    ("left", "swedish", "english"),
    [
        (0, "0 klienter väntar på E101", "0 clients wait for E101"),
        (1, "1 klient väntar på E101", "1 client waits for E101"),
        ("+1", "+1 klient väntar på E101", "+1 client waits for E101"),
        (11, "11 klienter väntar på E101", "11 clients wait for E101"),
        ("1,0", "1,0 klienter väntar på E101", "1,0 clients wait for E101"),
    ],
)
def test_a_word_follows_the_count_beside_it(left: int | str, swedish: str, english: str) -> None:
    text = Text(
        sv="{left} {left:klient|klienter} väntar på {who}",
        en="{left} {left:client waits|clients wait} for {who}",
    )
    assert (text(SV, left=left, who="E101"), text(EN, left=left, who="E101")) == (swedish, english)
    assert text.fill(left=left, who="E101") == Text(sv=swedish, en=english)


def test_a_count_that_one_does_not_need_is_said_of_many_only() -> None:
    text = Text(sv="läs in {good:raden|de {good} raderna}", en="take in the {good:row|{good} rows}")
    assert [text(EN, good=good) for good in (1, 2)] == ["take in the row", "take in the 2 rows"]


def test_a_text_follows_the_language_and_so_do_texts_inside_it() -> None:
    level = Text(sv="hård", en="hard")
    text = Text(sv="{count} {level}", en="{count} {level} ones").fill(count=2, level=level)
    assert (text(SV), text(EN)) == ("2 hård", "2 hard ones")
    assert Text(sv="{n} besök", en="{n} visits")(EN, n=3) == "3 visits"


def test_braces_in_a_text_without_values_stay_as_they_are() -> None:
    assert Text(sv="{a}", en="{a}")(SV) == "{a}"


@pytest.mark.parametrize(
    ("value", "decimals", "swedish", "english"),
    [
        (1234.5, 1, "1\u202f234,5", "1,234.5"),
        (-0.7, 1, "\u22120,7", "\u22120.7"),
        (-0.04, 1, "0,0", "0.0"),
        (0, 0, "0", "0"),
        (1_000_000, 0, "1\u202f000\u202f000", "1,000,000"),
    ],
)
def test_numbers_are_written_the_way_of_the_language(value: float, decimals: int, swedish: str, english: str) -> None:
    assert number(value, SV, decimals) == swedish
    assert number(value, EN, decimals) == english


def test_shares_hours_and_minutes_carry_their_unit() -> None:
    assert share(0.805, SV) == "80,5\u202f%"
    assert share(0.805, EN) == "80.5%"
    assert hours(73_800, SV) == "20,5\u202fh"
    assert minutes(725, EN) == "12\u202fmin"


@pytest.mark.parametrize(
    ("seconds", "swedish", "english"),
    [
        (40, "40\u202fs", "40\u202fs"),
        (5_400, "90\u202fmin", "90\u202fmin"),
        (9_000, "2\u202fh 30\u202fmin", "2\u202fh 30\u202fmin"),
        (144_000, "40\u202fh", "40\u202fh"),
        (172_800, "2 dygn", "2 days"),
        (273_600, "3 dygn 4\u202fh", "3 days 4\u202fh"),
    ],
)
def test_how_long_is_said_in_the_unit_people_would_choose(seconds: int, swedish: str, english: str) -> None:
    assert lasting(seconds) == Text(sv=swedish, en=english)


def test_dates_weeks_and_clocks_are_said_as_on_a_wall_calendar() -> None:
    day = date(2027, 2, 3)
    assert long_date(day, SV) == "onsdag 3 februari"
    assert long_date(day, EN) == "Wednesday 3 February"
    assert (week(day, SV), week(day, EN)) == ("v.\u202f5", "wk\u202f5")
    assert (weeks(day, day, SV), weeks(day, date(2027, 2, 14), EN)) == ("v.\u202f5", "wk\u202f5–6")
    assert clock(datetime(2027, 2, 3, 7, 5, tzinfo=UTC)) == "07:05"
