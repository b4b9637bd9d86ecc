"""A report on paper: sheets with a foot, lines of text and tables that go on over the next sheet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from services.insights.tables import Table
from services.printouts.pdf import BOTTOM_MM, FONT, FONTS, GREY, INK, LEFT_MM, PALE, WIDTH_MM
from services.words import Language

ROW_MM, LINE_MM, GAP_MM = 5.6, 3.6, 6.0


def sheet_of_paper(title: str, language: Language, made_at: datetime) -> Any:
    """Paper with our letters and nothing on it."""
    from fpdf import FPDF  # half a second that no page waits for

    paper: Any = FPDF(format="A4")
    paper.set_margins(LEFT_MM, LEFT_MM)
    paper.set_auto_page_break(False)
    paper.add_font(FONT, "", FONTS / "plan-sans.ttf")
    paper.add_font(FONT, "B", FONTS / "plan-sans-bold.ttf")
    paper.set_title(title)
    paper.set_lang(language.value)
    paper.set_creator("Caire")
    paper.set_creation_date(made_at)
    return paper


def begin(paper: Any, foot: str) -> None:
    """A new sheet."""
    paper.add_page()
    paper.set_xy(LEFT_MM, -11)
    paper.set_font(FONT, size=8)
    paper.set_text_color(*GREY)
    paper.cell(WIDTH_MM, 5, foot)
    paper.set_xy(LEFT_MM, LEFT_MM)


def say(paper: Any, said: str, size: float, *, is_bold: bool = False) -> None:
    """One line."""
    paper.set_font(FONT, "B" if is_bold else "", size)
    paper.set_text_color(*INK)
    paper.set_x(LEFT_MM)
    paper.cell(WIDTH_MM, size * 0.5, plain_line(said), new_x="LMARGIN", new_y="NEXT")


def paragraph(paper: Any, said: str, size: float = 9) -> None:
    """As many lines as it takes."""
    paper.set_font(FONT, "", size)
    paper.set_text_color(*INK)
    paper.set_x(LEFT_MM)
    paper.multi_cell(WIDTH_MM, size * 0.5, plain_line(said), align="L", new_x="LMARGIN", new_y="NEXT")


def table_on(paper: Any, title: str, table: Table, widths: tuple[float, ...], foot: str) -> None:
    """A heading and the table below it; the columns are named again on every sheet."""
    if paper.get_y() + 4 * ROW_MM > BOTTOM_MM:
        begin(paper, foot)
    say(paper, title, 12, is_bold=True)
    _row(paper, table.columns, widths, GREY)
    for row in table.shown:
        if paper.get_y() + _tall_mm(_lines(paper, row[-1], widths[-1])) > BOTTOM_MM:
            begin(paper, foot)
            _row(paper, table.columns, widths, GREY)
        _row(paper, row, widths, INK)
    paper.set_y(paper.get_y() + GAP_MM)


def _row(paper: Any, cells: tuple[str, ...], widths: tuple[float, ...], colour: tuple[int, int, int]) -> None:
    """Cells on one line, but for the last: a source is read to its end."""
    top, left = paper.get_y(), LEFT_MM
    lines = _lines(paper, cells[-1], widths[-1])
    paper.set_text_color(*colour)
    for number, line in enumerate(lines):
        paper.set_xy(LEFT_MM + sum(widths[:-1]), top + number * LINE_MM)
        paper.cell(widths[-1], ROW_MM, line)
    for width, cell in zip(widths[:-1], cells[:-1], strict=True):
        said = plain_line(cell)
        while said and paper.get_string_width(said) > width - 2:
            said = said[:-2].rstrip() + "…" if len(said) > 2 else ""
        paper.set_xy(left, top)
        paper.cell(width, ROW_MM, said)
        left += width
    paper.set_draw_color(*PALE)
    under = top + _tall_mm(lines)
    paper.line(LEFT_MM, under, LEFT_MM + WIDTH_MM, under)
    paper.set_xy(LEFT_MM, under)


def _tall_mm(lines: list[str]) -> float:
    return ROW_MM + LINE_MM * (len(lines) - 1)


def _lines(paper: Any, said: str, width: float) -> list[str]:
    """The words on as many lines as they need."""
    paper.set_font(FONT, "", 8)
    lines = [""]
    for word in plain_line(said).split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and paper.get_string_width(longer) > width - 2:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def plain_line(said: str) -> str:
    """On one line, with the blanks the font has."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in said).split())
