"""The report as PDF: tables, and a bar for every step of the charted figures with the target as a line."""

from __future__ import annotations

from typing import Any

from services.insights.report import Line, Report, cards_table, lines, people_tables
from services.insights.tables import TARGET, Table, unit_of
from services.printouts.pdf import BOTTOM_MM, FONT, FONTS, GREY, INK, LEFT_MM, PALE, PURPLE, WIDTH_MM
from services.words import Language, number

GREEN = (0, 158, 115)
ROW_MM, LINE_MM, CHART_MM, GAP_MM = 5.6, 3.6, 34.0, 6.0
CARDS_MM, PEOPLE_MM = (46.0, 21.0, 21.0, 24.0, 18.0, 56.0), (86.0, 50.0, 50.0)


def report_pdf(report: Report, language: Language) -> bytes:
    """The whole file."""
    from fpdf import FPDF  # half a second that no page waits for

    paper: Any = FPDF(format="A4")
    paper.set_margins(LEFT_MM, LEFT_MM)
    paper.set_auto_page_break(False)
    paper.add_font(FONT, "", FONTS / "plan-sans.ttf")
    paper.add_font(FONT, "B", FONTS / "plan-sans-bold.ttf")
    title, period = report.head(language)
    foot = report.foot(language)
    paper.set_title(title)
    paper.set_lang(language.value)
    paper.set_creator("Caire")
    paper.set_creation_date(report.made_at)
    _begin(paper, foot)
    _say(paper, title, 15, is_bold=True)
    _say(paper, period, 10)
    _charts(paper, lines(report), language, foot)
    _table(paper, title.split(":")[0], cards_table(report, language), CARDS_MM, foot)
    for name, table in people_tables(report, language):
        _table(paper, name, table, PEOPLE_MM, foot)
    return bytes(paper.output())


def _begin(paper: Any, foot: str) -> None:
    paper.add_page()
    paper.set_xy(LEFT_MM, -11)
    paper.set_font(FONT, size=8)
    paper.set_text_color(*GREY)
    paper.cell(WIDTH_MM, 5, foot)
    paper.set_xy(LEFT_MM, LEFT_MM)


def _say(paper: Any, said: str, size: float, *, is_bold: bool = False) -> None:
    paper.set_font(FONT, "B" if is_bold else "", size)
    paper.set_text_color(*INK)
    paper.set_x(LEFT_MM)
    paper.cell(WIDTH_MM, size * 0.5, _plain(said), new_x="LMARGIN", new_y="NEXT")


def _charts(paper: Any, drawn: tuple[Line, ...], language: Language, foot: str) -> None:
    """Two beside each other."""
    wide = (WIDTH_MM - GAP_MM) / 2
    top = paper.get_y() + 4
    for place, line in enumerate(drawn):
        if place % 2 == 0 and place:
            top += CHART_MM + GAP_MM
        if top + CHART_MM > BOTTOM_MM:
            _begin(paper, foot)
            top = LEFT_MM
        _chart(paper, line, (LEFT_MM + (place % 2) * (wide + GAP_MM), top, wide), language)
    paper.set_xy(LEFT_MM, top + CHART_MM + GAP_MM)


def _chart(paper: Any, line: Line, place: tuple[float, float, float], language: Language) -> None:
    left, top, wide = place
    known = [value for value in (*line.values, line.target, 0.0) if value is not None]
    low, high = min(known), max(known)
    tall, base = CHART_MM - 12, top + CHART_MM - 5
    scale = tall / ((high - low) or 1.0)
    zero = base + low * scale
    paper.set_text_color(*INK)
    paper.set_font(FONT, "B", 9)
    paper.set_xy(left, top)
    unit = unit_of(line.kpi, language)
    last = next((value for value in reversed(line.values) if value is not None), 0.0)
    paper.cell(wide, 5, _plain(f"{line.kpi.title(language)}: {number(last, language, 1)} {unit}".rstrip()))
    each = wide / max(1, len(line.values))
    paper.set_fill_color(*PURPLE)
    for number_, value in enumerate(line.values):
        if value is not None:
            height = abs(value) * scale
            paper.rect(left + number_ * each + 0.4, zero - max(0.0, value * scale), each - 0.8, max(0.1, height), "F")
    paper.set_draw_color(*PALE)
    paper.line(left, zero, left + wide, zero)
    paper.set_font(FONT, "", 7)
    paper.set_text_color(*GREY)
    said = f"{line.labels[0]} – {line.labels[-1]}"
    if line.target is not None:
        paper.set_draw_color(*GREEN)
        paper.set_line_width(0.5)
        paper.line(left, zero - line.target * scale, left + wide, zero - line.target * scale)
        paper.set_line_width(0.2)
        said += f" · {TARGET(language)} {number(line.target, language, 1)} {unit}"
    paper.set_xy(left, base)
    paper.cell(wide, 4, _plain(said))


def _table(paper: Any, title: str, table: Table, widths: tuple[float, ...], foot: str) -> None:
    if paper.get_y() + 4 * ROW_MM > BOTTOM_MM:
        _begin(paper, foot)
    _say(paper, title, 12, is_bold=True)
    _row(paper, table.columns, widths, GREY)
    for row in table.shown:
        if paper.get_y() + _tall_mm(_lines(paper, row[-1], widths[-1])) > BOTTOM_MM:
            _begin(paper, foot)
            _row(paper, table.columns, widths, GREY)
        _row(paper, row, widths, INK)
    paper.set_y(paper.get_y() + GAP_MM)


def _row(paper: Any, cells: tuple[str, ...], widths: tuple[float, ...], colour: tuple[int, int, int]) -> None:
    """Cells on one line, but for the last: a source is read to its end."""
    top, left = paper.get_y(), LEFT_MM
    lines = _lines(paper, cells[-1], widths[-1])
    paper.set_text_color(*colour)
    for number_, line in enumerate(lines):
        paper.set_xy(LEFT_MM + sum(widths[:-1]), top + number_ * LINE_MM)
        paper.cell(widths[-1], ROW_MM, line)
    for width, cell in zip(widths[:-1], cells[:-1], strict=True):
        said = _plain(cell)
        while said and paper.get_string_width(said) > width - 2:
            said = said[:-2].rstrip() + "…" if len(said) > 2 else ""
        paper.set_xy(left, top)
        paper.cell(width, ROW_MM, said)
        left += width
    under = top + _tall_mm(lines)
    paper.set_draw_color(*PALE)
    paper.line(LEFT_MM, under, LEFT_MM + WIDTH_MM, under)
    paper.set_xy(LEFT_MM, under)


def _tall_mm(lines: list[str]) -> float:
    return ROW_MM + LINE_MM * (len(lines) - 1)


def _lines(paper: Any, said: str, width: float) -> list[str]:
    """The words on as many lines as they need."""
    paper.set_font(FONT, "", 8)
    lines = [""]
    for word in _plain(said).split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and paper.get_string_width(longer) > width - 2:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _plain(said: str) -> str:
    """On one line, with the blanks the font has."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in said).split())
