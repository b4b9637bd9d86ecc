"""The days before: for every carer a client has met one visit that was done, so that the plan knows old faces."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from data.repositories.visits import VisitRow, WindowRow
from data.vocabulary import VisitStatus
from services.demo import DemoOrganization
from services.demo.clients import DemoClient
from services.demo.clock import days_from
from services.demo.dice import Dice
from services.demo.visits import DatedVisit, date_visits
from services.demo_seeding.dates import moment
from services.demo_seeding.ids import RowIds

PAST_DAYS = 14
SLACK_S = 1800
TRAVEL_S = 900
"""Between two past visits of one carer there is at least so much time."""

MOST_LATE_MIN = 12


@dataclass(frozen=True, slots=True)
class _Done:
    start_s: int
    end_s: int


def past_rows(made: DemoOrganization, ids: RowIds, today: date) -> list[VisitRow]:
    """Visits done before today, of the fortnight before the first day; nobody is at two places at once."""
    first = made.first_day - timedelta(days=PAST_DAYS)
    days = [day for day in days_from(first, PAST_DAYS) if day < today]
    dice = Dice(1, f"past {made.size}")
    met: dict[str, list[str]] = defaultdict(list)
    for client_id, carer_id in sorted(made.problem.met):
        met[client_id].append(carer_id)
    busy: dict[str, list[_Done]] = defaultdict(list)
    rows: list[VisitRow] = []
    for client in made.clients:
        free = [each for each in date_visits([client], first, PAST_DAYS) if each.day in days]
        free = dice.some(free, len(free))
        for carer in met[client.id]:
            chosen = next((each for each in free if _has_time(busy[carer], _done(each))), None)
            if chosen is None:
                continue
            free.remove(chosen)
            busy[carer].append(_done(chosen))
            row_id = ids.of(f"past {made.size} {made.first_day} {client.id} {carer}")
            rows.append(_row(row_id, chosen, client, ids, carer, 60 * dice.whole(-5, MOST_LATE_MIN)))
    return rows


def _done(dated: DatedVisit) -> _Done:
    return _Done(dated.wished_s, dated.wished_s + dated.visits[0].duration_s)


def _has_time(busy: list[_Done], done: _Done) -> bool:
    return all(done.end_s + TRAVEL_S <= each.start_s or each.end_s + TRAVEL_S <= done.start_s for each in busy)


def _row(row_id: UUID, dated: DatedVisit, client: DemoClient, ids: RowIds, carer: str, late_s: int) -> VisitRow:
    visit, done = dated.visits[0], _done(dated)
    return VisitRow(
        id=row_id,
        visit_date=dated.day,
        client_id=ids.client(client.id),
        place_id=ids.place(client.home.place_id),
        duration_s=visit.duration_s,
        windows=(
            WindowRow(moment(done.start_s - SLACK_S), moment(done.start_s + SLACK_S), moment(done.end_s + SLACK_S)),
        ),
        title=visit.title,
        skills=tuple(sorted(visit.skills)),
        priority=visit.priority,
        status=VisitStatus.DONE,
        employee_id=ids.employee(carer),
        planned_start=moment(done.start_s),
        planned_end=moment(done.end_s),
        actual_start=moment(done.start_s + late_s),
        actual_end=moment(done.end_s + late_s),
    )
