"""Whatever a cell says is read back as it was, however it was typed; what it cannot say is refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from services.recurrence.windows import DayWindow
from services.words import Language, Text
from services.workbook import cells
from services.workbook.notation import WHOLE_WEEK
from services.workbook.shapes import Column, Kind, Sheet, Value, both
from services.workbook.sheets import CLIENTS, SHEETS
from services.workbook.writing import write_workbook
from tests.examples import examples

NAME = Text(sv="Kolumn", en="Column")
CHOICES = {"A": Text(sv="Ja då", en="Sure"), "B": Text(sv="Nej då", en="Never")}
TIMES = st.times().map(lambda t: t.replace(second=0, microsecond=0))
CLOCKS = TIMES.map(lambda t: t.strftime("%H:%M"))
WORDS = st.text(min_size=1, max_size=30)
DAYS = st.one_of(st.integers(1, 7).map(str), st.dates(date(2020, 1, 1), date(2040, 12, 31)).map(date.isoformat))
VALUES: dict[Kind, st.SearchStrategy[Value]] = {
    Kind.TEXT: st.text(max_size=80),
    Kind.WHOLE: st.integers(-(10**9), 10**9),
    Kind.DECIMAL: st.floats(-1e6, 1e6).map(lambda value: round(value, 2)),
    Kind.FLAG: st.booleans(),
    Kind.DAY: st.dates(),
    Kind.CLOCK: st.times(),
    Kind.CHOICE: st.sampled_from(sorted(CHOICES)),
    Kind.WORDS: st.lists(WORDS, max_size=4).map(tuple),
    Kind.SKILLS: st.lists(st.tuples(WORDS, st.integers(1, 10)), max_size=3, unique_by=lambda each: each[0]).map(tuple),
    Kind.DAYS: st.lists(st.dates(), max_size=4, unique=True).map(lambda days: tuple(sorted(days))),
    Kind.WEEKDAYS: st.lists(st.sampled_from(WHOLE_WEEK), min_size=1, unique=True).map(lambda days: tuple(sorted(days))),
    Kind.WINDOWS: st.lists(st.tuples(DAYS, CLOCKS, CLOCKS, st.integers(-10, 10)), max_size=6, unique=True).map(
        lambda windows: tuple(sorted(windows))
    ),
}


def test_a_time_just_past_the_half_minute_survives_the_file() -> None:
    column, written = a_column(Kind.CLOCK), [time(0, 0, 30, 1)]
    (cell,) = through_a_file(column, written, Language.SV)
    assert cells.read(column, cell) == cells.as_told(column, written[0]) == time(0, 1)


def a_column(kind: Kind) -> Column:
    default: Value = () if kind in {Kind.WORDS, Kind.SKILLS, Kind.DAYS, Kind.WINDOWS} else None
    return Column("it", NAME, kind, choices=CHOICES, default=WHOLE_WEEK if kind is Kind.WEEKDAYS else default)


def through_a_file(column: Column, values: Sequence[Value], language: Language) -> list[object]:
    """The cells as openpyxl gives them back; never a formula."""
    sheet = Sheet("it", Text(sv="Blad", en="Page"), (column,), (("it",),), (), NAME)
    raw = write_workbook([(sheet, (column,), [{"it": value} for value in values])], [], language)
    made = load_workbook(BytesIO(raw))[sheet.title(language)]
    found = [made.cell(row, 1) for row in range(2, len(values) + 2)]
    assert all(cell.data_type != "f" for cell in found)
    return [cell.value for cell in found]


@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data())
def test_a_value_written_and_read_is_the_value(kind: Kind, data: st.DataObject) -> None:
    column = a_column(kind)
    value, language = data.draw(VALUES[kind]), data.draw(st.sampled_from(list(Language)))
    try:
        told = cells.as_told(column, value)
    except ValueError:
        # Two skills whose names differ only in blanks cannot both stand in one cell.
        assert kind is Kind.SKILLS
        return
    assert cells.as_told(column, told) == told
    assert cells.read(column, cells.write(column, value, language)) == told
    if kind in {Kind.WHOLE, Kind.DECIMAL, Kind.FLAG, Kind.DAY, Kind.CHOICE, Kind.WEEKDAYS, Kind.WINDOWS, Kind.DAYS}:
        assert told == value


@pytest.mark.parametrize("kind", VALUES)
@examples(5)
@given(data=st.data())
def test_values_survive_the_file_itself(kind: Kind, data: st.DataObject) -> None:
    column, language = a_column(kind), data.draw(st.sampled_from(list(Language)))
    values = data.draw(st.lists(VALUES[kind], min_size=10, max_size=30))
    for value, cell in zip(values, through_a_file(column, values, language), strict=True):
        try:
            told = cells.as_told(column, value)
        except ValueError:
            assert kind is Kind.SKILLS
            continue
        assert cells.read(column, cell) == told


@pytest.mark.parametrize("words", ["=1+1", "+46", "-städ", "@lunch", "\t=2", '=HYPERLINK("x")', "=cmd|' /C calc'!A0"])
def test_a_text_that_looks_like_a_formula_is_written_as_text(words: str) -> None:
    sheet = Sheet("it", Text(sv="Blad", en="Page"), (a_column(Kind.TEXT),), (("it",),), (), NAME)
    raw = write_workbook([(sheet, sheet.columns, [{"it": words}])], [words], Language.SV)
    book = load_workbook(BytesIO(raw))
    for cell in (book["Blad"]["A2"], book["Läs mig"]["C2"]):
        assert cell.data_type == "s"
        assert cell.value == words.strip()
    assert book["Blad"]["A2"].quotePrefix == words.strip().startswith(("=", "+", "-", "@"))


READ = [
    (Kind.WHOLE, 30.0, 30),
    (Kind.WHOLE, "30", 30),
    (Kind.WHOLE, "1 200", 1200),
    (Kind.WHOLE, "\u22125", -5),
    (Kind.DECIMAL, "22,5", 22.5),
    (Kind.DECIMAL, "22.5", 22.5),
    (Kind.FLAG, "JA", True),
    (Kind.FLAG, False, False),
    (Kind.FLAG, "no", False),
    (Kind.DAY, "2027\u201102\u201101", date(2027, 2, 1)),
    (Kind.DAY, "01.02.2027", date(2027, 2, 1)),
    (Kind.DAY, datetime.combine(date(2027, 2, 1), time()), date(2027, 2, 1)),
    (Kind.CLOCK, "7:03", time(7, 3)),
    (Kind.CLOCK, "07.03", time(7, 3)),
    (Kind.CLOCK, 0.5, time(12)),
    (Kind.CLOCK, timedelta(hours=7), time(7)),
    (Kind.CLOCK, time(6, 59, 59, 999_000), time(7)),
    (Kind.CLOCK, "07:30:00", time(7, 30)),
    (Kind.TEXT, 42, "42"),
    (Kind.TEXT, 42.0, "42"),
    (Kind.CHOICE, "ja  DÅ", "A"),
    (Kind.CHOICE, "never", "B"),
    (Kind.CHOICE, "b", "B"),
    (Kind.WEEKDAYS, "mån–fre", (1, 2, 3, 4, 5)),
    (Kind.WEEKDAYS, "Sat-Mon", (1, 6, 7)),
    (Kind.WEEKDAYS, "tisdag, Thursday", (2, 4)),
    (Kind.WEEKDAYS, " ", WHOLE_WEEK),
    (Kind.WINDOWS, "07:00–10:00", tuple((str(day), "07:00", "10:00", 0) for day in WHOLE_WEEK)),
    (
        Kind.WINDOWS,
        "mån 7.30 - 9:00 (+3); 2027-02-03 08:00-09:00",
        (("1", "07:30", "09:00", 3), ("2027-02-03", "08:00", "09:00", 0)),
    ),
    (
        Kind.BREAKS,
        "11:00–13:00 30 min betald; 22:00-01:00 45 min optional",
        (("11:00", "13:00", 30, True, True), ("22:00", "01:00", 45, False, False)),
    ),
    (Kind.SKILLS, "lyft; insulin 2", (("insulin", 2), ("lyft", 1))),
    (Kind.WORDS, "b; a ;; b", ("a", "b")),
    (Kind.DAYS, "2027-02-03; 01.02.2027", (date(2027, 2, 1), date(2027, 2, 3))),
]


@pytest.mark.parametrize(("kind", "cell", "value"), READ)
def test_a_cell_is_read_however_people_write_it(kind: Kind, cell: object, value: Value) -> None:
    assert cells.read(a_column(kind), cell) == value


REFUSED = [
    (Kind.WHOLE, "30,5"),
    (Kind.WHOLE, "trettio"),
    (Kind.WHOLE, True),
    (Kind.WHOLE, float("inf")),
    (Kind.DECIMAL, "1e999"),
    (Kind.DECIMAL, float("nan")),
    (Kind.FLAG, "kanske"),
    (Kind.DAY, "2027-02-30"),
    (Kind.DAY, 44_000),
    (Kind.DAY, datetime.combine(date(2027, 2, 1), time(7))),
    (Kind.CLOCK, "24:00"),
    (Kind.CLOCK, "7:3"),
    (Kind.CLOCK, 1.5),
    (Kind.CLOCK, -0.1),
    (Kind.TEXT, True),
    (Kind.TEXT, float("nan")),
    (Kind.TEXT, date(2027, 2, 1)),
    (Kind.CHOICE, "C"),
    (Kind.CHOICE, 7),
    (Kind.WEEKDAYS, "mån–"),
    (Kind.WEEKDAYS, "helg"),
    (Kind.WINDOWS, "mån"),
    (Kind.WINDOWS, "07:00-10:00 (+11)"),
    (Kind.WINDOWS, "07:00-25:00"),
    (Kind.BREAKS, "11:00-11:20 30 min"),
    (Kind.BREAKS, "11:00-12:00"),
    (Kind.BREAKS, "11:00-12:00 30 min gratis"),
    (Kind.SKILLS, "insulin 11"),
    (Kind.SKILLS, "lyft; lyft 2"),
]


@pytest.mark.parametrize(("kind", "cell"), REFUSED)
def test_a_cell_that_says_nothing_of_its_kind_is_refused(kind: Kind, cell: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the reader's words for it stand beside the cell, not in the error
        cells.read(a_column(kind), cell)


def test_windows_of_the_workbook_are_windows_of_a_need() -> None:
    told = cells.read(a_column(Kind.WINDOWS), "lör sön 22:00–02:00 (-3)")
    stored = [entry for day in (6, 7) for entry in DayWindow(time(22), time(2), day, -3).to_json()]
    assert told == tuple((str(e["day"]), e["start"], e["end"], e["preference"]) for e in stored)


def test_headings_and_sheets_can_be_told_apart_in_either_language() -> None:
    for language in Language:
        assert len({sheet.title(language) for sheet in SHEETS}) == len(SHEETS)
    for sheet in SHEETS:
        titles = [title for column in sheet.columns for title in both(column.title)]
        assert len(titles) == len(set(titles)), sheet.key
        assert all(len(sheet.title(language)) <= 31 for language in Language)
    assert CLIENTS.columns_for(with_personal=False) != CLIENTS.columns
