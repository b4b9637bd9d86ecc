"""Key figures as they are asked for: several at once, planned and performed, by day, week or month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Select,
    Uuid,
    and_,
    cast,
    func,
    join,
    literal,
    null,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import distinct_on

from data.models import ScheduleMetric as Metric
from data.repositories.inside import Repository
from data.vocabulary import FigureBasis, FigureLevel

Step = Literal["day", "week", "month"] | None
"""None: all of the days as one step."""


@dataclass(frozen=True, slots=True)
class SummedRow:
    """A figure over a step, in its exact parts; of a figure that is a sum only the numerator means anything."""

    slug: str
    basis: FigureBasis
    whose: UUID | None
    first_day: date
    numerator: float
    denominator: float
    counted: int


@dataclass(frozen=True, slots=True)
class RuleCostRow:
    """What a rule cost in a step, by its first day."""

    basis: FigureBasis
    first_day: date
    rule_id: str
    cost: int


WHOSE = {
    FigureLevel.DISTRICT: Metric.district_id,
    FigureLevel.EMPLOYEE: Metric.employee_id,
    FigureLevel.CLIENT: Metric.client_id,
}


class FiguresReading(Repository):
    """What may be asked."""

    def series(
        self, added: Sequence[str], over_days: Sequence[str], level: FigureLevel, days: tuple[date, date], step: Step,
        whose: Sequence[UUID] | None = None,
    ) -> list[SummedRow]:  # fmt: skip
        """Several figures of these days, both included, planned and performed, by step, in one question.

        Those `added` are added up; `over_days` are figures that days cannot be added of: those of the last day of each
        step stand for it. `whose` None: everybody of the level.
        """
        asked = [
            query
            for slugs, query in (
                (added, self._summed(added, level, days, step, whose)),
                (over_days, self._latest(over_days, level, days, step, whose)),
            )
            if slugs
        ]
        return [_read(tuple(row)) for row in self._connection.execute(union_all(*asked))] if asked else []

    def _summed(
        self, slugs: Sequence[str], level: FigureLevel, days: tuple[date, date], step: Step,
        whose: Sequence[UUID] | None,
    ) -> Select[Any]:  # fmt: skip
        each = _each(step, days, level)
        sums = (func.sum(column) for column in (Metric.numerator, Metric.denominator, Metric.counted))
        grouped = [Metric.metric_type, Metric.basis, *([each["whose"]] if level in WHOSE else [])]
        grouped += [each["begins"]] if step is not None else []
        return (
            select(*(column.label(name) for name, column in each.items()), *sums)
            .where(self._are(slugs, level, days, whose))
            .group_by(*grouped)
        )

    def _latest(
        self, slugs: Sequence[str], level: FigureLevel, days: tuple[date, date], step: Step,
        whose: Sequence[UUID] | None,
    ) -> Select[Any]:  # fmt: skip
        each = _each(step, days, level)
        found = (
            select(
                *(column.label(name) for name, column in each.items()), Metric.numerator, Metric.denominator,
                Metric.counted,
            )
            .where(self._are(slugs, level, days, whose))
            .ext(distinct_on(*each.values()))
            .order_by(*each.values(), Metric.schedule_date.desc())
            .subquery()
        )  # fmt: skip
        return select(found)

    def impacts(self, slugs: Sequence[str], basis: FigureBasis, day: date) -> dict[str, dict[str, Any]]:
        """What stands behind figures of a day of the organisation, by slug."""
        query = select(Metric.metric_type, Metric.constraint_impacts).where(
            self._are(slugs, FigureLevel.ORGANIZATION, (day, day)),
            Metric.basis == basis,
            Metric.constraint_impacts.is_not(None),
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def rule_costs(self, slugs: Sequence[str], days: tuple[date, date], step: Step) -> list[RuleCostRow]:
        """What each rule behind the figures cost the organisation, by step; the visits stay where they are."""
        begins = _begins(step, days)
        told = func.jsonb_each(Metric.constraint_impacts).table_valued("key", "value").render_derived(name="told")
        cost = func.sum(cast(told.c.value.op("->>")("cost"), BigInteger))
        query = (
            select(Metric.basis, begins, told.c.key, cost)
            .select_from(join(Metric, told, true()))
            .where(self._are(slugs, FigureLevel.ORGANIZATION, days), Metric.constraint_impacts.is_not(None))
            .group_by(Metric.basis, begins, told.c.key)
        )
        return [
            RuleCostRow(FigureBasis(row[0]), row[1], row[2], int(row[3])) for row in self._connection.execute(query)
        ]

    def last_day(self, slug: str, days: tuple[date, date]) -> date | None:
        """The last of these days on which the organisation has the figure."""
        has_it = self._are([slug], FigureLevel.ORGANIZATION, days)
        return self._connection.execute(select(func.max(Metric.schedule_date)).where(has_it)).scalar_one()

    def days(self, basis: FigureBasis) -> tuple[date, date] | None:
        """The first and the last day with a figure."""
        query = select(func.min(Metric.schedule_date), func.max(Metric.schedule_date)).where(
            Metric.organization_id == self._org, Metric.basis == basis, Metric.level == FigureLevel.ORGANIZATION
        )
        first, last = self._connection.execute(query).one()
        return None if first is None else (first, last)

    def _are(
        self, slugs: Sequence[str], level: FigureLevel, days: tuple[date, date], whose: Sequence[UUID] | None = None
    ) -> ColumnElement[bool]:  # fmt: skip
        of_level = and_(
            Metric.organization_id == self._org,
            Metric.level == level,
            Metric.metric_type.in_(list(slugs)),
            Metric.basis.in_(list(FigureBasis)),  # both, named: the index is looked into once for each
            Metric.schedule_date.between(*days),
        )
        return of_level if whose is None or level not in WHOSE else and_(of_level, WHOSE[level].in_(list(whose)))


def _begins(step: Step, days: tuple[date, date]) -> ColumnElement[Any]:
    """The first day of the step; weeks begin on Monday."""
    return literal(days[0], Date) if step is None else cast(func.date_trunc(step, Metric.schedule_date), Date)


def _each(step: Step, days: tuple[date, date], level: FigureLevel) -> dict[str, ColumnElement[Any]]:
    """What tells rows of an answer apart."""
    whose = cast(WHOSE[level], Uuid) if level in WHOSE else cast(null(), Uuid)
    slug, basis = Metric.metric_type.expression, Metric.basis.expression
    return {"slug": slug, "basis": basis, "whose": whose, "begins": _begins(step, days)}


def _read(row: tuple[Any, ...]) -> SummedRow:
    slug, basis, whose, begins, top, bottom, counted = row
    return SummedRow(slug, FigureBasis(basis), whose, begins, float(top), float(bottom), int(counted))
