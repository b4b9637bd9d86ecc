"""Figures of every day of a frame, by organisation, district, carer and client, in a few passes over its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np

from data.repositories.figures import FigureRow
from data.vocabulary import FigureLevel
from services.kpi import EVERY, Frame, Kpi, Part, Ratio, Reach, Unit, of_people, on_days
from services.kpi.kind import Of, Rows
from services.kpi.rules.counting import inside
from services.problem.columns import Ints

STORED: tuple[Kpi, ...] = EVERY
"""What is kept; the rules stand behind the three sums of the score, as their impacts."""
WITH_IMPACTS = ("hard_violations", "medium_cost", "soft_cost")
MOST_VISITS = 20
"""Visits named behind a rule's cost, the dearest first."""
_REACH = {
    FigureLevel.DISTRICT: Reach.DISTRICT,
    FigureLevel.EMPLOYEE: Reach.EMPLOYEE,
    FigureLevel.CLIENT: Reach.CLIENT,
}


@dataclass(frozen=True)
class Owners:
    """Those of a level: `ids` in order, and the number of each carer's and client's owner, −1 for none."""

    level: FigureLevel
    ids: tuple[UUID, ...]
    carer: Ints | None
    client: Ints | None


def figure_rows(frame: Frame, held: frozenset[date]) -> Iterator[FigureRow]:
    """The figures of these days; the frame may hold days before them, which figures that look back need."""
    dates, levels = frame.calendar.dates, owners(frame)
    days = [index for index, day in enumerate(dates) if day in held]
    for kpi in STORED:
        for level in levels:
            if level.level is FigureLevel.ORGANIZATION or _REACH[level.level] in kpi.reach:
                yield from _of_level(frame, kpi, level, days, dates)


def owners(frame: Frame) -> list[Owners]:
    """The four levels."""
    problem = frame.c.problem
    named = {carer.district for carer in problem.carers} | {client.district for client in problem.clients}
    districts = sorted(district for district in named if district is not None)
    number = {district: i for i, district in enumerate(districts)}
    nobody = -1
    of_carer = np.array([nobody if p.district is None else number[p.district] for p in problem.carers], np.int32)
    of_client = np.array([nobody if p.district is None else number[p.district] for p in problem.clients], np.int32)
    carers, clients = (tuple(UUID(p.id) for p in people) for people in (problem.carers, problem.clients))
    each_carer, each_client = np.arange(len(carers), dtype=np.int32), np.arange(len(clients), dtype=np.int32)
    return [
        Owners(FigureLevel.ORGANIZATION, (), np.zeros(len(carers), np.int32), np.zeros(len(clients), np.int32)),
        Owners(FigureLevel.DISTRICT, tuple(UUID(district) for district in districts), of_carer, of_client),
        Owners(FigureLevel.EMPLOYEE, carers, each_carer, None),
        Owners(FigureLevel.CLIENT, clients, None, each_client),
    ]


def _of_level(frame: Frame, kpi: Kpi, level: Owners, days: Sequence[int], dates: Sequence[date]) -> Iterator[FigureRow]:
    if kpi.rows is not None:
        yield from _summed(frame, kpi, kpi.rows_of(frame), level, days, dates)
        return
    for day in days:
        begin = max(0, day - (kpi.window_days or 1) + 1)
        part = frame.once((begin, day), lambda: on_days(frame.c, frame.t, frame.calendar, begin, day))  # noqa: B023
        for whose, ratio in _over_days(frame, kpi, level, part):
            row = _row(kpi, level.level, whose, dates[day], ratio)
            if row is not None:
                yield row if kpi.slug not in WITH_IMPACTS or whose is not None else _with_impacts(frame, kpi, row, part)


def _over_days(frame: Frame, kpi: Kpi, level: Owners, part: Part) -> Iterator[tuple[UUID | None, Ratio]]:
    if level.level is FigureLevel.ORGANIZATION:
        yield None, kpi.of_frame(frame, part)
    elif kpi.people is not None and level.client is not None:
        found = kpi.people(frame, part)
        for number, whose in enumerate(level.ids):
            yield whose, found.inside(level.client == number)
    else:
        for number, whose in enumerate(level.ids):
            carer = None if level.carer is None else level.carer == number
            client = None if level.client is None else level.client == number
            yield whose, kpi.of_frame(frame, of_people(frame.c, frame.t, part, client, carer))


