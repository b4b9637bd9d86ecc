"""A report as one web page in a file: styles inside it, no script, nothing fetched, light, dark and on paper."""

from __future__ import annotations

from html import escape
from string import Template

from services.insights.tables import Table
from services.words import Language

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
.gain { fill: light-dark(#0072b2, #56b4e9); }
.loss { fill: #d55e00; }
.zero { stroke: light-dark(#6b6780, #9d97b8); }
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
$body
<footer>$foot</footer>
</body>
</html>
""")


def web_page(language: Language, title: str, period: str, body: str, foot: str) -> bytes:
    """The whole file; `body` is HTML already, the rest is text."""
    page = _PAGE.substitute(
        language=language.value, title=escape(title), period=escape(period), body=body, foot=escape(foot)
    )
    return page.encode()


def html_table(table: Table) -> str:
    """As wide as the page; wider ones are scrolled."""
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.shown)
    return f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
