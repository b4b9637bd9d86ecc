"""One cell at a time: dates, clocks and numbers as real exports write them; a fault leaves its row out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import TypeVar

from services.errors import BadInput
from services.integrations.care_files.table import Row
from services.problem.report import Report
from services.recurrence import Frequency
from services.recurrence.slinga import read_slinga

T = TypeVar("T")

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), "-")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_DOTTED = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_CLOCK = re.compile(r"^(\d{1,2})[:.](\d{2})(?:[:.]00)?$")
_HARMLESS = re.compile(r"^[A-Za-z]{0,2}[\d:.,+\-]{0,10}$")
_NUMBER = re.compile(r"^[+-]?\d{1,9}(?:[.,]\d{1,12})?$")


class Cells:
    """Reads the cells of one row; after the last one `is_sound` says whether the row can be used."""

    def __init__(self, row: Row, filename: str, report: Report) -> None:
        self._row, self._report = row, report
        self._where = f"{filename} · rad {row.number}"
        self.is_sound = True

    def text(self, column: str) -> str:
        """As it stands, empty when the column is not there."""
        return self._row.cells.get(column, "")

    def name(self, column: str) -> str:
        """An id that must be there."""
        written = self.text(column)
        if not written:
            self.refuse("FILE-010", column)
        return written

    def day(self, column: str) -> date | None:
        """A date, None when the cell is empty."""
        return self._read(column, _day, "FILE-011")

    def needed_day(self, column: str) -> date:
        """A date that must be there."""
        return self._needed(column, self.day(column), date.min)

    def clock(self, column: str) -> time | None:
        """A time of day, None when the cell is empty."""
        return self._read(column, _clock, "FILE-012")

    def needed_clock(self, column: str) -> time:
        """A time of day that must be there."""
        return self._needed(column, self.clock(column), time.min)

    def whole(self, column: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number from `low` to `high`; `default` when the cell is empty and that is allowed."""
        number = self.decimal(column)
        if number is None:
            return default if default is not None else int(self._needed(column, None, low))
        if number != int(number) or not low <= number <= high:
            self.refuse("FILE-013", column, self.text(column), low=low, high=high)
            return low
        return int(number)

    def decimal(self, column: str) -> float | None:
        """A number with a decimal comma or point, None when the cell is empty."""
        written = self.text(column).replace("\u00a0", "").replace(" ", "").translate(_DASHES)
        if not written:
            return None
        if not _NUMBER.match(written):
            self.refuse("FILE-013", column, self.text(column), low="−", high="−")
            return None
        return float(written.replace(",", "."))

    def rule(self, column: str) -> Frequency | None:
        """A recurrence in the care system's words."""
        try:
            return read_slinga(self.name(column))
        except BadInput:
            self.refuse("FILE-014", column, self.text(column))
            return None

    def refuse(self, code: str, column: str, value: object = "", **words: object) -> None:
        """Note a fault of this row and leave the row out."""
        self._report.add(code, self._where, column, harmless(value), **words)
        self.is_sound = False

    def remark(self, code: str, column: str) -> None:
        """Note something that does not stop the row."""
        self._report.add(code, self._where, column)

    def _read(self, column: str, read: Callable[[str], T | None], fault: str) -> T | None:
        written = self.text(column).translate(_DASHES)
        if not written:
            return None
        value = read(written)
        if value is None:
            self.refuse(fault, column, written)
        return value

    def _needed(self, column: str, value: T | None, instead: T) -> T:
        if value is not None:
            return value
        if not self.text(column):
            self.refuse("FILE-010", column)
        return instead


def harmless(value: object) -> str:
    """The value if it is a short number, date, time or id; a torn row puts anybody's words into any column."""
    written = str(value)
    return written if _HARMLESS.match(written) else "…"


def _day(written: str) -> date | None:
    if found := _ISO.match(written):
        year, month, day = map(int, found.groups())
    elif found := _DOTTED.match(written):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(written: str) -> time | None:
    found = _CLOCK.match(written)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))
