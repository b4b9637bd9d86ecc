"""PDF of day sheets and letters: one A4 each, however full the day."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace

import pytest

from services.printouts import DaySheet, Line, Names, day_sheets, pdf, week_letters
from services.words import Language
from tests.unit.services.printouts.a_week import DAYS, MADE_AT, NAMES, PLAN, a_week

WEEK = a_week()
LANGUAGES = tuple(Language)


def pages(raw: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b(?!s)", raw))


def drawn(raw: bytes) -> int:
    """How many pieces of text stand in the file."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", raw, re.DOTALL)
    return sum(zlib.decompress(each).count(b" Tj") for each in streams if each[:1] == b"x")


def sheet_of(count: int, name: str = "Anna Andersson") -> DaySheet:
    sheet = day_sheets(WEEK.columns, WEEK.timetable, PLAN, DAYS, NAMES)[0]
    line = replace(sheet.lines[0], client=name)
    return replace(sheet, lines=tuple(replace(line, id=str(i)) for i in range(count)))


def written(sheet: DaySheet, language: Language) -> bytes:
    return pdf.day_sheets_pdf([sheet], language, MADE_AT, with_names=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_carer_and_day_and_each_client_has_a_page(language: Language) -> None:
    sheets = day_sheets(WEEK.columns, WEEK.timetable, PLAN, DAYS, Names())
    raw = pdf.day_sheets_pdf(sheets, language, MADE_AT, with_names=False)
    assert raw.startswith(b"%PDF-")
    assert pages(raw) == 3
    letters = week_letters(WEEK.columns, WEEK.timetable, PLAN, DAYS, NAMES)
    assert pages(pdf.week_letters_pdf(letters, language, MADE_AT, with_names=True)) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_full_day_stands_closer_and_a_day_too_full_goes_on_on_the_next_page(language: Language) -> None:
    assert [pages(written(sheet_of(count), language)) for count in (1, 25, 45, 60)] == [1, 1, 1, 2]
    assert drawn(written(sheet_of(25), language)) > drawn(written(sheet_of(20), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_name_is_written_and_the_same_plan_is_the_same_file(language: Language) -> None:
    for name in ("Łucja Şahin", "Ελένη", "Иванова", "x" * 400, "\x00\u202e<b>", "李", ""):
        assert pages(written(sheet_of(3, name), language)) == 1
    assert written(sheet_of(3), language) == written(sheet_of(3), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_breaks_and_days_without_anybody_are_rows_too(language: Language) -> None:
    sheet = sheet_of(1)
    rest = Line("rest", sheet.lines[0].start, sheet.lines[0].end)
    assert drawn(written(replace(sheet, lines=(*sheet.lines, rest)), language)) > drawn(written(sheet, language))
