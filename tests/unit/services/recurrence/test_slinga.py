"""The care system's words for a recurrence, and ours."""

from __future__ import annotations

from datetime import date

import pytest

from services.errors import BadInput
from services.recurrence import Frequency, Kind
from services.recurrence.slinga import read_slinga, write_slinga
from services.recurrence.wording import in_words
from services.words import Language


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Varje dag", Frequency(Kind.DAILY)),
        ("Varje vecka, mån tis ons tor fre lör sön", Frequency(Kind.WEEKLY)),
        ("Varje vecka, mån tor", Frequency(Kind.WEEKLY, (1, 4))),
        ("Varannan vecka, tor", Frequency(Kind.EVERY_N_WEEKS, (4,), 2)),
        ("Var 3:e vecka, ons", Frequency(Kind.EVERY_N_WEEKS, (3,), 3)),
        ("Var 4:e vecka, mån", Frequency(Kind.EVERY_N_WEEKS, (1,), 4)),
    ],
)
def test_the_words_of_the_care_system_are_read_and_written_back(words: str, rule: Frequency) -> None:
    assert read_slinga(words) == rule
    assert write_slinga(rule) == words


def test_stray_spaces_and_capitals_are_forgiven() -> None:
    assert read_slinga(" varje  VECKA ,  Tis   mån ") == Frequency(Kind.WEEKLY, (1, 2))


@pytest.mark.parametrize(
    "words", ["", "Varje månad", "Varje vecka", "Varje vecka, mon", "Var 0:e vecka, mån", "Var 99:e vecka, ons"]
)
def test_other_words_are_refused(words: str) -> None:
    with pytest.raises(BadInput, match=r"RECUR-00[48]"):
        read_slinga(words)


@pytest.mark.parametrize(
    ("rule", "swedish", "english"),
    [
        (Frequency(Kind.DAILY), "Varje dag", "Every day"),
        (Frequency(Kind.WEEKLY, (1, 2, 3, 4, 5)), "Varje vecka: mån–fre", "Every week: Mon–Fri"),
        (Frequency(Kind.EVERY_N_WEEKS, (4,), 2), "Varannan vecka: tor", "Every other week: Thu"),
        (Frequency(Kind.EVERY_N_WEEKS, (1, 4), 3, skips_holidays=True), "Var 3:e vecka: mån tor, inte på röda dagar",
         "Every 3 weeks: Mon Thu, not on public holidays"),
        (Frequency(Kind.N_PER_WEEK, (1, 2, 3), times=2), "2 gånger i veckan, mån–ons, dagarna väljs vid planering",
         "2 times a week, Mon–Wed, the days are chosen when planning"),
        (Frequency(Kind.DATES, dates=(date(2027, 2, 1),)), "Bestämda dagar: måndag 1 februari",
         "On given days: Monday 1 February"),
        (Frequency(Kind.DAILY, except_dates=tuple(date(2027, 2, day) for day in range(1, 6))),
         "Varje dag, utom måndag 1 februari, tisdag 2 februari, onsdag 3 februari och 2 till",
         "Every day, except Monday 1 February, Tuesday 2 February, Wednesday 3 February and 2 more"),
    ],
)  # fmt: skip
def test_a_rule_reads_as_a_sentence(rule: Frequency, swedish: str, english: str) -> None:
    assert in_words(rule, Language.SV) == swedish
    assert in_words(rule, Language.EN) == english
