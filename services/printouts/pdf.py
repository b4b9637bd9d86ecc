"""Day sheets and week letters as PDF, one A4 each; lines stand closer on a full day so that one sheet is enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from services.printouts import words
from services.printouts.papers import DaySheet, Line, WeekLetter
from services.printouts.saying import carers, count, first_capital, period, spells, travel
from services.words import Language, clock, long_date

FONTS = Path(__file__).parent / "fonts"
FONT = "plan"
WIDTH_MM, LEFT_MM, BOTTOM_MM = 186.0, 12.0, 283.0
HEAD_MM, TALLEST_MM, LOWEST_MM = 34.0, 11.0, 5.0
INK, PURPLE, GREY, PALE, GREEN = (30, 27, 46), (124, 58, 237), (107, 103, 128), (201, 196, 218), (231, 246, 236)
POINTS_PER_MM = 1.15
"""Size of the letters for each millimetre of a line's height, two rows of text in it."""

LEAST_SHARE = 0.7
"""What does not fit its column is written smaller, down to this share of the size, before it is cut."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Widths of the columns in millimetres, and which of them are bold."""

    widths: tuple[float, ...]
    bold: frozenset[int]


DAY_COLUMNS = Layout((27.0, 62.0, 69.0, 16.0, 12.0), frozenset({0, 1}))
LETTER_COLUMNS = Layout((42.0, 27.0, 57.0, 60.0), frozenset({0, 1, 3}))


def day_sheets_pdf(sheets: Sequence[DaySheet], language: Language, made_at: datetime, *, with_names: bool) -> bytes:
    """One page per carer and day; a day of more than fifty lines goes on on the next."""
    paper = _paper(language, made_at, words.DAY_SHEETS(language), with_names=with_names)
    for sheet in sheets:
        heads = [f"{spells(sheet, language)}", count(sheet, language)]
        titles = [title(language) for title in (words.TIME, words.CLIENT, words.WHAT, words.TRAVEL, words.DONE)]
        _sheet(
            paper, (sheet.carer, first_capital(long_date(sheet.day, language))), heads, titles, DAY_COLUMNS,
            [_day_row(line, language) for line in sheet.lines],
        )  # fmt: skip
    return bytes(paper.file.output())


def week_letters_pdf(
    letters: Sequence[WeekLetter], language: Language, made_at: datetime, *, with_names: bool
) -> bytes:
    """One page per client."""
    paper = _paper(language, made_at, words.LETTERS(language), with_names=with_names)
    for letter in letters:
        days = [day.day for day in letter.days]
        heads = [words.DEAR(language, name=letter.client), letter.address or ""]
        titles = ["", words.TIME(language), words.WHAT(language), ""]
        rows = [row for day in letter.days for row in _letter_rows(day.day, day.lines, language)]
        _sheet(
            paper, (words.WHO_COMES(language), period(days[0], days[-1], language)), heads, titles, LETTER_COLUMNS, rows
        )
        paper.file.set_xy(LEFT_MM, min(paper.file.get_y() + 3, BOTTOM_MM - 10))
        _write(paper.file, words.MAY_CHANGE(language), 9, GREY)
    return bytes(paper.file.output())


Cell = tuple[str, str]
"""First and second row of a cell; the first of some columns is bold."""

Row = tuple[tuple[Cell, ...], bool]
"""Cells, and whether it is a break."""


def _day_row(line: Line, language: Language) -> Row:
    time = (f"{clock(line.start)}–{clock(line.end)}", "")
    if line.client is None:
        return (time, (words.BREAK(language), ""), ("", ""), ("", ""), ("", "")), True
    mates = f"{words.TOGETHER(language)} {carers(line, language)}" if line.mates else ""
    return (time, (line.client, line.address or ""), (line.what, mates), (travel(line, language), ""), ("□", "")), False


def _letter_rows(day: date, lines: Sequence[Line], language: Language) -> list[Row]:
    said = first_capital(long_date(day, language))
    if not lines:
        return [(((said, ""), ("", ""), (words.NOBODY(language), ""), ("", "")), False)]
    return [
        (((said if number == 0 else "", ""), (f"{clock(line.start)}–{clock(line.end)}", ""), (line.what, ""),
          _names(line, language)), False)
        for number, line in enumerate(lines)
    ]  # fmt: skip


def _names(line: Line, language: Language) -> Cell:
    """One carer, or one above the others: a name that is cut tells nobody who comes."""
    first, *others = line.mates
    return first, carers(replace(line, mates=tuple(others)), language) if others else ""


@dataclass(frozen=True)
class _Paper:
    """The file being written, and what stands at the foot of each page."""

    file: Any
    foot: str


