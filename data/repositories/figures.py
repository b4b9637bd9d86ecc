"""Key figures by day and level: written whole for a spell of days, read as sums by day, week or month."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Date, and_, cast, delete, func, literal, null, select, text
from sqlalchemy.dialects.postgresql import distinct_on

from data.ids import new_id
from data.models import ScheduleMetric as Metric
from data.repositories.inside import Inside, Repository
from data.repositories.months import Months
from data.vocabulary import FigureBasis, FigureLevel

Step = Literal["day", "week", "month"] | None
"""None: all of the days as one step."""
MOST = 99_999_999.99
"""What the rounded value can hold; the exact parts know no limit."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure; `whose` is a district, employee or client, None for the organisation. A denominator is never 0."""

    day: date
    slug: str
    level: FigureLevel
    whose: UUID | None
    value: float
    numerator: float
    denominator: float
    counted: int
    impacts: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class SummedRow:
    """A figure over a step, in its exact parts; of a figure that is a sum only the numerator means anything."""

    slug: str
    whose: UUID | None
    first_day: date
    numerator: float
    denominator: float
    counted: int


AT_ONCE = 10_000
_BETWEEN = "\x1f"
"""A sign that stands in no value, not even in JSON."""
# One statement for thousands of rows: COPY is refused under row security, and a statement per row takes a minute.
_INSERT = text(
    "INSERT INTO caire.schedule_metrics (organization_id, basis, solution_id, id, schedule_date, metric_type, value,"
    " level, numerator, denominator, counted, constraint_impacts, district_id, employee_id, client_id)"
    " SELECT :org, :basis, CAST(:plan AS uuid), r.id, r.day, r.slug, r.value, r.level, r.top, r.bottom, r.counted,"
    " CAST(r.impacts AS jsonb), r.district_id, r.employee_id, r.client_id"
    " FROM unnest("
    " CAST(string_to_array(:ids, chr(31), '') AS uuid[]), CAST(string_to_array(:days, chr(31), '') AS date[]),"
    " CAST(string_to_array(:slugs, chr(31), '') AS text[]), CAST(string_to_array(:values, chr(31), '') AS numeric[]),"
    " CAST(string_to_array(:levels, chr(31), '') AS text[]), CAST(string_to_array(:tops, chr(31), '') AS float8[]),"
    " CAST(string_to_array(:bottoms, chr(31), '') AS float8[]), CAST(string_to_array(:counted, chr(31), '') AS int[]),"
    " CAST(string_to_array(:impacts, chr(31), '') AS text[]), CAST(string_to_array(:districts, chr(31), '') AS uuid[]),"
    " CAST(string_to_array(:employees, chr(31), '') AS uuid[]), CAST(string_to_array(:clients, chr(31), '') AS uuid[]))"
    " AS r (id, day, slug, value, level, top, bottom, counted, impacts, district_id, employee_id, client_id)"
)

_WHOSE = {
    FigureLevel.DISTRICT: Metric.district_id,
    FigureLevel.EMPLOYEE: Metric.employee_id,
    FigureLevel.CLIENT: Metric.client_id,
}


