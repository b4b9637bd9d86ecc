"""The use case: who is on duty and who is wanted, quarter by quarter, in an organisation or one of its districts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from data.connect import Database
from data.work import Context, ReadingWork
from services.access import Actor, Capability
from services.errors import BadInput
from services.rota.use_case import zone_of
from services.supply.demand import Visiting, visiting
from services.supply.duty import OnDuty, on_duty
from services.supply.picture import Picture, draw
from services.supply.quarters import Quarters
from services.words import Text

LONGEST_DAYS = 28
MOVABLE = timedelta(days=14)
"""A visit whose day is chosen when planning stands on the first day it may have, up to so long before."""

_NIGHT = timedelta(days=1)
_TOO_LONG = BadInput(
    "SUPPLY-001",
    Text(sv="Perioden går inte att visa.", en="These days cannot be shown."),
    Text(sv="Välj 1–28 dagar, den första före den sista.", en="Choose 1–28 days, the first before the last."),
)


class Supply:
    """Read-only; a district's visits are its clients', its carers those who belong to it or to none."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def districts(self, actor: Actor) -> dict[str, UUID]:
        """The districts there are, by name."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            return dict(sorted(work.people.districts().items()))

    def usual_day(self, actor: Actor, today: date) -> date:
        """The day to look at first: today, or the nearest one that lies between the first visit and the last."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            days = work.visits.days()
        return today if days is None else min(max(today, days[0]), days[1])

    def picture(
        self, actor: Actor, first: date, last: date, district_id: UUID | None = None, travel_s: int = 0
    ) -> Picture:
        """Every need of the days, both included; `travel_s` is reckoned for the way to each visit."""
        actor.require(Capability.SEE_PLAN)
        if not timedelta() <= last - first < timedelta(days=LONGEST_DAYS):
            raise _TOO_LONG
        with self._database.reading(_context(actor)) as work:
            quarters = Quarters(first, last, zone_of(work))
            return draw(quarters, _duties(work, quarters, district_id), _visits(work, quarters, district_id, travel_s))


def _duties(work: ReadingWork, quarters: Quarters, district_id: UUID | None) -> list[OnDuty]:
    """Shifts that touch the days: a night's begins the day before."""
    employees = {row.id: row for row in work.people.employees()}
    shifts = [
        row for row in work.shifts.between(quarters.first - _NIGHT, quarters.last)
        if district_id is None or employees[row.employee_id].district_id in {district_id, None}
    ]  # fmt: skip
    start = datetime.fromtimestamp(quarters.start_s, quarters.zone) - _NIGHT
    end = quarters.moment(len(quarters)) + _NIGHT
    return on_duty(shifts, employees, work.absences.of_employees(start, end))


def _visits(work: ReadingWork, quarters: Quarters, district_id: UUID | None, travel_s: int) -> list[Visiting]:
    theirs = {row.id for row in work.people.clients() if district_id is None or row.district_id == district_id}
    rows = work.visits.wanted(quarters.first - MOVABLE, quarters.last + _NIGHT)
    return visiting([row for row in rows if row.client_id in theirs], travel_s)


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