def _paper(language: Language, made_at: datetime, title: str, *, with_names: bool) -> _Paper:
    from fpdf import FPDF  # half a second that no page waits for

    footer = words.MADE(language, when=f"{made_at:%Y-%m-%d %H:%M}")
    footer += ". " + (words.SECRET if with_names else words.PSEUDONYMS)(language)
    paper: Any = FPDF(format="A4")
    paper.set_margins(LEFT_MM, LEFT_MM)
    paper.set_auto_page_break(False)
    paper.add_font(FONT, "", FONTS / "plan-sans.ttf")
    paper.add_font(FONT, "B", FONTS / "plan-sans-bold.ttf")
    paper.set_title(title)
    paper.set_lang(language.value)
    paper.set_creator("Caire")
    paper.set_creation_date(made_at)
    return _Paper(paper, footer)


def _sheet(
    paper: _Paper, title: tuple[str, str], heads: Sequence[str], titles: Sequence[str], columns: Layout,
    rows: Sequence[Row],
) -> None:  # fmt: skip
    room = BOTTOM_MM - HEAD_MM - 12
    tall = max(LOWEST_MM, min(TALLEST_MM, room / max(1, len(rows))))
    _head(paper, title, heads, titles, columns)
    for row in rows:
        if paper.file.get_y() + tall > BOTTOM_MM:
            _head(paper, title, heads, titles, columns)
        _row(paper.file, row, columns, tall)


def _head(
    made: _Paper, title: tuple[str, str], heads: Sequence[str], titles: Sequence[str], columns: Layout
) -> None:  # fmt: skip
    paper = made.file
    paper.add_page()
    paper.set_xy(LEFT_MM, -11)
    paper.set_font(FONT, size=8)
    paper.set_text_color(*GREY)
    paper.cell(WIDTH_MM, 5, made.foot)
    for row, (left, right) in enumerate(zip(title, heads, strict=True)):
        paper.set_xy(LEFT_MM, LEFT_MM + 7 * row)
        paper.set_font(FONT, "B" if row == 0 else "", 15 if row == 0 else 12)
        paper.set_text_color(*INK)
        paper.cell(WIDTH_MM * 0.6, 7, _fitting(paper, left, WIDTH_MM * 0.6))
        paper.set_font(FONT, "", 10)
        paper.cell(WIDTH_MM * 0.4, 7, _fitting(paper, right, WIDTH_MM * 0.4), align="R")
    paper.set_draw_color(*PURPLE)
    paper.set_line_width(0.7)
    paper.line(LEFT_MM, LEFT_MM + 15, LEFT_MM + WIDTH_MM, LEFT_MM + 15)
    paper.set_xy(LEFT_MM, LEFT_MM + 17)
    paper.set_font(FONT, "", 8)
    paper.set_text_color(*GREY)
    for width, said in zip(columns.widths, titles, strict=True):
        paper.cell(width, 5, said)
    paper.set_xy(LEFT_MM, LEFT_MM + 22.5)


def _row(paper: Any, row: Row, columns: Layout, tall: float) -> None:
    cells, is_break = row
    top, left = paper.get_y(), LEFT_MM
    if is_break:
        paper.set_fill_color(*GREEN)
        paper.rect(LEFT_MM, top, WIDTH_MM, tall, "F")
    has_two = any(second for _, second in cells)
    size = min(10.0, tall * POINTS_PER_MM)
    for number, (width, (first, second)) in enumerate(zip(columns.widths, cells, strict=True)):
        paper.set_font(FONT, "B" if number in columns.bold else "", size)
        paper.set_text_color(*INK)
        paper.set_xy(left, top)
        paper.cell(width, tall / 2 if has_two else tall, _fitting(paper, first, width))
        if second:
            paper.set_font(FONT, "", size - 1)
            paper.set_text_color(*GREY)
            paper.set_xy(left, top + tall / 2)
            paper.cell(width, tall / 2, _fitting(paper, second, width))
        left += width
    paper.set_draw_color(*PALE)
    paper.set_line_width(0.15)
    paper.line(LEFT_MM, top + tall, LEFT_MM + WIDTH_MM, top + tall)
    paper.set_xy(LEFT_MM, top + tall)


def _write(paper: Any, said: str, size: float, colour: tuple[int, int, int]) -> None:
    paper.set_font(FONT, "", size)
    paper.set_text_color(*colour)
    paper.multi_cell(WIDTH_MM, 5, said)


def _fitting(paper: Any, said: str, width: float) -> str:
    """The words on one line: smaller where they do not fit, and only then cut, which an ellipsis tells."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in said).split())
    room = width - 2.2
    needs = paper.get_string_width(plain)
    if needs > room:
        paper.set_font_size(paper.font_size_pt * max(LEAST_SHARE, room / needs))
    if paper.get_string_width(plain) <= room:
        return plain
    while plain and paper.get_string_width(plain + "…") > room:
        plain = plain[:-1]
    return plain.rstrip() + "…"
