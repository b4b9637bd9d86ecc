"""Reads a workbook into rows of values; every cell that cannot be read is named, no formula is ever followed."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from services.integrations.care_files.cells import harmless
from services.problem.report import Report
from services.words import Text
from services.workbook import cells, faults
from services.workbook.read_me import CODE_LISTS, READ_ME
from services.workbook.shapes import Column, Kind, Record, Sheet, Value, both, folded
from services.workbook.sheets import SHEETS
from services.workbook.zip_guard import may_open

MOST_ROWS = 200_000
MOST_COLUMNS = 60
MOST_CHARACTERS = 500
"""Of a text whose column says no less."""

_TORN = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError,
    TypeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What openpyxl raises of a workbook whose parts do not fit together: it checks little before it uses it."""


@dataclass
class Told:
    """One row of a sheet: its number as the spreadsheet shows it, and what its cells say by column."""

    sheet: SheetRead
    number: int
    values: Record
    is_rejected: bool = False


@dataclass
class SheetRead:
    """A sheet of the file under the name it has there; `letters` are the places of its known columns."""

    sheet: Sheet
    name: str
    letters: dict[str, str] = field(default_factory=dict)
    rows: list[Told] = field(default_factory=list)

    @property
    def has_personal(self) -> bool:
        """Whether it holds columns that are for few."""
        return any(self.sheet.column(key).is_personal for key in self.letters)


class Notes:
    """The problems of a workbook, each at its cell."""

    def __init__(self) -> None:
        self.report = Report(faults.FAULTS)

    def refuse(self, told: Told, key: str, code: str, value: object = "", **words: object) -> None:
        """Note what is wrong in a cell and leave its row out."""
        told.is_rejected = True
        self.remark(told, key, code, value, **words)

    def remark(self, told: Told, key: str, code: str, value: object = "", **words: object) -> None:
        """Note something at a cell."""
        read = told.sheet
        column = next((each for each in read.sheet.columns if each.key == key), None)
        is_hidden = column is None or column.is_personal
        where = f"{read.name}!{read.letters.get(key, 'A')}{told.number}"
        self.report.add(code, where, heading(column), "" if is_hidden else harmless(value), **words)


def heading(column: Column | None) -> str:
    """A column as it is called in a problem: in both languages, for the file may be in either."""
    if column is None:
        return ""
    return column.title.sv if column.title.sv == column.title.en else f"{column.title.sv} / {column.title.en}"


def read_workbook(raw: bytes, notes: Notes) -> dict[str, SheetRead]:
    """The known sheets, by key."""
    if not may_open(raw, notes.report):
        return {}
    from openpyxl import load_workbook

    # Its warnings quote cells, which may hold anything of anybody, and would end up in the log.
    warnings.filterwarnings("ignore", module="openpyxl")
    try:
        book = load_workbook(BytesIO(raw), read_only=True, data_only=False, keep_links=False)
        try:
            found = _sheets(book, notes)
        finally:
            book.close()
    except _TORN:
        notes.report.add(faults.NO_WORKBOOK, "")
        return {}
    if not found and not notes.report.has_errors:
        notes.report.add(faults.NO_SHEETS, "")
    return found


def _sheets(book: Any, notes: Notes) -> dict[str, SheetRead]:
    known = {name: sheet for sheet in SHEETS for name in both(sheet.title)}
    explaining = both(READ_ME) | both(CODE_LISTS)
    found: dict[str, SheetRead] = {}
    left = MOST_ROWS
    for page in book.worksheets:
        name = cells.clean(str(page.title))[:31]
        sheet = known.get(folded(name))
        if sheet is None or sheet.key in found:
            if folded(name) not in explaining:
                notes.report.add(faults.UNKNOWN_SHEET, harmless_name(name))
            continue
        read = found[sheet.key] = SheetRead(sheet, name)
        page.reset_dimensions()  # what a file says of its own size may be wrong
        for told in _rows(page.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS), read, notes):
            left -= 1
            if left < 0:
                notes.report.add(faults.TOO_MANY_ROWS, name, most=MOST_ROWS)
                return found
            read.rows.append(told)
    return found


