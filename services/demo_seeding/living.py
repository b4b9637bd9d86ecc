"""Planned rows as they went: visits with their real times, missed or called off; shifts that were worked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from data.repositories.shifts import ShiftRow
from data.repositories.visits import VisitRow
from data.vocabulary import ShiftStatus, VisitStatus
from services.delivery.simulating import live
from services.demo import DemoOrganization
from services.demo.dice import Dice
from services.demo_seeding.dates import moment
from services.demo_seeding.ids import RowIds
from services.problem.columns import columns
from services.problem.timetable import timetable

CANCELLED_SHARE, MISSED_SHARE = 0.04, 0.03


def worked(rows: Iterable[ShiftRow]) -> list[ShiftRow]:
    """The shifts, worked as they were planned."""
    return [
        replace(row, status=ShiftStatus.COMPLETED, actual_start=row.planned_start, actual_end=row.planned_end)
        for row in rows
    ]


def lived(made: DemoOrganization, ids: RowIds, rows: list[VisitRow], seed: int) -> list[VisitRow]:
    """The visits as they went: done with their times, missed or called off; those nobody was to make stay missed."""
    c = columns(made.problem)
    played = live(c, timetable(c, made.manual_plan), seed)
    dice = Dice(seed, f"history {made.size} {made.first_day}")
    times = {ids.visit(made.problem.visits[row].id): span for row, span in played.items()}
    return [_lived(row, times, dice, c.origin_s) for row in rows]


def _lived(row: VisitRow, times: Mapping[UUID, tuple[int, int]], dice: Dice, origin_s: int) -> VisitRow:
    is_off, is_missed = dice.chance(CANCELLED_SHARE), dice.chance(MISSED_SHARE)
    if is_off:
        return replace(row, status=VisitStatus.CANCELLED)
    if is_missed or row.id not in times:
        return replace(row, status=VisitStatus.MISSED)
    start, end = (moment(origin_s + at_s) for at_s in times[row.id])
    return replace(row, status=VisitStatus.DONE, actual_start=start, actual_end=_after(start, end))


def _after(start: datetime, end: datetime) -> datetime:
    """However short, a visit that was made took a minute."""
    return max(end, start + timedelta(minutes=1))
