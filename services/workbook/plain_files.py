"""A plain table as a file, CSV or XLSX: texts that look like formulas are kept from being taken for them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from io import StringIO

from services.words import Language
from services.workbook.cells import RISKY, clean
from services.workbook.writing import packed, text_sheet

Plain = str | float | int | date | None
CSV_MIME = "text/csv"
XLSX_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_SHEET_NAME, WIDEST, NARROWEST = 31, 60, 10
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def csv_file(columns: Sequence[str], rows: Sequence[Sequence[Plain]], language: Language) -> bytes:
    """As spreadsheets of the language open it: semicolons and decimal commas in Swedish."""
    file = StringIO()
    writer = csv.writer(file, delimiter=";" if language is Language.SV else ",", lineterminator="\r\n")
    writer.writerow([harmless(column) for column in columns])
    for row in rows:
        writer.writerow([_cell(value, language) for value in row])
    return file.getvalue().encode("utf-8-sig")  # the mark by which spreadsheets know the letters


def xlsx_file(title: str, columns: Sequence[str], rows: Sequence[Sequence[Plain]]) -> bytes:
    """One sheet; numbers stay numbers."""
    from openpyxl import Workbook  # a third of a second that no page waits for

    book = Workbook(write_only=True)
    widths = [_width([column, *(row[place] for row in rows)]) for place, column in enumerate(columns)]
    name = title.translate(_NOT_IN_NAMES)[:LONGEST_SHEET_NAME].strip(" '") or "1"
    text_sheet(book, name, [list(columns), *map(list, rows)], widths)
    return packed(book)


def harmless(words: str) -> str:
    """The text with an apostrophe before what a spreadsheet could take for a formula, blanks in front or not."""
    plain = clean(words)
    return f"'{plain}" if words.startswith(RISKY) or plain.startswith(RISKY) else plain


def _cell(value: Plain, language: Language) -> str:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, float) and language is Language.SV:
        return repr(value).replace(".", ",")
    return "" if value is None else str(value)


def _width(values: Sequence[Plain]) -> int:
    return min(WIDEST, max(NARROWEST, *(len(str(value)) + 2 for value in values if value is not None)))