def harmless_name(name: str) -> str:
    """A sheet's name, which may be anybody's words, cut short."""
    return name if len(name) <= 31 and name.isprintable() else "…"


def _rows(rows: Iterator[tuple[Any, ...]], read: SheetRead, notes: Notes) -> Iterator[Told]:
    columns = _columns(next(rows, ()), read, notes)
    if columns is None:
        return
    needed = [column for column in read.sheet.columns if column.is_needed and column.key not in read.letters]
    for column in needed:
        notes.report.add(faults.NO_COLUMN, f"{read.name}!1", heading(column))
    if needed:
        return
    for number, row in enumerate(rows, start=2):
        if any(place < len(row) and not _is_blank(row[place].value) for place in columns):
            yield _told(read, number, row, columns, notes)


def _columns(row: tuple[Any, ...], read: SheetRead, notes: Notes) -> dict[int, Column] | None:
    """Place → column of the headings; None when there is none."""
    from openpyxl.utils import get_column_letter

    known = {name: column for column in read.sheet.columns for name in both(column.title) | {column.key}}
    columns: dict[int, Column] = {}
    for place, cell in enumerate(row):
        if _is_blank(cell.value):
            continue
        column, letter = known.get(folded(str(cell.value))), get_column_letter(place + 1)
        if column is None:
            notes.report.add(faults.UNKNOWN_COLUMN, f"{read.name}!{letter}1")
        elif column.key in read.letters:
            notes.report.add(faults.TWICE_COLUMN, f"{read.name}!{letter}1", heading(column))
        else:
            columns[place], read.letters[column.key] = column, letter
    if not columns:
        notes.report.add(faults.EMPTY, f"{read.name}!1")
        return None
    return columns


def _told(read: SheetRead, number: int, row: tuple[Any, ...], columns: dict[int, Column], notes: Notes) -> Told:
    told = Told(read, number, {})
    for place, column in columns.items():
        if not column.is_told_only:
            told.values[column.key] = _value(told, column, row[place] if place < len(row) else None, notes)
    return told


def _value(told: Told, column: Column, cell: Any, notes: Notes) -> Value:
    held = None if cell is None else cell.value
    if cell is not None and held is not None and cell.data_type == "f":
        notes.refuse(told, column.key, faults.FORMULA)
        return None
    try:
        if held is not None and cell.data_type == "e":
            raise ValueError("an error of the spreadsheet")
        value = cells.read(column, held)
    except (ValueError, OverflowError):
        if column.kind is Kind.CHOICE:
            words = Text(
                sv=", ".join(text.sv for text in column.choices.values()),
                en=", ".join(text.en for text in column.choices.values()),
            )
            notes.refuse(told, column.key, faults.BAD_CHOICE, held, words=words)
        else:
            notes.refuse(told, column.key, faults.BAD_KIND, held, what=cells.NAMES[column.kind])
        return None
    return _bounded(told, column, value, notes)


def _bounded(told: Told, column: Column, value: Value, notes: Notes) -> Value:
    if value is None and column.is_needed:
        notes.refuse(told, column.key, faults.NO_VALUE)
    if (
        isinstance(value, str)
        and column.kind is Kind.TEXT
        and len(value) > (most := int(column.high or MOST_CHARACTERS))
    ):
        notes.refuse(told, column.key, faults.TOO_LONG, most=most)
    if isinstance(value, tuple) and any(isinstance(part, str) and len(part) > 100 for part in value):
        notes.refuse(told, column.key, faults.TOO_LONG, most=100)
    if isinstance(value, int | float) and not isinstance(value, bool) and column.low is not None:
        high = column.high if column.high is not None else column.low
        if not column.low <= value <= high:
            notes.refuse(told, column.key, faults.OUT_OF_RANGE, value, low=f"{column.low:g}", high=f"{high:g}")
    return value


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not cells.clean(value))
