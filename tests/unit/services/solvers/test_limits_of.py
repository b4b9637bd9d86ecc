"""What a plan asks of one visit: after what it waits for, not too long after it, and before what waits for it."""

from __future__ import annotations

import pytest

from services.problem.columns import columns
from services.problem.timetable import timetable
from services.solvers.openings import limits_of
from tests.builders import a_plan, a_problem, a_shift, a_visit, after, clock

SHOWER, DRESSING = a_visit("Anna.shower"), a_visit("Anna.dressing", after=(after("Anna.shower 15-60"),))
C = columns(a_problem(SHOWER, DRESSING, a_shift("Bo"), a_shift("Eva")))


@pytest.mark.parametrize(
    ("visit", "first", "last"),
    [("Anna.dressing", "08:45", "09:30"), ("Anna.shower", "08:00", "08:45")],
)
def test_both_ends_of_a_dependency_limit_either_visit(visit: str, first: str, last: str) -> None:
    t = timetable(C, a_plan({"Bo": ["Anna.shower 08:00"], "Eva": ["Anna.dressing 09:30"]}))
    limits = limits_of(C, t, C.visit_index[visit])
    assert (limits.first_s + C.origin_s, limits.last_s + C.origin_s) == (clock(first), clock(last))
