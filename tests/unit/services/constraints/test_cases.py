"""Every example in the case files is counted as it says."""

from __future__ import annotations

import pytest

from services.constraints import BY_ID
from services.problem.columns import columns
from services.problem.timetable import timetable
from tests.unit.services.constraints.cases import Case, case_files, read_cases, total

EXAMPLES = [case for path in case_files() for case in read_cases(path)]


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: f"{case.constraint_id}-{case.name}")
def test_the_example_is_counted_as_it_says(case: Case) -> None:
    table = columns(case.problem)
    found = BY_ID[case.constraint_id].find(table, timetable(table, case.plan))
    assert total(found) == case.counts


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: f"{case.constraint_id}-{case.name}")
def test_a_kept_example_counts_nothing_and_a_broken_one_something(case: Case) -> None:
    assert case.name.startswith("kept_" if case.counts == 0 else "broken_")