class FiguresReading(Repository):
    """What may be asked."""

    def summed(
        self, slugs: Sequence[str], basis: FigureBasis, level: FigureLevel, days: tuple[date, date], step: Step,
        whose: Sequence[UUID] | None = None,
    ) -> list[SummedRow]:  # fmt: skip
        """Figures of these days, both included, added up by step; `whose` None: everybody of the level."""
        begins = _begins(step, days)
        owner = _WHOSE.get(level, null())
        sums = (func.sum(column) for column in (Metric.numerator, Metric.denominator, Metric.counted))
        grouped = [Metric.metric_type, begins] + ([owner] if level in _WHOSE else [])
        query = (
            select(Metric.metric_type, owner, begins, *sums)
            .where(self._are(slugs, basis, level, days, whose))
            .group_by(*grouped)
            .order_by(begins)
        )
        return [_read(tuple(row)) for row in self._connection.execute(query)]

    def latest(
        self, slugs: Sequence[str], basis: FigureBasis, level: FigureLevel, days: tuple[date, date], step: Step,
        whose: Sequence[UUID] | None = None,
    ) -> list[SummedRow]:  # fmt: skip
        """The same for figures that days cannot be added of: those of the last day of each step."""
        begins = _begins(step, days)
        owner = _WHOSE.get(level, null())
        each = [begins, Metric.metric_type, *([owner] if level in _WHOSE else [])]
        query = (
            select(Metric.metric_type, owner, begins, Metric.numerator, Metric.denominator, Metric.counted)
            .where(self._are(slugs, basis, level, days, whose))
            .ext(distinct_on(*each))
            .order_by(*each, Metric.schedule_date.desc())
        )
        return [_read(tuple(row)) for row in self._connection.execute(query)]

    def impacts(self, slugs: Sequence[str], basis: FigureBasis, day: date) -> dict[str, dict[str, Any]]:
        """What stands behind figures of a day of the organisation, by slug."""
        query = select(Metric.metric_type, Metric.constraint_impacts).where(
            self._are(slugs, basis, FigureLevel.ORGANIZATION, (day, day)), Metric.constraint_impacts.is_not(None)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def impacts_between(
        self, slugs: Sequence[str], basis: FigureBasis, days: tuple[date, date]
    ) -> list[tuple[date, dict[str, Any]]]:
        """The same of every day from the first to the last, both included."""
        query = (
            select(Metric.schedule_date, Metric.constraint_impacts)
            .where(self._are(slugs, basis, FigureLevel.ORGANIZATION, days), Metric.constraint_impacts.is_not(None))
            .order_by(Metric.schedule_date)
        )
        return [(row[0], row[1]) for row in self._connection.execute(query)]

    def days(self, basis: FigureBasis) -> tuple[date, date] | None:
        """The first and the last day with a figure."""
        query = select(func.min(Metric.schedule_date), func.max(Metric.schedule_date)).where(
            Metric.organization_id == self._org, Metric.basis == basis, Metric.level == FigureLevel.ORGANIZATION
        )
        first, last = self._connection.execute(query).one()
        return None if first is None else (first, last)

    def _are(
        self, slugs: Sequence[str], basis: FigureBasis, level: FigureLevel, days: tuple[date, date],
        whose: Sequence[UUID] | None = None,
    ) -> ColumnElement[bool]:  # fmt: skip
        of_level = and_(
            Metric.organization_id == self._org,
            Metric.level == level,
            Metric.metric_type.in_(list(slugs)),
            Metric.basis == basis,
            Metric.schedule_date.between(*days),
        )
        return of_level if whose is None or level not in _WHOSE else and_(of_level, _WHOSE[level].in_(list(whose)))


class Figures(FiguresReading):
    """What may be changed."""

    def __init__(self, inside: Inside, months: Months) -> None:
        super().__init__(inside)
        self._months = months

    def replace(
        self, basis: FigureBasis, first_day: date, last_day: date, rows: Iterable[FigureRow], plan: UUID | None = None
    ) -> int:
        """These rows instead of all there were of the days; how many. Doing it twice changes nothing."""
        self._months.prepare(first_day, last_day)
        self._connection.execute(
            delete(Metric).where(
                Metric.organization_id == self._org,
                Metric.basis == basis,
                Metric.schedule_date.between(first_day, last_day),
            )
        )
        kept = 0
        for some in batched(rows, AT_ONCE):
            kept += len(some)
            self._connection.execute(_INSERT, _columns(some) | {"org": self._org, "basis": basis.value, "plan": plan})
        return kept


def _begins(step: Step, days: tuple[date, date]) -> ColumnElement[Any]:
    """The first day of the step; weeks begin on Monday."""
    return literal(days[0], Date) if step is None else cast(func.date_trunc(step, Metric.schedule_date), Date)


def _read(row: tuple[Any, ...]) -> SummedRow:
    slug, whose, begins, top, bottom, counted = row
    return SummedRow(slug, whose, begins, float(top), float(bottom), int(counted))


def _columns(rows: Sequence[FigureRow]) -> dict[str, str]:
    """The rows as one text per column: ten times as quick to make as an array of parameters."""
    columns: dict[str, Iterable[object]] = {
        "ids": (new_id() for _ in rows),
        "days": (row.day for row in rows),
        "slugs": (row.slug for row in rows),
        "values": (min(MOST, max(-MOST, row.value)) for row in rows),
        "levels": (row.level.value for row in rows),
        "tops": (row.numerator for row in rows),
        "bottoms": (row.denominator for row in rows),
        "counted": (row.counted for row in rows),
        "impacts": ("" if row.impacts is None else json.dumps(row.impacts) for row in rows),
    } | {
        f"{level.value.lower()}s": [row.whose if row.level is level else "" for row in rows]
        for level in _WHOSE
    }  # fmt: skip
    return {name: _BETWEEN.join(map(str, values)) for name, values in columns.items()}


def batched(rows: Iterable[FigureRow], size: int) -> Iterator[list[FigureRow]]:
    """Lists of so many rows, the last one shorter."""
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some