def _summed(
    frame: Frame, kpi: Kpi, rows: Rows, level: Owners, held_days: Sequence[int], dates: Sequence[date]
) -> Iterator[FigureRow]:
    """Rows added up by owner and day at once."""
    day, owner = _days_and_owners(frame, rows.of, level)
    counts, days = max(1, len(level.ids)), len(dates)
    held = (owner >= 0) & np.isin(day, held_days)
    key = owner[held].astype(np.int64) * days + day[held]

    def by_key(values: np.ndarray[Any, np.dtype[np.float64]]) -> np.ndarray[Any, np.dtype[np.float64]]:
        summed = np.bincount(key, values.ravel()[held], minlength=counts * days)
        return summed.astype(np.float64).reshape(counts, days)

    top, n = by_key(rows.top), by_key(rows.n)
    seen = by_key(np.ones_like(rows.top)) > 0
    bottom = seen.astype(np.float64) if rows.bottom is None else by_key(rows.bottom)
    whose = level.ids or (None,)
    for number, index in zip(*np.nonzero(bottom), strict=True):
        ratio = Ratio(float(top[number, index]), float(bottom[number, index]), int(n[number, index]))
        row = _row(kpi, level.level, whose[number], dates[index], ratio)
        if row is not None:
            yield row


def _days_and_owners(frame: Frame, of: Of, level: Owners) -> tuple[Ints, Ints]:
    """The day and the owner of every row; −1 for rows the level does not own."""
    c = frame.c
    if of is Of.SHIFTS:
        owner = np.full(c.size[1], -1, np.int32) if level.carer is None else level.carer[c.shift_carer]
        return c.shift_day, owner
    if of is Of.VISITS:
        if level.client is not None:
            return frame.day_of_visit, level.client[c.visit_client]
        assert level.carer is not None  # a level owns carers, clients or both
        return frame.day_of_visit, np.append(level.carer, -1)[frame.carer_of].astype(np.int32)
    clients, days = len(c.problem.clients), len(frame.calendar)
    client = np.full(clients, -1, np.int32) if level.client is None else level.client
    return np.tile(np.arange(days, dtype=np.int32), clients), np.repeat(client, days)


def _row(kpi: Kpi, level: FigureLevel, whose: UUID | None, day: date, ratio: Ratio) -> FigureRow | None:
    """None where there is nothing to divide by: a day without a value has no row."""
    if ratio.value is None:
        return None
    shown = 100 * ratio.value if kpi.unit is Unit.SHARE else ratio.value
    return FigureRow(day, kpi.slug, level, whose, shown, ratio.top, ratio.bottom, ratio.n)


def _with_impacts(frame: Frame, kpi: Kpi, row: FigureRow, part: Part) -> FigureRow:
    """The same with each rule's cost and the visits behind it."""
    level = {"hard_violations": "HARD", "medium_cost": "MEDIUM", "soft_cost": "SOFT"}[kpi.slug]
    impacts: dict[str, Any] = {}
    for rule, cost in frame.costs:
        if rule.constraint.level.value != level or not len(cost):
            continue
        held = inside(frame, rule.matches, part) & (cost > 0)
        if held.any():
            impacts[rule.constraint.id] = {
                "units": int(rule.matches.units[held].sum()),
                "cost": int(cost[held].sum()),
                "visits": _dearest(frame, rule.matches.visit[held], cost[held]),
            }
    return FigureRow(
        row.day, row.slug, row.level, row.whose, row.value, row.numerator, row.denominator, row.counted, impacts or None
    )  # fmt: skip


def _dearest(frame: Frame, visit: Ints, cost: np.ndarray[Any, np.dtype[np.int64]]) -> Sequence[str]:
    named = visit >= 0
    order = np.argsort(-cost[named], kind="stable")
    rows = dict.fromkeys(visit[named][order].tolist())
    return [frame.c.problem.visits[row].id for row in list(rows)[:MOST_VISITS]]
