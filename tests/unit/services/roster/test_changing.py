"""Clock times a planner writes become moments: over midnight, when clocks change, with the breaks that still fit."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from data.ids import new_id
from data.repositories.people import EmployeeRow
from data.repositories.shifts import BreakRow, ShiftRow, TemplateRow
from data.vocabulary import ShiftStatus, Transport
from services.roster import NewShift, Wanted, worked_longer_s
from services.roster.changing import changed, clock_of, made

ZONE = ZoneInfo("Europe/Stockholm")
MONDAY = date(2027, 2, 1)
EVA = EmployeeRow(new_id(), "M1")
BO = EmployeeRow(new_id(), "M2", transport=Transport.BIKE)
OFFICE: UUID = new_id()
PAUSE = [{"start": "11:00", "end": "13:00", "required": True, "duration_min": 30}]
DAY = TemplateRow(new_id(), "Dag", time(7), time(16), PAUSE)


def at(clock: str, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZONE)


def a_shift(first: str = "07:00", last: str = "16:00", day: date = MONDAY) -> ShiftRow:
    start, end = at(first, day), at(last, day)
    pause = BreakRow("b", at("11:00", day), at("13:00", day), 1800)
    return ShiftRow(
        new_id(), day, EVA.id, start, end if end > start else at(last, day + timedelta(days=1)), OFFICE, OFFICE,
        breaks=(pause,), soft_end=at("15:30", day) if end > start else None,
    )  # fmt: skip


def wanted(was: ShiftRow, who: EmployeeRow = EVA, **clocks: str) -> ShiftRow:
    told = {"start": clock_of(was.planned_start, ZONE), "end": clock_of(was.planned_end, ZONE)}
    told |= {name: time.fromisoformat(clock) for name, clock in clocks.items()}
    return changed(was, Wanted(who.id, **told), who, ZONE)


def test_nothing_written_changes_nothing() -> None:
    for was in (a_shift(), a_shift("22:00", "06:00")):
        assert wanted(was) == was


def test_a_shorter_day_keeps_the_break_that_fits_and_cuts_its_window() -> None:
    row = wanted(a_shift(), end="12:00")
    assert (row.planned_end, row.breaks[0].latest_end, row.soft_end) == (at("12:00"), at("12:00"), None)
    fixed = wanted(a_shift(), end="11:30")
    assert fixed.breaks[0].is_fixed
    assert wanted(a_shift(), end="11:00").breaks == ()


def test_somebody_else_comes_by_her_own_means() -> None:
    row = wanted(a_shift(), BO)
    assert (row.employee_id, row.transport, row.planned_start) == (BO.id, Transport.BIKE, at("07:00"))


def test_what_was_worked_moves_the_state_and_not_the_plan() -> None:
    was = a_shift()
    begun = wanted(was, worked_from="06:50")
    assert (begun.status, begun.actual_start, worked_longer_s(begun)) == (ShiftStatus.ACTIVE, at("06:50"), None)
    over = wanted(was, worked_from="06:50", worked_to="16:20")
    assert (over.status, worked_longer_s(over)) == (ShiftStatus.COMPLETED, 30 * 60)
    assert (over.planned_start, over.planned_end, over.breaks) == (was.planned_start, was.planned_end, was.breaks)
    assert wanted(over).status is ShiftStatus.PLANNED


def test_a_night_that_went_on_past_midnight_ends_on_the_next_day() -> None:
    row = wanted(a_shift("16:00", "23:45"), worked_from="15:55", worked_to="00:15")
    assert row.actual_end == at("00:15", MONDAY + timedelta(days=1))
    assert worked_longer_s(row) == 35 * 60


def test_the_night_the_clock_goes_back_lasts_nine_hours_on_the_wall_of_eight() -> None:
    saturday = date(2027, 10, 30)
    row = wanted(a_shift("21:00", "06:00", saturday), start="22:00")
    assert (row.planned_end - row.planned_start) == timedelta(hours=9)


@given(st.integers(0, 95), st.integers(0, 95))
def test_hours_read_back_as_they_were_written(first: int, last: int) -> None:
    start, end = (time(n // 4, n % 4 * 15) for n in (first, last))
    row = changed(a_shift(), Wanted(EVA.id, start, end), EVA, ZONE)
    assert (clock_of(row.planned_start, ZONE), clock_of(row.planned_end, ZONE)) == (start, end)
    assert timedelta() < row.planned_end - row.planned_start <= timedelta(days=1)
    assert all(row.planned_start <= b.earliest and b.latest_end <= row.planned_end for b in row.breaks)


def test_a_new_shift_takes_the_hours_of_its_kind_or_its_own() -> None:
    of_kind = made(NewShift(MONDAY, BO.id, DAY.id), BO, DAY, OFFICE, ZONE)
    assert of_kind is not None
    assert (of_kind.planned_start, of_kind.planned_end, len(of_kind.breaks)) == (at("07:00"), at("16:00"), 1)
    assert (of_kind.transport, of_kind.shift_template_id) == (Transport.BIKE, DAY.id)
    late = made(NewShift(MONDAY, BO.id, DAY.id, end=time(18)), BO, DAY, OFFICE, ZONE)
    assert late is not None
    assert (late.planned_start, late.planned_end) == (at("07:00"), at("18:00"))
    own = made(NewShift(MONDAY, BO.id, None, time(22), time(6)), BO, None, OFFICE, ZONE)
    assert own is not None
    assert own.planned_end == at("06:00", MONDAY + timedelta(days=1))
    assert made(NewShift(MONDAY, BO.id, None, time(22)), BO, None, OFFICE, ZONE) is None
