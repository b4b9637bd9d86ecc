"""Day sheets and week letters as HTML that prints one A4 each: small escaped templates, no script, nothing fetched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from html import escape
from string import Template

from services.printouts import words
from services.printouts.papers import DaySheet, Line, WeekLetter
from services.printouts.saying import carers, count, first_capital, period, spells, travel
from services.words import Language, Text, clock, long_date

MOST_AIRY = 20
"""So many lines stand on a sheet with room for notes; more stand closer."""

_PAGE = Template("""<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<title>$title</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
@page { size: A4; margin: 12mm; }
* { box-sizing: border-box; }
body { font: 10.5pt/1.35 Inter, "Segoe UI", system-ui, sans-serif; color: #1e1b2e; margin: 0 auto; max-width: 186mm; }
section { break-after: page; padding-top: 4mm; }
section:last-child { break-after: auto; }
header { display: flex; justify-content: space-between; align-items: flex-end; border-bottom: 2pt solid #7c3aed; }
h1 { font-size: 17pt; margin: 0 0 2mm; }
header p { margin: 0 0 2mm; text-align: right; }
table { width: 100%; border-collapse: collapse; margin-top: 3mm; font-variant-numeric: tabular-nums; }
th { text-align: left; font-size: 8.5pt; color: #6b6780; border-bottom: 1pt solid #6b6780; padding: 1mm; }
td { padding: 1.6mm 1mm; border-bottom: 0.5pt solid #c9c4da; vertical-align: top; }
tr { break-inside: avoid; }
.dense td { padding: 0.5mm 1mm; font-size: 9pt; }
.break td { background: #e7f6ec; }
.time { white-space: nowrap; font-weight: 600; width: 26mm; }
.done { width: 14mm; }
.box { display: inline-block; width: 4mm; height: 4mm; border: 0.8pt solid #1e1b2e; }
.quiet { color: #6b6780; font-size: 9pt; }
footer { margin-top: 4mm; color: #6b6780; font-size: 8.5pt; }
</style>
</head>
<body>
$sections
</body>
</html>
""")
_SECTION = Template("""<section$dense>
<header><h1>$title</h1><p>$aside</p></header>
$lead<table>
<thead><tr>$headings</tr></thead>
<tbody>
$rows
</tbody>
</table>
<footer>$footer</footer>
</section>""")


def day_sheets_html(
    sheets: Sequence[DaySheet], language: Language, made_at: datetime, *, with_names: bool
) -> str:  # fmt: skip
    """One section, one A4, per carer and day."""
    sections = [_day(sheet, language, made_at, with_names=with_names) for sheet in sheets]
    return _page(words.DAY_SHEETS, sections, language)


def week_letters_html(
    letters: Sequence[WeekLetter], language: Language, made_at: datetime, *, with_names: bool
) -> str:  # fmt: skip
    """One section, one A4, per client."""
    sections = [_letter(letter, language, made_at, with_names=with_names) for letter in letters]
    return _page(words.LETTERS, sections, language)


def _page(title: Text, sections: Sequence[str], language: Language) -> str:
    return _PAGE.substitute(language=language.value, title=escape(title(language)), sections="\n".join(sections))


def _day(sheet: DaySheet, language: Language, made_at: datetime, *, with_names: bool) -> str:
    headings = [words.TIME, words.CLIENT, words.WHAT, words.TRAVEL, words.DONE]
    aside = f"{spells(sheet, language)}<br>{count(sheet, language)}"
    return _SECTION.substitute(
        dense=' class="dense"' if len(sheet.lines) > MOST_AIRY else "",
        title=f"{escape(sheet.carer)}<br>{escape(first_capital(long_date(sheet.day, language)))}",
        aside=aside,
        lead="",
        headings=_headings(headings, language),
        rows="\n".join(_line(line, language) for line in sheet.lines),
        footer=_footer(language, made_at, with_names=with_names),
    )


def _line(line: Line, language: Language) -> str:
    time = f'<td class="time">{clock(line.start)}–{clock(line.end)}</td>'
    if line.client is None:
        return f'<tr class="break">{time}<td colspan="4">{escape(words.BREAK(language))}</td></tr>'
    who = f"<b>{escape(line.client)}</b>"
    if line.address:
        who += f"<br>{escape(line.address)}"
    what = escape(line.what)
    if line.mates:
        what += f'<div class="quiet">{escape(words.TOGETHER(language))} {escape(carers(line, language))}</div>'
    return (
        f"<tr>{time}<td>{who}</td><td>{what}</td><td>{travel(line, language)}</td>"
        '<td class="done"><span class="box"></span></td></tr>'
    )


def _letter(letter: WeekLetter, language: Language, made_at: datetime, *, with_names: bool) -> str:
    days = [day.day for day in letter.days]
    address = f"<br>{escape(letter.address)}" if letter.address else ""
    return _SECTION.substitute(
        dense=' class="dense"' if sum(max(1, len(day.lines)) for day in letter.days) > MOST_AIRY else "",
        title=escape(words.WHO_COMES(language)),
        aside=f"{escape(words.DEAR(language, name=letter.client))}{address}",
        lead=f"<p>{escape(period(days[0], days[-1], language))}</p>\n",
        headings=f"<th></th>{_headings([words.TIME, words.WHAT], language)}<th></th>",
        rows="\n".join(row for day in letter.days for row in _coming(day.day, day.lines, language)),
        footer=f"{escape(words.MAY_CHANGE(language))}<br>{_footer(language, made_at, with_names=with_names)}",
    )


def _coming(day: date, lines: Sequence[Line], language: Language) -> list[str]:
    said = escape(first_capital(long_date(day, language)))
    if not lines:
        return [f'<tr><td>{said}</td><td class="quiet" colspan="3">{escape(words.NOBODY(language))}</td></tr>']
    return [
        f'<tr><td>{said if number == 0 else ""}</td><td class="time">{clock(line.start)}–{clock(line.end)}</td>'
        f"<td>{escape(line.what)}</td><td><b>{escape(carers(line, language))}</b></td></tr>"
        for number, line in enumerate(lines)
    ]


def _headings(titles: Sequence[Text], language: Language) -> str:
    return "".join(f"<th>{escape(title(language))}</th>" for title in titles)


def _footer(language: Language, made_at: datetime, *, with_names: bool) -> str:
    made = words.MADE(language, when=f"{made_at:%Y-%m-%d %H:%M}")
    return escape(f"{made}. {(words.SECRET if with_names else words.PSEUDONYMS)(language)}")
