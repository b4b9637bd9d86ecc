"""Every key figure of the case files is what was worked out on paper."""

from __future__ import annotations

import re

import pytest

from services.kpi import BY_SLUG, EVERY, whole
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.words import Language
from tests.unit.services.kpi.cases import Case, all_cases

WORKED = all_cases()


@pytest.mark.parametrize("case", WORKED, ids=lambda case: f"{case.slug}-{case.name}")
def test_the_figure_is_what_was_worked_out_on_paper(case: Case) -> None:
    c = columns(case.problem)
    found = BY_SLUG[case.slug].count(c, timetable(c, case.plan), whole(c), case.accounts).value
    assert found == (None if case.expected is None else pytest.approx(case.expected, abs=1e-9))


def test_every_figure_has_a_case() -> None:
    """The figures of the rules are one function; the rules have cases of their own."""
    assert {kpi.slug for kpi in EVERY} <= {case.slug for case in WORKED}


def test_every_benchmark_says_whose_it_is_and_of_which_year() -> None:
    """A source that states no year is said to state none."""
    for kpi in EVERY:
        if kpi.benchmark is not None:
            assert kpi.benchmark.low <= kpi.benchmark.high
            assert kpi.benchmark.year is None or re.fullmatch(r"\d{4}(–\d{4})?", kpi.benchmark.year)
            assert all(kpi.benchmark.told(language).endswith(")") for language in Language)
