"""The report as PDF: tables, and a bar for every step of the charted figures with the target as a line."""

from __future__ import annotations

from typing import Any

from services.insights.paper import GAP_MM, begin, plain_line, say, sheet_of_paper, table_on
from services.insights.report import Line, Report, cards_table, lines, people_tables
from services.insights.tables import TARGET, unit_of
from services.printouts.pdf import BOTTOM_MM, FONT, GREY, INK, LEFT_MM, PALE, PURPLE, WIDTH_MM
from services.words import Language, number

GREEN = (0, 158, 115)
CHART_MM = 34.0
CARDS_MM, PEOPLE_MM = (46.0, 21.0, 21.0, 24.0, 18.0, 56.0), (86.0, 50.0, 50.0)


def report_pdf(report: Report, language: Language) -> bytes:
    """The whole file."""
    title, period = report.head(language)
    foot = report.foot(language)
    paper = sheet_of_paper(title, language, report.made_at)
    begin(paper, foot)
    say(paper, title, 15, is_bold=True)
    say(paper, period, 10)
    _charts(paper, lines(report), language, foot)
    table_on(paper, title.split(":")[0], cards_table(report, language), CARDS_MM, foot)
    for name, table in people_tables(report, language):
        table_on(paper, name, table, PEOPLE_MM, foot)
    return bytes(paper.output())


def _charts(paper: Any, drawn: tuple[Line, ...], language: Language, foot: str) -> None:
    """Two beside each other."""
    wide = (WIDTH_MM - GAP_MM) / 2
    top = paper.get_y() + 4
    for place, line in enumerate(drawn):
        if place % 2 == 0 and place:
            top += CHART_MM + GAP_MM
        if top + CHART_MM > BOTTOM_MM:
            begin(paper, foot)
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
    paper.cell(wide, 5, plain_line(f"{line.kpi.title(language)}: {number(last, language, 1)} {unit}".rstrip()))
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
    paper.cell(wide, 4, plain_line(said))
