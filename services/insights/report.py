"""A report of key figures to share: what stands in it, whatever it is written as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.insights.tables import PERFORMED, PLANNED, TARGET, WHO, Table, scaled
from services.insights.views import Card, Member, Point, Span
from services.kpi import BY_SLUG, Kpi
from services.kpi.writing import NOTHING, written
from services.words import Language, Text

TITLE = Text(sv="Nyckeltal", en="Key figures")
FIGURE, BEFORE = Text(sv="Nyckeltal", en="Key figure"), Text(sv="Perioden före", en="Period before")
OTHERS, HOW = Text(sv="Jämförelse", en="Benchmark"), Text(sv="Så räknas det", en="How it is counted")
PERIOD = Text(sv="{first} – {last}", en="{first} – {last}")
MADE = Text(sv="Gjord {when}", en="Made {when}")
PSEUDONYMS = Text(sv="Pseudonymer i stället för namn", en="Pseudonyms instead of names")
SECRET = Text(
    sv="Innehåller personuppgifter. Förvara säkert och förstör efter användning.",
    en="Contains personal data. Keep it safe and destroy it after use.",
)
BY_DISTRICT, BY_CARER = Text(sv="{figure} per område", en="{figure} by district"), Text(
    sv="{figure} per medarbetare", en="{figure} by carer"
)  # fmt: skip
CHARTED = ("client_time_share", "field_efficiency", "continuity_14d", "performed_of_planned", "unassigned_visits",
           "cost_per_visit_hour")  # fmt: skip
MEASURED = "client_time_share"
"""The figure districts and carers are listed by."""


class ReportForm(StrEnum):
    """What a report is written as."""

    PDF = "pdf"
    HTML = "html"


@dataclass(frozen=True)
class Report:
    """All that stands in it; `names` are of carers, by id, and empty where pseudonyms do."""

    organization: str
    span: Span
    cards: Sequence[Card]
    trends: Mapping[str, Sequence[Point]]
    districts: Sequence[Member]
    carers: Sequence[Member]
    names: Mapping[UUID, str]
    made_at: datetime

    def head(self, language: Language) -> tuple[str, str]:
        """What the report is of, and of when."""
        return f"{TITLE(language)}: {self.organization}", PERIOD(
            language, first=self.span.first_day, last=self.span.last_day
        )

    def foot(self, language: Language) -> str:
        """When it was made and how it is to be kept."""
        told = (SECRET if self.names else PSEUDONYMS)(language)
        return f"{MADE(language, when=f'{self.made_at:%Y-%m-%d %H:%M}')}. {told}"


@dataclass(frozen=True, slots=True)
class Line:
    """A figure's values step by step, as they are drawn; the target in the same unit."""

    kpi: Kpi
    values: tuple[float | None, ...]
    labels: tuple[str, ...]
    target: float | None


def cards_table(report: Report, language: Language) -> Table:
    """A row per figure that has a value."""
    rows = []
    for card in report.cards:
        kpi = BY_SLUG[card.slug]
        if card.planned.value is None and card.performed.value is None:
            continue
        before = card.performed_before if card.performed.value is not None else card.planned_before
        values = (card.planned.value, card.performed.value, before.value)
        target = NOTHING if kpi.target is None else written(kpi, kpi.target, language)
        others = NOTHING if kpi.benchmark is None else kpi.benchmark.told(language)
        rows.append((kpi.title(language), *(written(kpi, value, language) for value in values), target, others))
    titles = tuple(title(language) for title in (FIGURE, PLANNED, PERFORMED, BEFORE, TARGET, OTHERS))
    return Table(titles, tuple(rows), tuple(rows))


def lines(report: Report) -> tuple[Line, ...]:
    """The charted figures that have a value; performed where something was performed."""
    made = []
    for slug, points in report.trends.items():
        kpi = BY_SLUG[slug]
        is_performed = any(point.performed.value is not None for point in points)
        held = [(point.performed if is_performed else point.planned).value for point in points]
        if any(value is not None for value in held):
            days = tuple(str(point.first_day) for point in points)
            made.append(Line(kpi, tuple(scaled(kpi, v) for v in held), days, scaled(kpi, kpi.target)))
    return tuple(made)


def people_tables(report: Report, language: Language) -> tuple[tuple[str, Table], ...]:
    """Districts and carers; groups that are too small came without members."""
    kpi = BY_SLUG[MEASURED]
    found = []
    for title, members in ((BY_DISTRICT, report.districts), (BY_CARER, report.carers)):
        rows = tuple(
            (report.names.get(member.id, member.label), written(kpi, member.planned.value, language),
             written(kpi, member.performed.value, language))
            for member in members
        )  # fmt: skip
        if rows:
            titles = (WHO(language), PLANNED(language), PERFORMED(language))
            found.append((title(language, figure=kpi.title(language)), Table(titles, rows, rows)))
    return tuple(found)
