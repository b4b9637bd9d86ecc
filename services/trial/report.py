"""The return to print or to share: what stands in it, as one web page or on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from services.insights.paper import GAP_MM, begin, paragraph, plain_line, say, sheet_of_paper, table_on
from services.insights.tables import Table
from services.insights.web_page import html_table, web_page
from services.printouts.pdf import FONT, GREY, INK, LEFT_MM, WIDTH_MM
from services.trial.tables import assumptions_table, figures_table, swings_table, worth_table
from services.trial.views import Return
from services.trial.words import freed, signed_sek, verdict, warnings
from services.trial.worth import TITLES
from services.words import Language, Text

TITLE = Text(sv="Vad försöket ger", en="Return on the trial")
SUM, FIGURES = Text(sv="Värt per år", en="Worth a year"), Text(sv="Planerna sida vid sida", en="The plans side by side")
SURE, ASSUMED = Text(sv="Vad summan hänger på", en="What the sum hangs on"), Text(sv="Antaganden", en="Assumptions")
NOT_SAVED = Text(sv="Antagandena är prövade men inte sparade.", en="The assumptions are tried and have not been saved.")
PERIOD = Text(
    sv="{by_hand} mot {optimised}, {first} – {last}", en="{by_hand} against {optimised}, {first} – {last}"
)  # fmt: skip
MADE = Text(
    sv="Gjord {when}. Inga personuppgifter: bara summor över hela planen.",
    en="Made {when}. No personal data: only sums over the whole plan.",
)
BLUE, ORANGE = (0, 114, 178), (213, 94, 0)
BAR_MM, NAME_MM, AMOUNT_MM = 5.6, 46.0, 34.0
WIDE, HIGH, NAME, AMOUNT = 640, 26, 170, 120
_FIGURES_MM, _WORTH_MM = (58.0, 34.0, 34.0, 36.0, 24.0), (36.0, 28.0, 30.0, 92.0)
_SWINGS_MM, _ASSUMED_MM = (60.0, 42.0, 42.0, 42.0), (42.0, 32.0, 112.0)


@dataclass(frozen=True)
class ReturnReport:
    """What is written down; the plans by name."""

    organization: str
    by_hand: str
    optimised: str
    found: Return
    made_at: datetime
    is_tried: bool

    def title(self, language: Language) -> str:
        """What it is of."""
        return f"{TITLE(language)}: {self.organization}"

    def period(self, language: Language) -> str:
        """Which plans and days."""
        first, last = self.found.days
        return PERIOD(language, by_hand=self.by_hand, optimised=self.optimised, first=first, last=last)

    def foot(self, language: Language) -> str:
        """When it was made, and that nobody can be told from it."""
        return MADE(language, when=f"{self.made_at:%Y-%m-%d %H:%M}")

    def said(self, language: Language) -> list[str]:
        """The sum, what must be known beside it, and that freed time is not money yet."""
        found, tried = self.found, [NOT_SAVED(language)] if self.is_tried else []
        return [verdict(found, language), *warnings(found, language), freed(found, language), *tried]

    def bars(self, language: Language) -> list[tuple[str, float]]:
        """The parts of a year's sum."""
        return [(TITLES[part](language), sek) for part, sek in self.found.year.parts.items()]

    def tables(self, language: Language) -> list[tuple[str, Table, tuple[float, ...]]]:
        """Each with its heading and the widths of its columns on paper."""
        found = self.found
        return [
            (SUM(language), worth_table(found, language), _WORTH_MM),
            (FIGURES(language), figures_table(found, language), _FIGURES_MM),
            (SURE(language), swings_table(found, language), _SWINGS_MM),
            (ASSUMED(language), assumptions_table(found.assumptions, language), _ASSUMED_MM),
        ]


def return_html(report: ReturnReport, language: Language) -> bytes:
    """The whole file."""
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in report.said(language))
    tables = "".join(f"<h2>{escape(name)}</h2>{html_table(table)}" for name, table, _ in report.tables(language))
    body = said + _bars_drawn(report.bars(language), SUM(language), language) + tables
    return web_page(language, report.title(language), report.period(language), body, report.foot(language))


def return_pdf(report: ReturnReport, language: Language) -> bytes:
    """The whole file."""
    paper, foot = sheet_of_paper(report.title(language), language, report.made_at), report.foot(language)
    begin(paper, foot)
    say(paper, report.title(language), 15, is_bold=True)
    paragraph(paper, report.period(language), 10)
    paper.set_y(paper.get_y() + 2)
    for sentence in report.said(language):
        paragraph(paper, sentence)
        paper.set_y(paper.get_y() + 1.2)
    _bars_printed(paper, report.bars(language), language)
    for name, table, widths in report.tables(language):
        table_on(paper, name, table, widths, foot)
    return bytes(paper.output())


def _bars_drawn(bars: list[tuple[str, float]], title: str, language: Language) -> str:
    """Gains to the right of a line, losses to the left, each with its amount."""
    zero, scale = _scaled([value for _, value in bars], WIDE - NAME - AMOUNT)
    drawn = [f'<line class="zero" x1="{NAME + zero:.1f}" x2="{NAME + zero:.1f}" y1="0" y2="{HIGH * len(bars)}"/>']
    for place, (name, value) in enumerate(bars):
        y, wide = place * HIGH, abs(value) * scale
        x = NAME + zero - (wide if value < 0 else 0)
        kind = "loss" if value < 0 else "gain"
        drawn.append(
            f'<text x="0" y="{y + 17}">{escape(name)}</text>'
            f'<rect class="{kind}" x="{x:.1f}" y="{y + 4}" width="{wide:.1f}" height="{HIGH - 9}"/>'
            f'<text x="{WIDE}" y="{y + 17}" text-anchor="end">{escape(signed_sek(value, language))}</text>'
        )
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {WIDE} {HIGH * len(bars)}" role="img"'
        f' aria-label="{escape(title)}">{"".join(drawn)}</svg></figure>'
    )


def _bars_printed(paper: Any, bars: list[tuple[str, float]], language: Language) -> None:
    zero, scale = _scaled([value for _, value in bars], WIDTH_MM - NAME_MM - AMOUNT_MM)
    left, top = LEFT_MM + NAME_MM, paper.get_y() + 3
    for place, (name, value) in enumerate(bars):
        y, wide = top + place * BAR_MM, abs(value) * scale
        paper.set_font(FONT, "", 9)
        paper.set_text_color(*INK)
        paper.set_xy(LEFT_MM, y)
        paper.cell(NAME_MM, BAR_MM, plain_line(name))
        paper.set_fill_color(*(ORANGE if value < 0 else BLUE))
        paper.rect(left + zero - (wide if value < 0 else 0), y + 0.8, max(wide, 0.1), BAR_MM - 1.6, "F")
        paper.set_xy(LEFT_MM + WIDTH_MM - AMOUNT_MM, y)
        paper.cell(AMOUNT_MM, BAR_MM, plain_line(signed_sek(value, language)), align="R")
    paper.set_draw_color(*GREY)
    paper.line(left + zero, top, left + zero, top + len(bars) * BAR_MM)
    paper.set_xy(LEFT_MM, top + len(bars) * BAR_MM + GAP_MM)


def _scaled(values: list[float], wide: float) -> tuple[float, float]:
    """Where naught lies, and how wide a krona is."""
    low, high = min(0.0, *values), max(0.0, *values)
    scale = wide / ((high - low) or 1.0)
    return -low * scale, scale
