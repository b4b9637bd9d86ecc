"""Who is told what when a plan is published: each carer of each day once, and nobody of what stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.ids import new_id
from data.repositories.visits import Assignment, VisitRow, WindowRow
from data.vocabulary import VisitStatus
from services.editing.noticing import notices

ZONE, MONDAY = ZoneInfo("Europe/Stockholm"), date(2027, 2, 1)
BO, EVA, PLAN = new_id(), new_id(), new_id()
EIGHT = datetime(2027, 2, 1, 7, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def a_row(carer: UUID | None, start: datetime | None, status: VisitStatus = VisitStatus.PLANNED) -> VisitRow:
    window = WindowRow(EIGHT, EIGHT + HOUR, EIGHT + 2 * HOUR)
    return VisitRow(
        new_id(), MONDAY, new_id(), new_id(), 1800, (window,), employee_id=carer, planned_start=start, status=status
    )


def told(row: VisitRow, carer: UUID | None, start: datetime | None) -> dict[tuple[UUID, date], dict[str, int]]:
    planned = {row.id: Assignment(row.id, MONDAY, carer, start, None if start is None else start + HOUR)}
    found = notices(PLAN, [row], planned, ZONE, MONDAY)
    return {(each.employee_id, each.day): {kind: len(of) for kind, of in each.change.items()} for each in found}


def test_what_stays_is_not_told() -> None:
    assert told(a_row(BO, EIGHT), BO, EIGHT) == {}
    assert told(a_row(None, None, VisitStatus.UNASSIGNED), None, None) == {}


def test_a_visit_that_changes_hands_is_told_to_both() -> None:
    assert told(a_row(BO, EIGHT), EVA, EIGHT) == {(BO, MONDAY): {"gone": 1}, (EVA, MONDAY): {"new": 1}}


def test_another_time_is_told_once_and_another_day_as_gone_and_new() -> None:
    assert told(a_row(BO, EIGHT), BO, EIGHT + HOUR) == {(BO, MONDAY): {"moved": 1}}
    assert told(a_row(BO, EIGHT), BO, EIGHT + DAY) == {(BO, MONDAY): {"gone": 1}, (BO, MONDAY + DAY): {"new": 1}}


def test_what_has_begun_or_lies_behind_is_left_alone() -> None:
    assert told(a_row(BO, EIGHT, VisitStatus.STARTED), EVA, EIGHT) == {}
    assert told(a_row(BO, EIGHT - DAY), EVA, EIGHT - DAY) == {}
