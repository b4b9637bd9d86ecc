"""The report as one HTML file that opens anywhere: charts drawn inside it, no script, nothing fetched."""

from __future__ import annotations

from html import escape
from string import Template

from services.insights.report import Line, Report, cards_table, lines, people_tables
from services.insights.tables import Table, unit_of
from services.words import Language, number

_PAGE = Template("""<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
:root { color-scheme: light dark; }
body { font: 15px/1.45 Inter, "Segoe UI", system-ui, sans-serif; color: light-dark(#1e1b2e, #eceaf5);
  background: light-dark(#fff, #14121f); margin: 2rem auto; max-width: 68rem; padding: 0 1rem; }
h1 { margin: 0; border-bottom: 3px solid #7c3aed; padding-bottom: .4rem; }
h2 { margin: 2rem 0 .5rem; font-size: 1.1rem; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 1rem; }
figure { margin: 0; border: 1px solid light-dark(#e6e3f0, #322e48); border-radius: 10px; padding: .8rem; }
figcaption { font-weight: 600; }
svg { width: 100%; height: auto; }
svg text { font-size: 11px; fill: light-dark(#6b6780, #9d97b8); }
.value { fill: none; stroke: light-dark(#7c3aed, #a78bfa); stroke-width: 2.5; }
.dot { fill: light-dark(#7c3aed, #a78bfa); }
.target { stroke: #009e73; stroke-width: 2; stroke-dasharray: 8 4 2 4; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid light-dark(#e6e3f0, #322e48); }
footer { margin-top: 2rem; color: light-dark(#6b6780, #9d97b8); }
@media print { figure, tr { break-inside: avoid; } }
</style>
</head>
<body>
<h1>$title</h1>
<p>$period</p>
<div class="charts">$charts</div>
<h2>$heading</h2>
$table
$people
<footer>$foot</footer>
</body>
</html>
""")
WIDE, HIGH, LEFT, TOP = 420, 150, 8, 18
LEAST_SPAN = 1e-9


def report_html(report: Report, language: Language) -> bytes:
    """The whole file."""
    title, period = report.head(language)
    people = "".join(f"<h2>{escape(name)}</h2>{_table(table)}" for name, table in people_tables(report, language))
    page = _PAGE.substitute(
        language=language.value, title=escape(title), period=escape(period), heading=escape(title.split(":")[0]),
        charts="".join(_chart(line, language) for line in lines(report)), table=_table(cards_table(report, language)),
        people=people, foot=escape(report.foot(language)),
    )  # fmt: skip
    return page.encode()


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.shown)
    return f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'


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
