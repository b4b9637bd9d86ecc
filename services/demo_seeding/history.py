"""Performed history of the demo organisation: fortnights that were planned by hand and then lived through.

Each visit begins and ends as one drawn day of its plan has it (services.delivery). Of a hundred four are called off and
three are missed. The fortnights end before the first day that is laid, so that nothing is laid over anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from data.repositories.visits import VisitRow
from data.vocabulary import ShiftStatus, VisitStatus
from data.work import Work
from services.delivery.simulating import live
from services.demo import DemoOrganization, DemoSize, make
from services.demo.dice import Dice
from services.demo_seeding import dates
from services.demo_seeding.ids import RowIds
from services.demo_seeding.laying import lay_people, pools_of
from services.problem.columns import columns
from services.problem.timetable import timetable

HISTORY_DAYS = 90
FORTNIGHT = timedelta(days=14)
CANCELLED_SHARE, MISSED_SHARE = 0.04, 0.03


@dataclass(frozen=True, slots=True)
class History:
    """The days that were laid; no visits when they were there already."""

    first_day: date
    last_day: date
    clients: int
    visits: int


def lay_history(work: Work, size: DemoSize, today: date) -> History:
    """The fortnights of the 90 days before the first day with visits; the people must be there."""
    held = work.visits.days()
    last = min(held[0] if held is not None else today, today)
    monday = last - timedelta(days=last.weekday())
    fortnights = HISTORY_DAYS // FORTNIGHT.days + 1
    first = monday - fortnights * FORTNIGHT
    if held is not None and (today - held[0]).days >= HISTORY_DAYS:
        return History(held[0], today, 0, 0)
    visits = clients = 0
    for number in range(fortnights):
        made = make(size, first + number * FORTNIGHT)
        lay_people(work, made)
        clients = len(made.clients)
        visits += _lay_fortnight(work, made, number)
    return History(first, monday - timedelta(days=1), clients, visits)


def _lay_fortnight(work: Work, made: DemoOrganization, seed: int) -> int:
    ids = RowIds(made)
    shifts = dates.shift_rows(made, ids, work.people.employees())
    work.shifts.add(
        replace(row, status=ShiftStatus.COMPLETED, actual_start=row.planned_start, actual_end=row.planned_end)
        for row in shifts
    )
    rows = lived(made, ids, dates.visit_rows(made, ids, pools_of(work)), seed)
    work.visits.add(rows)
    return len(rows)


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
    start, end = (dates.moment(origin_s + at_s) for at_s in times[row.id])
    return replace(row, status=VisitStatus.DONE, actual_start=start, actual_end=_after(start, end))


def _after(start: datetime, end: datetime) -> datetime:
    """However short, a visit that was made took a minute."""
    return max(end, start + timedelta(minutes=1))
