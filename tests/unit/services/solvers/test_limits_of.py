"""What a plan asks of one more visit: when, because of visits it is tied to, and where there is room for its load."""

from __future__ import annotations

import numpy as np
import pytest

from services.problem import Vehicle
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.solvers.openings import is_overloaded, limits_of
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


def test_a_vehicle_has_room_for_what_is_left_of_its_load() -> None:
    visits = [a_visit("Anna", load=8), a_visit("Olle", load=4), a_visit("Kim", load=5), a_visit("Per")]
    c = columns(
        a_problem(
            *visits,
            a_shift("Bo", vehicle_id="bike"),
            a_shift("Eva"),
            vehicles=(Vehicle("bike", "bike", load=12),),
        )
    )
    t = timetable(c, a_plan({"Bo": ["Anna 08:00"]}))
    shifts, anna = np.arange(2), np.zeros(2, np.int64)
    overloaded = {v.id: is_overloaded(c, i, shifts, t).tolist() for i, v in enumerate(visits)}
    assert overloaded == {"Anna": [False] * 2, "Olle": [False] * 2, "Kim": [True, False], "Per": [False] * 2}
    assert is_overloaded(c, 2, shifts[:1], t, anna[:1]).tolist() == [False]
