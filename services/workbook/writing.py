"""Writes sheets of records as a workbook: one frozen row of headings, typed cells, lists to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from services.words import Language
from services.workbook import cells
from services.workbook.read_me import CODE_LISTS, READ_ME, code_lists, read_me
from services.workbook.shapes import Column, Kind, Record, Sheet

if TYPE_CHECKING:
    from openpyxl import Workbook

FORMATS = {Kind.DAY: "yyyy-mm-dd", Kind.CLOCK: "hh:mm", Kind.TEXT: "@"}
_PURPLE, _GREY, _WHITE = "FF7C3AED", "FF6B7280", "FFFFFFFF"
_FIRST_YEAR = 1901
"""Spreadsheets know no older dates; such a one is written as text."""

MOST_VALIDATED = 200_001


def write_workbook(
    tables: Sequence[tuple[Sheet, Sequence[Column], Sequence[Record]]], about: Sequence[str], language: Language
) -> bytes:
    """The workbook; `about` are lines for the read me, such as whose and when."""
    from openpyxl import Workbook  # a third of a second that no page waits for

    book = Workbook(write_only=True)
    text_sheet(book, READ_ME(language), read_me(tables, about, language), widths=(26, 24, 70))
    lists = code_lists(tables, language)
    for sheet, columns, records in tables:
        _table(book, sheet, columns, records, lists, language)
    longest = max((len(words) for words in lists.values()), default=0)
    rows = [[words[i] if i < len(words) else None for words in lists.values()] for i in range(longest)]
    text_sheet(book, CODE_LISTS(language), [list(lists), *rows], widths=[24] * len(lists))
    return packed(book)


def text_sheet(book: Workbook, title: str, rows: Sequence[Sequence[Any]], widths: Sequence[int]) -> None:
    """A sheet of plain cells under a row of headings."""
    sheet = book.create_sheet(title)
    _layout(sheet, widths)
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, value, heading=_PURPLE if number == 0 else None) for value in row])


def packed(book: Workbook) -> bytes:
    """The workbook as a file."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _table(
    book: Workbook, sheet: Sheet, columns: Sequence[Column], records: Sequence[Record],
    lists: Mapping[str, Sequence[str]], language: Language,
) -> None:  # fmt: skip
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    made = book.create_sheet(sheet.title(language))
    _layout(made, [column.width for column in columns])
    made.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(records) + 1}"
    for place, column in enumerate(columns, start=1):
        title = column.title(language)
        if column.kind in {Kind.CHOICE, Kind.FLAG} and not column.is_told_only:
            words = cells.YES_NO.values() if column.kind is Kind.FLAG else column.choices.values()
            listed = next(name for name, each in lists.items() if list(each) == [word(language) for word in words])
            letter = get_column_letter(list(lists).index(listed) + 1)
            choice = DataValidation(
                type="list", formula1=f"'{CODE_LISTS(language)}'!${letter}$2:${letter}${len(lists[listed]) + 1}",
                allow_blank=not column.is_needed, showErrorMessage=True, errorTitle=title,
            )  # fmt: skip
            choice.add(f"{get_column_letter(place)}2:{get_column_letter(place)}{MOST_VALIDATED}")
            made.data_validations.append(choice)
    quiet = {"id", "version"}
    made.append([
        _cell(made, column.title(language), heading=_GREY if column.key in quiet or column.is_told_only else _PURPLE)
        for column in columns
    ])  # fmt: skip
    for record in records:
        made.append([
            _cell(made, cells.write(column, record.get(column.key), language), FORMATS.get(column.kind))
            for column in columns
        ])  # fmt: skip


def _layout(sheet: Any, widths: Sequence[int]) -> None:
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def _cell(sheet: Any, value: cells.Written, number_format: str | None = None, heading: str | None = None) -> Any:
    """A cell that says what it says: a text stays a text, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font, PatternFill

    if isinstance(value, date) and value.year < _FIRST_YEAR:
        value = value.isoformat()
    if isinstance(value, str):
        value = cells.clean(value)
    if value is None and heading is None:
        return None
    cell: Any = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes what begins with "=" for a formula
        # The mark a spreadsheet itself sets for an apostrophe in front: also what is typed or copied on stays text.
        cell.quotePrefix = value.startswith(cells.RISKY)
        cell.number_format = "@"
    elif number_format is not None and isinstance(value, date | time):
        cell.number_format = number_format
    if heading is not None:
        cell.font, cell.fill = Font(bold=True, color=_WHITE), PatternFill("solid", fgColor=heading)
    return cell
