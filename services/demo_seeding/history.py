"""Performed history of the demo organisation: fortnights that were planned by hand and then lived through.

Each visit begins and ends as one drawn day of its plan has it (services.delivery). Of a hundred four are called off and
three are missed. The fortnights end before the first day that is laid, so that nothing is laid over anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from data.work import Work
from services.demo import DemoOrganization, DemoSize, make
from services.demo_seeding import dates
from services.demo_seeding.ids import RowIds
from services.demo_seeding.laying import lay_people, pools_of
from services.demo_seeding.living import lived, worked

HISTORY_DAYS = 90
FORTNIGHT = timedelta(days=14)


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
    ids = RowIds(made, work.organization_id)
    shifts = dates.shift_rows(made, ids, work.people.employees())
    work.shifts.add(worked(shifts))
    rows = lived(made, ids, dates.visit_rows(made, ids, pools_of(work)), seed)
    work.visits.add(rows)
    return len(rows)
