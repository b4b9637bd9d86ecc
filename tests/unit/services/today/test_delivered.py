"""How far a day has come is told from what carers report, and only where they do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from data.ids import new_id
from data.repositories.visits import VisitRow
from data.vocabulary import VisitStatus
from services.today.delivered import Delivered, delivered
from tests.fakes import NOON

MINUTE = timedelta(minutes=1)


def planned(minutes: int, status: VisitStatus = VisitStatus.PLANNED) -> VisitRow:
    start = NOON + minutes * MINUTE
    return VisitRow(
        new_id(), start.date(), new_id(), new_id(), 600, (), status=status, employee_id=new_id(), planned_start=start,
        planned_end=start + 10 * MINUTE,
    )  # fmt: skip


def test_visits_are_done_under_way_or_late() -> None:
    rows = [planned(-60, VisitStatus.DONE), planned(-20, VisitStatus.STARTED), planned(-16), planned(-14), planned(30)]
    waiting = replace(planned(-60), employee_id=None, planned_start=None)
    assert delivered([*rows, waiting], NOON) == Delivered(visits=5, done=1, under_way=1, late=1)


def test_where_nobody_reports_nothing_is_late() -> None:
    told = delivered([planned(-60), planned(-30)], NOON)
    assert told == Delivered(visits=2)
    assert not told.is_reported
