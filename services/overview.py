"""The use case behind Today: what an organisation has, and how its day looks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from data.connect import Database
from data.repositories.visits import VisitRow
from data.vocabulary import ClientStatus, EmployeeStatus, VehicleStatus, VisitStatus
from data.work import Context
from services.access import Actor, Capability


@dataclass(frozen=True, slots=True)
class TodayView:
    """Counts of a day; `by_hour` and `unplanned_by_hour` give visits by the hour they are to begin, 0–23."""

    clients: int
    carers: int
    vehicles: int
    shifts: int
    visits: int
    unplanned: int
    by_hour: tuple[int, ...]
    unplanned_by_hour: tuple[int, ...]
    days: tuple[date, date] | None


class Overview:
    """Read-only; every method asks for the capability first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def today(self, actor: Actor, day: date, zone: ZoneInfo) -> TodayView:
        """How `day` looks in the organisation."""
        actor.require(Capability.SEE_PLAN)
        context = Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
        with self._database.reading(context) as work:
            visits = [v for v in work.visits.between(day, day) if v.status is not VisitStatus.CANCELLED]
            return TodayView(
                clients=sum(c.status is ClientStatus.ACTIVE for c in work.people.clients()),
                carers=sum(e.status is EmployeeStatus.ACTIVE for e in work.people.employees()),
                vehicles=sum(v.status is VehicleStatus.ACTIVE for v in work.vehicles.all()),
                shifts=len(work.shifts.between(day, day)),
                visits=len(visits),
                unplanned=sum(v.status is VisitStatus.UNASSIGNED for v in visits),
                by_hour=_by_hour(visits, zone),
                unplanned_by_hour=_by_hour([v for v in visits if v.status is VisitStatus.UNASSIGNED], zone),
                days=work.visits.days(),
            )


def _by_hour(visits: list[VisitRow], zone: ZoneInfo) -> tuple[int, ...]:
    """Visits by the hour of their planned start, else of the first moment they may begin."""
    hours = Counter((v.planned_start or v.windows[0].start).astimezone(zone).hour for v in visits)
    return tuple(hours[hour] for hour in range(24))
