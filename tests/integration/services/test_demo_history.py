"""Performed history of the demo: laid once, lived through with the noise of real days, and countable."""

from __future__ import annotations

from datetime import date

import pytest

from data.connect import Database
from data.repositories.visits import VisitRow
from data.vocabulary import FigureBasis, Role, VisitStatus
from data.work import Context
from services.demo import DemoSize, make
from services.demo_organization import DemoOrganization
from services.demo_seeding import history
from services.demo_seeding.dates import visit_rows
from services.demo_seeding.history import lay_history
from services.demo_seeding.ids import DEMO_ORGANIZATION_ID, RowIds
from services.demo_seeding.living import lived
from services.insights.keeping import frame_of
from services.kpi import BY_SLUG, on_days

MONDAY = date(2027, 2, 1)
INSIDE = Context(DEMO_ORGANIZATION_ID, None, Role.ADMIN)


@pytest.fixture(scope="module")
def laid(database: Database) -> history.History:
    """The small organisation's days, one per fortnight: enough to see that they are laid."""
    DemoOrganization(database).switch(is_on=True)
    with database.writing(INSIDE) as work:
        return lay_history(work, DemoSize.S, MONDAY)


def test_ninety_days_and_more_are_laid(laid: history.History) -> None:
    assert (MONDAY - laid.first_day).days >= history.HISTORY_DAYS
    assert laid.last_day < MONDAY
    assert laid.visits > 0


def test_asking_twice_lays_nothing_twice(database: Database, laid: history.History) -> None:
    with database.writing(INSIDE) as work:
        assert lay_history(work, DemoSize.S, MONDAY).visits == 0


def test_performed_days_have_figures(database: Database, laid: history.History) -> None:
    with database.reading(INSIDE) as work:
        frame = frame_of(work, laid.first_day, laid.first_day, FigureBasis.PERFORMED)
    day = frame.calendar.index(laid.first_day)
    part = on_days(frame.c, frame.t, frame.calendar, day, day)
    on_time = BY_SLUG["on_time_share"].of_frame(frame, part).value
    performed = BY_SLUG["performed_of_planned"].of_frame(frame, part).value
    assert on_time is not None
    assert 0.5 < on_time <= 1
    assert performed is not None
    assert 0.6 < performed < 1.2


def test_a_district_s_fortnight_goes_as_the_recipe_says() -> None:
    """Four in a hundred called off, the others nearly all made, and a little shorter than planned."""
    made = make(DemoSize.M, MONDAY)
    ids = RowIds(made)
    rows = lived(made, ids, visit_rows(made, ids, {}), seed=1)
    done = [row for row in rows if row.status is VisitStatus.DONE]
    cancelled = sum(row.status is VisitStatus.CANCELLED for row in rows) / len(rows)
    assert 0.03 < cancelled < 0.05
    assert 0.85 < len(done) / len(rows) < 0.97
    minutes = sum(_lasted_s(row) for row in done) / 60
    assert 0.95 < minutes / (sum(row.duration_s for row in done) / 60) < 1.01


def _lasted_s(row: VisitRow) -> float:
    assert row.actual_start is not None
    assert row.actual_end is not None
    return (row.actual_end - row.actual_start).total_seconds()
