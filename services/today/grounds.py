"""What advice stands on, drawn from the rows of a fortnight around a day without asking the database again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.repositories.people import ClientRow
from data.repositories.visits import VisitRow
from data.vocabulary import VisitStatus
from services.access import Actor, Capability
from services.fleet import stranded_on
from services.rota.making import Ground
from services.staffing.endangered import endangered
from services.supply.demand import visiting
from services.supply.duty import OnDuty, on_duty
from services.supply.gaps import gaps
from services.supply.picture import draw
from services.supply.quarters import Quarters
from services.today.advice import Grounds

DAY = timedelta(days=1)
AHEAD = timedelta(days=13)
_OFF = frozenset({VisitStatus.CANCELLED, VisitStatus.MISSED})


@dataclass(frozen=True, slots=True)
class Rows:
    """Visits of the fortnight before the day and of the one that begins with it; the ground holds the latter."""

    ground: Ground
    clients: Sequence[ClientRow]
    visits: Sequence[VisitRow]


def grounds(actor: Actor, rows: Rows, day: date, zone: ZoneInfo) -> Grounds:
    """The grounds of `day`; who meets how many is counted only for those who may see figures of persons."""
    ground, visits, last = rows.ground, rows.visits, day + AHEAD
    duties = on_duty(ground.shifts, ground.employees, ground.away)
    todays = [row for row in visits if row.visit_date == day]
    may_name = actor.may(Capability.SEE_PERSON_FIGURES)
    return Grounds(
        unplanned=sum(row.status is VisitStatus.UNASSIGNED for row in todays),
        gaps=gaps(draw(Quarters(day, day, zone), _around(duties, day), visiting(_open_on(visits, day, zone)))),
        ending=endangered(list(ground.employees.values()), duties, visits, (day, last), zone),
        met=_met(rows.clients, visits, day) if may_name else (),
        stranded=len(stranded_on(ground, day, last)),
        absent=_absent(ground, todays),
    )


def _around(duties: Sequence[OnDuty], day: date) -> list[OnDuty]:
    """Those of the day, and a night's that began the day before."""
    return [duty for duty in duties if day - DAY <= duty.day <= day]


def _open_on(visits: Sequence[VisitRow], day: date, zone: ZoneInfo) -> list[VisitRow]:
    """Visits that may take place on the day, also those whose first window lies before it."""
    begin, end = datetime.combine(day, time(), zone), datetime.combine(day + DAY, time(), zone)
    return [row for row in visits if any(w.start < end and w.end > begin for w in row.windows)]


def _met(clients: Sequence[ClientRow], visits: Sequence[VisitRow], day: date) -> list[tuple[str, int]]:
    """Clients by how many carers they meet in the 14 days that end today."""
    met: dict[UUID, set[UUID]] = defaultdict(set)
    for row in visits:
        if day - AHEAD <= row.visit_date <= day and row.employee_id is not None and row.status not in _OFF:
            met[row.client_id].add(row.employee_id)
    return [(row.pseudonym, len(met[row.id])) for row in clients if row.id in met]


def _absent(ground: Ground, todays: Sequence[VisitRow]) -> list[tuple[str, int]]:
    """Carers who are away while they have visits today, those with most first."""
    left: dict[UUID, int] = defaultdict(int)
    for row in todays:
        carer, start = row.employee_id, row.planned_start
        if row.status is not VisitStatus.PLANNED or carer is None or start is None:
            continue
        if any(away.employee_id == carer and away.starts_at <= start < away.ends_at for away in ground.away):
            left[carer] += 1
    named = [(ground.employees[each].pseudonym, count) for each, count in left.items()]
    return sorted(named, key=lambda each: (-each[1], each[0]))
