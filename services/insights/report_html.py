"""The report as one HTML file that opens anywhere: charts drawn inside it, no script, nothing fetched."""

from __future__ import annotations

from html import escape

from services.insights.report import Line, Report, cards_table, lines, people_tables
from services.insights.tables import unit_of
from services.insights.web_page import html_table, web_page
from services.words import Language, number

WIDE, HIGH, LEFT, TOP = 420, 150, 8, 18
LEAST_SPAN = 1e-9


def report_html(report: Report, language: Language) -> bytes:
    """The whole file."""
    title, period = report.head(language)
    people = "".join(f"<h2>{escape(name)}</h2>{html_table(table)}" for name, table in people_tables(report, language))
    charts = "".join(_chart(line, language) for line in lines(report))
    heading, table = escape(title.split(":")[0]), html_table(cards_table(report, language))
    body = f'<div class="charts">{charts}</div>\n<h2>{heading}</h2>\n{table}\n{people}'
    return web_page(language, title, period, body, report.foot(language))


def _chart(line: Line, language: Language) -> str:
    """A line with a dot for every value; where a step has none the line is broken."""
    known = [value for value in (*line.values, line.target) if value is not None]
    low, high = min(known), max(known)
    span = max(high - low, LEAST_SPAN)
    across = (WIDE - 2 * LEFT) / max(1, len(line.values) - 1)

    def y(value: float) -> float:
        return TOP + (HIGH - 2 * TOP) * (1 - (value - low) / span)

    path, dots, is_on = [], [], False
    for place, value in enumerate(line.values):
        if value is not None:
            x = LEFT + place * across
            path.append(f"{'L' if is_on else 'M'}{x:.1f} {y(value):.1f}")
            dots.append(f'<circle class="dot" cx="{x:.1f}" cy="{y(value):.1f}" r="3"/>')
        is_on = value is not None
    unit = unit_of(line.kpi, language)
    title = line.kpi.title(language)
    target = "" if line.target is None else (
        f'<line class="target" x1="{LEFT}" x2="{WIDE - LEFT}" y1="{y(line.target):.1f}" y2="{y(line.target):.1f}"/>'
    )  # fmt: skip
    ends = "".join(
        f'<text x="{LEFT}" y="{at}">{escape(f"{number(value, language, 1)} {unit}".strip())}</text>'
        for value, at in ((high, TOP - 6), (low, HIGH - 4))
    )
    days = f'<text x="{WIDE - LEFT}" y="{HIGH - 4}" text-anchor="end">{line.labels[0]} – {line.labels[-1]}</text>'
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {WIDE} {HIGH}" role="img"'
        f' aria-label="{escape(title)}">{target}<path class="value" d="{" ".join(path)}"/>{"".join(dots)}{ends}{days}'
        "</svg></figure>"
    )
