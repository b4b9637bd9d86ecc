"""Key figures day by day."""

from __future__ import annotations

from datetime import date

from services.kpi.by_day import by_day
from services.problem.columns import columns
from services.problem.timetable import timetable
from tests.builders import a_plan, a_problem, a_shift, a_visit

MONDAY, TUESDAY = date(2027, 2, 1), date(2027, 2, 2)
C = columns(
    a_problem(a_visit("Anna.1"), a_visit("Anna.2", "07:00+1-16:00+1"), a_shift("Bo"), a_shift("Eva", "07:00+1-16:00+1"))
)
FIGURES = by_day(
    C, timetable(C, a_plan({"Bo": ["Anna.1 08:00"], "Eva": ["Anna.2 08:00+1"]})), ("assigned_visits", "continuity_all")
)


def test_each_day_has_its_own_count() -> None:
    assert FIGURES.days == (MONDAY, TUESDAY)
    assert [FIGURES.value("assigned_visits", day) for day in FIGURES.days] == [1, 1]


def test_carers_per_client_count_the_whole_plan_and_grow_by_the_day() -> None:
    assert list(FIGURES.values["continuity_all"]) == [1, 2]
    assert FIGURES.value("continuity_all", MONDAY) == 2


def test_a_day_the_plan_does_not_have_has_no_value() -> None:
    assert FIGURES.value("assigned_visits", date(2027, 3, 1)) is None
    assert FIGURES.n("assigned_visits", date(2027, 3, 1)) == 0
