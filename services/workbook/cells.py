"""One cell at a time: what a value is written as, and what stands in a cell read back as a value."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import cast

from services.words import Language, Text
from services.workbook import notation
from services.workbook.shapes import Column, Kind, Value, both, folded

Written = str | int | float | bool | date | time | None
"""What openpyxl is given."""

MOST_CHARACTERS = 32_000
"""A cell of Excel holds 32,767."""

YES_NO = {True: Text(sv="ja", en="yes"), False: Text(sv="nej", en="no")}
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Beginnings that a spreadsheet could take for a formula."""

NAMES = {
    Kind.TEXT: Text(sv="text", en="text"), Kind.WHOLE: Text(sv="heltal", en="a whole number"),
    Kind.DECIMAL: Text(sv="tal", en="a number"), Kind.FLAG: Text(sv="ja eller nej", en="yes or no"),
    Kind.DAY: Text(sv="datum som 2027-02-01", en="a date such as 2027-02-01"),
    Kind.CLOCK: Text(sv="klockslag som 07:30", en="a time such as 07:30"),
    Kind.CHOICE: Text(sv="ett val ur listan", en="a choice from the list"),
    Kind.WORDS: Text(sv="ord med semikolon emellan", en="words with semicolons between"),
    Kind.SKILLS: Text(sv="kompetenser som ”insulin 2; lyft”", en="skills such as “insulin 2; lift”"),
    Kind.DAYS: Text(sv="datum med semikolon emellan", en="dates with semicolons between"),
    Kind.WEEKDAYS: Text(sv="veckodagar som ”mån tis”", en="weekdays such as “Mon Tue”"),
    Kind.WINDOWS: Text(sv="tidsfönster som ”mån–fre 07:00–10:00 (+3); lör 08:00–11:00”",
                       en="windows such as “Mon–Fri 07:00–10:00 (+3); Sat 08:00–11:00”"),
    Kind.BREAKS: Text(sv="raster som ”11:00–13:00 30 min betald”", en="breaks such as “11:00–13:00 30 min paid”"),
}  # fmt: skip
"""What each kind of cell is called when it cannot be read."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?$")
_DOTTED = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_DIGITS = re.compile(r"^[+-]?\d{1,12}(?:[.,]\d{1,15})?$")
_DAY_S = 86_400


def clean(words: str) -> str:
    """A text as a cell can hold it: without control characters, line ends of one kind, no outer blanks."""
    return _CONTROL.sub("", words.replace("\r\n", "\n").replace("\r", "\n")).strip()[:MOST_CHARACTERS]


def write(column: Column, value: Value, language: Language) -> Written:
    """What stands in the cell."""
    if value is None or value == ():
        return None
    if column.kind is Kind.FLAG:
        return YES_NO[bool(value)](language)
    if column.kind is Kind.CHOICE:
        return column.choices[str(value)](language)
    if isinstance(value, tuple):
        return _LISTED[column.kind](value, language) or None
    if isinstance(value, time):
        return _minute(value)  # a file keeps a moment less than a second: near the half it would come back a minute off
    return clean(value) or None if isinstance(value, str) else value


def read(column: Column, cell: object) -> Value:
    """The value; `ValueError` when the cell holds none of the column's kind. An empty cell is the column's default."""
    if cell is None or (isinstance(cell, str) and not clean(cell)):
        return column.default
    return _READ[column.kind](column, clean(cell) if isinstance(cell, str) else cell)


def as_told(column: Column, value: Value) -> Value:
    """The value as the workbook tells it: what is lost in writing (seconds, control characters) is no difference."""
    return read(column, write(column, value, Language.SV))


def _text(column: Column, cell: object) -> Value:
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise ValueError("not a text")
    # An id such as 0042 is text; one that a spreadsheet made a number reads as it looks.
    if isinstance(cell, float):
        if not math.isfinite(cell):
            raise ValueError("not a text")
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell)


def _decimal(column: Column, cell: object) -> float:
    if isinstance(cell, str):
        words = notation.plainer(cell).replace(" ", "").replace("\u202f", "")
        if not _DIGITS.match(words):
            raise ValueError("not a number")
        cell = float(words.replace(",", "."))
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell):
        raise ValueError("not a number")
    return round(float(cell), column.decimals)


def _whole(column: Column, cell: object) -> int:
    number = _decimal(column, cell)
    if not number.is_integer():
        raise ValueError("not a whole number")
    return int(number)


def _flag(column: Column, cell: object) -> bool:
    if isinstance(cell, bool):
        return cell
    words = folded(str(cell))
    for flag, text in YES_NO.items():
        if words in both(text) | ({"true", "sant", "1", "x"} if flag else {"false", "falskt", "0"}):
            return flag
    raise ValueError("neither yes nor no")


def _day(column: Column, cell: object) -> date:
    if isinstance(cell, datetime):
        if cell.time() != time():
            raise ValueError("a moment, not a date")
        return cell.date()
    if isinstance(cell, date):
        return cell
    words = notation.plainer(str(cell))
    if found := _ISO.match(words):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.match(words):
        return date(int(found[3]), int(found[2]), int(found[1]))
    raise ValueError("not a date")


def _clock(column: Column, cell: object) -> time:
    if isinstance(cell, datetime):
        cell = cell.time()
    if isinstance(cell, timedelta):
        cell = cell.total_seconds() / _DAY_S
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 0 <= cell < 1:
        seconds = round(cell * _DAY_S) % _DAY_S
        cell = time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    if not isinstance(cell, time):
        words = str(cell).strip()
        cell = notation.clock(words[:-3] if re.search(r":\d\d:00$", words) else words)
    if cell.tzinfo is not None:
        raise ValueError("not a wall clock")
    return _minute(cell)


def _minute(clock: time) -> time:
    """The nearest whole minute: spreadsheets keep times as fractions of a day, which may come back a second short."""
    minutes = round((clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1e6) / 60) % 1440
    return time(minutes // 60, minutes % 60)


def _choice(column: Column, cell: object) -> str:
    words = folded(str(cell))
    for value, text in column.choices.items():
        if words == value.casefold() or words in both(text):
            return value
    raise ValueError("not a choice")


def _words(column: Column, cell: object) -> tuple[str, ...]:
    told = _text(column, cell)
    return tuple(sorted({word.strip() for word in str(told).split(";") if word.strip()}))


def _days(column: Column, cell: object) -> tuple[date, ...]:
    if isinstance(cell, str):
        return tuple(sorted({_day(column, part) for part in re.split(r"[;,\s]+", notation.plainer(cell)) if part}))
    return (_day(column, cell),)


_READ: dict[Kind, Callable[[Column, object], Value]] = {
    Kind.TEXT: _text, Kind.WHOLE: _whole, Kind.DECIMAL: _decimal, Kind.FLAG: _flag, Kind.DAY: _day, Kind.CLOCK: _clock,
    Kind.CHOICE: _choice, Kind.WORDS: _words, Kind.DAYS: _days,
    Kind.SKILLS: lambda _, cell: notation.read_skills(str(cell)),
    Kind.WEEKDAYS: lambda _, cell: notation.read_weekdays(str(cell)),
    Kind.WINDOWS: lambda _, cell: notation.read_windows(str(cell)),
    Kind.BREAKS: lambda _, cell: notation.read_breaks(str(cell)),
}  # fmt: skip

_LISTED: dict[Kind, Callable[[tuple[object, ...], Language], str]] = {
    Kind.WORDS: lambda value, _: "; ".join(str(word).replace(";", ",") for word in value),
    Kind.DAYS: lambda value, _: "; ".join(str(day) for day in value),
    Kind.SKILLS: lambda value, _: notation.write_skills(cast("tuple[tuple[str, int], ...]", value)),
    Kind.WEEKDAYS: lambda value, language: notation.write_weekdays(cast("tuple[int, ...]", value), language),
    Kind.WINDOWS: lambda value, language: notation.write_windows(cast("tuple[notation.Window, ...]", value), language),
    Kind.BREAKS: lambda value, language: notation.write_breaks(cast("tuple[notation.Break, ...]", value), language),
}
