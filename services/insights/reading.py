"""From the rows that are kept to values and points: parts are added before they are divided, steps line up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from data.repositories.figure_answers import Step, SummedRow
from data.vocabulary import FigureBasis, FigureLevel
from data.work import ReadingWork
from services.insights.anomalies import anomalies
from services.insights.views import NO_VALUE, Point, Scope, Span, Value
from services.kpi import BY_SLUG, Kpi

WEEK = 7
BySide = Mapping[FigureBasis, Mapping[str, Value]]


def rows_of(work: ReadingWork, kpis: Sequence[Kpi], scope: Scope, span: Span, step: Step) -> list[SummedRow]:
    """Figures of one scope, all at once."""
    added, over_days = ([k.slug for k in kpis if k.is_over_days is over] for over in (False, True))
    whose = None if scope.whose is None else [scope.whose]
    return work.figures.series(added, over_days, scope.level, (span.first_day, span.last_day), step, whose)


def values(rows: Iterable[SummedRow]) -> BySide:
    """One value for each figure, planned and performed."""
    found: dict[FigureBasis, dict[str, Value]] = {basis: {} for basis in FigureBasis}
    for row in rows:
        found[row.basis][row.slug] = value_of(row)
    return found


def members_of(
    work: ReadingWork, kpi: Kpi, level: FigureLevel, span: Span, whose: Sequence[UUID]
) -> dict[FigureBasis, dict[UUID | None, Value]]:  # fmt: skip
    """A figure of everybody of a level.

    A figure that looks back is that of the last days on which the organisation has it: who had left by then is not
    part of it.
    """
    first_day, last_day = span.first_day, span.last_day
    if kpi.window_days is not None:
        last_day = work.figures.last_day(kpi.slug, (first_day, last_day)) or last_day
        first_day = max(first_day, last_day - timedelta(days=kpi.window_days - 1))
    added, over_days = ([], [kpi.slug]) if kpi.is_over_days else ([kpi.slug], [])
    found: dict[FigureBasis, dict[UUID | None, Value]] = {basis: {} for basis in FigureBasis}
    for row in work.figures.series(added, over_days, level, (first_day, last_day), None, whose):
        found[row.basis][row.whose] = value_of(row)
    return found


def points(rows: Iterable[SummedRow], step: Step) -> dict[str, tuple[Point, ...]]:
    """The trend of every figure in the rows, planned beside performed; what stands out is flagged."""
    found: dict[str, dict[FigureBasis, dict[date, Value]]] = defaultdict(lambda: {basis: {} for basis in FigureBasis})
    for row in rows:
        found[row.slug][row.basis][row.first_day] = value_of(row)
    return {
        slug: _points(sides[FigureBasis.PLANNED], sides[FigureBasis.PERFORMED], step) for slug, sides in found.items()
    }


def value_of(row: SummedRow) -> Value:
    """The exact value; of a sum only what was added up means anything."""
    if BY_SLUG[row.slug].is_sum:
        return Value(row.numerator, row.counted)
    return Value(row.numerator / row.denominator if row.denominator else None, row.counted)


def _points(planned: Mapping[date, Value], performed: Mapping[date, Value], step: Step) -> tuple[Point, ...]:
    days = sorted({*planned, *performed})
    judged = performed or planned
    lined_up = _season_days(days, step)
    told = [judged[day].value if day in judged else None for day in lined_up]
    flagged = dict(zip(lined_up, anomalies(told, WEEK if step == "day" else 1), strict=True))
    return tuple(Point(day, planned.get(day, NO_VALUE), performed.get(day, NO_VALUE), flagged.get(day)) for day in days)


def _season_days(days: Sequence[date], step: Step) -> list[date]:
    """Every day from the first to the last of a trend by day, so that weekdays line up; else the steps as they are."""
    if step != "day" or not days:
        return list(days)
    return [days[0] + timedelta(days=i) for i in range((days[-1] - days[0]).days + 1)]
