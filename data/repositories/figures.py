"""Key figures by day and level: written whole for a spell of days, so that doing it twice changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import delete, text

from data.ids import new_id
from data.models import ScheduleMetric as Metric
from data.repositories.figure_answers import WHOSE, FiguresReading
from data.repositories.inside import Inside
from data.repositories.months import Months
from data.vocabulary import FigureBasis, FigureLevel

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
        for level in WHOSE
    }  # fmt: skip
    return {name: _BETWEEN.join(map(str, values)) for name, values in columns.items()}


def batched(rows: Iterable[FigureRow], size: int) -> Iterator[list[FigureRow]]:
    """Lists of so many rows, the last one shorter."""
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some
