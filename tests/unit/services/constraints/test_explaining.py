"""Every rule is explained to people in both languages, from the words at the head of its own file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.constraints import BY_ID, CATALOGUE
from services.constraints.explaining import explained
from services.constraints.kind import Constraint
from services.words import Language, Text


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.id)
def test_means_why_counts_broken_and_kept_are_said_in_both_languages(rule: Constraint) -> None:
    told = explained(rule)
    said: list[Text] = [told.means, told.why, told.counts, told.broken, told.kept]
    for language in Language:
        words = [text(language) for text in said]
        assert all(each == each.strip() and "\n" not in each for each in words)
        assert words[0].endswith(".")
        assert len(set(words)) == len(words)
    assert all(text.sv != text.en for text in said[:3])


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.id)
def test_both_languages_show_the_same_breach(rule: Constraint) -> None:
    """The number an example ends with is counted by one rule, whoever reads it."""
    told = explained(rule)
    for text in (told.broken, told.kept):
        sv, en = (_last_number(text(language)) for language in Language)
        assert sv == en


def test_what_a_programmer_needs_to_know_is_left_out() -> None:
    told = explained(BY_ID["hard.employee.hours"])
    assert "unpaid breaks" in told.counts.en
    assert "48 hours is the law's week" not in told.kept.en


def test_a_rule_without_swedish_is_not_explained() -> None:
    with pytest.raises(ValueError, match=r"soft\.travel\.minutes"):
        explained(replace(BY_ID["soft.travel.minutes"], swedish=None))


def _last_number(words: str) -> str:
    digits = [word.strip(".,:;()") for word in words.replace(":", " ").split()]
    return [word for word in digits if word.isdigit()][-1]
