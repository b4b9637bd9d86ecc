"""Cells of the grids of shifts, kinds and patterns become what the services take, and only what was edited changes."""

from __future__ import annotations

from datetime import date, time

from data.ids import new_id
from data.repositories.people import EmployeeRow
from data.repositories.shifts import TemplateRow
from pages.components.kinds_of_shift import _pause, _pause_cells
from pages.components.pattern_grid import Known, _cells, _changed, _new
from pages.components.row_grid import Row
from pages.components.shift_table import _new as new_shift
from services.recurrence import Frequency, Kind
from services.roster import NewShift
from services.rota.lines import Pause
from services.rota.rows import PatternRow, new_pattern
from tests.fakes import a_context

OFFICE, HOME = new_id(), new_id()
EVA, BO = EmployeeRow(new_id(), "M1", home_place_id=HOME), EmployeeRow(new_id(), "M2")
DAY = TemplateRow(new_id(), "Dag", time(7), time(16))
CAR = new_id()
KNOWN = Known({"M1": EVA, "M2": BO}, {"Dag": DAY.id}, {"Bil 1": CAR}, OFFICE)
MONDAY = date(2027, 2, 1)


def a_line(who: str = "M1", **cells: object) -> Row:
    return {"who": who, "kind": "Dag", "day1": True, "day3": True, "valid_from": MONDAY, **cells}


def test_a_new_line_of_the_rota_begins_at_the_office_or_at_home_where_it_is_known(tmp_path: object) -> None:
    ctx = a_context(tmp_path)  # type: ignore[arg-type]
    office = _new(ctx, a_line(vehicle="Bil 1"), KNOWN)
    assert (office.start_place_id, office.vehicle_id) == (OFFICE, CAR)
    assert Frequency.from_json(office.frequency) == Frequency(Kind.WEEKLY, (1, 3))
    assert _new(ctx, a_line(begins="home"), KNOWN).start_place_id == HOME
    assert _new(ctx, a_line("M2", begins="home"), KNOWN).start_place_id == OFFICE
    assert _new(ctx, a_line(valid_from=None), KNOWN).valid_from == ctx.now().date()
    every_other = Frequency.from_json(_new(ctx, a_line(weeks=2), KNOWN).frequency)
    assert (every_other.kind, every_other.every_weeks) == (Kind.EVERY_N_WEEKS, 2)


def test_a_line_whose_end_is_set_keeps_its_place_and_a_rule_weekdays_cannot_say(tmp_path: object) -> None:
    ctx = a_context(tmp_path)  # type: ignore[arg-type]
    elsewhere, rule = new_id(), Frequency(Kind.DATES, dates=(MONDAY,))
    was: PatternRow = new_pattern(BO.id, DAY.id, rule, MONDAY, None, elsewhere)
    shown = _cells(ctx, was, KNOWN)
    assert not any(shown[f"day{i}"] for i in range(1, 8))
    row = _changed(was, {**shown, "valid_to": MONDAY}, {"valid_to": MONDAY}, KNOWN)
    assert (row.valid_to, row.start_place_id, row.frequency) == (MONDAY, elsewhere, was.frequency)
    ticked = _changed(was, {**shown, "day5": True}, {"day5": True}, KNOWN)
    assert Frequency.from_json(ticked.frequency) == Frequency(Kind.WEEKLY, (5,))


def test_breaks_read_back_as_they_were_shown() -> None:
    for pause in (Pause(time(11), time(13), 30), Pause(time(2), time(3), 60, is_paid=True, is_required=False)):
        assert _pause(_pause_cells(pause)) == pause


def test_a_new_shift_takes_what_was_written() -> None:
    cells: Row = {"day": MONDAY, "who": "M2", "kind": "Dag", "start": None, "end": time(15)}
    people, kinds = {"M1": EVA.id, "M2": BO.id}, {"Dag": DAY.id}
    assert new_shift(cells, people, kinds) == NewShift(MONDAY, BO.id, DAY.id, None, time(15))
