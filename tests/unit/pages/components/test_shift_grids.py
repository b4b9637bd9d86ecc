"""Cells of the grids of shifts, kinds and patterns become what the services take, and only what was edited changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from data.ids import new_id
from data.repositories.people import EmployeeRow
from data.repositories.shifts import TemplateRow
from pages.components.availability import _faults as faults_of_hours
from pages.components.kinds_of_shift import _no_length, _no_room, _pause, _pause_cells, _pause_rows
from pages.components.pattern_grid import Known, _cells, _changed, _new
from pages.components.pattern_grid import _faults as faults_of_line
from pages.components.row_checks import Breach, half_placed
from pages.components.shift_table import _faults as faults_of_shift
from pages.components.shift_table import _hours, _is_another
from pages.components.shift_table import _new as new_shift
from services.grids import Cells
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


def a_line(who: str = "M1", **cells: object) -> Cells:
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
    cells: Cells = {"day": MONDAY, "who": "M2", "kind": "Dag", "start": None, "end": time(15)}
    people, kinds = {"M1": EVA.id, "M2": BO.id}, {"Dag": DAY.id}
    assert new_shift(cells, people, kinds) == NewShift(MONDAY, BO.id, DAY.id, None, time(15))


def columns_of(faults: Iterable[Breach]) -> list[str]:
    return [column for column, _, _ in faults]


def test_a_shift_with_another_day_or_kind_or_with_emptied_hours_is_another_shift() -> None:
    merged: Cells = {"day": MONDAY, "who": "M1", "kind": "Dag", "start": time(7), "end": time(15)}
    assert not _is_another({"end": time(15)}, merged)
    assert _is_another({"kind": "Dag"}, merged)
    assert _is_another({"start": None}, {**merged, "start": None})
    assert _hours({"kind": "Dag", "end": time(15)}, merged) == {**merged, "start": None}
    assert _hours({"day": MONDAY}, merged) == merged


def test_what_is_wrong_with_a_row_is_said_of_its_column() -> None:
    assert columns_of(faults_of_shift({"kind": None, "start": time(7), "end": None})) == ["end"]
    assert columns_of(faults_of_shift({"kind": "Dag", "worked_to": time(9)})) == ["worked_from"]
    assert columns_of(faults_of_line({"who": "M1", "kind": "Dag"})) == ["day1"]
    assert columns_of(faults_of_line({"rule": "torsdagar", "valid_from": MONDAY, "valid_to": date(2027, 1, 1)})) == [
        "valid_to"
    ]
    assert columns_of(faults_of_hours({})) == ["day1"]
    assert columns_of(faults_of_hours({"day3": True, "day": MONDAY, "valid_to": MONDAY})) == ["day", "day"]
    assert columns_of(faults_of_hours({"day": MONDAY})) == []
    assert columns_of(half_placed({"lat": 59.3, "lon": None})) == ["lon"]
    assert columns_of(_no_length({"start_time": time(7), "end_time": time(7)})) == ["end_time"]
    assert columns_of(_no_room(DAY, _pause_cells(Pause(time(11), time(12), 90)))) == ["minutes"]
    assert columns_of(_no_room(DAY, _pause_cells(Pause(time(11), time(12), 60)))) == []


def test_breaks_keep_their_row_when_another_is_added_before_them() -> None:
    lunch, late = Pause(time(11), time(13), 30), Pause(time(14), time(15), 15)
    keys = [row.key for row in _pause_rows([lunch, lunch, late])]
    assert len(set(keys)) == 3
    assert [row.key for row in _pause_rows([Pause(time(9), time(10), 10), lunch, late])][1:] == [keys[0], keys[2]]
