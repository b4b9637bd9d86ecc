"""The use case: hours carers can work, where they live, how much they are booked, delegations that run out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.ids import new_id
from data.repositories.places import PlaceRow
from data.work import Context
from services.access import Actor, Capability
from services.errors import BadInput, Conflict
from services.integrations.care_files.sweden import is_in_sweden
from services.rota.use_case import zone_of
from services.staffing.endangered import Endangered, endangered
from services.staffing.hours import Hours, as_hours, as_rows
from services.staffing.utilisation import Utilisation, utilisation
from services.supply.duty import on_duty
from services.words import Text

LONGEST = timedelta(days=92)
MOVABLE = timedelta(days=14)
_TOO_LONG = BadInput(
    "STAFF-004",
    Text(sv="Perioden går inte att visa.", en="These days cannot be shown."),
    Text(sv="Välj 1–92 dagar, den första före den sista.", en="Choose 1–92 days, the first before the last."),
)
_NOWHERE = BadInput(
    "STAFF-005",
    Text(sv="Positionen ligger utanför Sverige eller är omkastad.", en="The position is outside Sweden, or swapped."),
    Text(sv="Ange latitud (55–70) och longitud (10–25).", en="Give latitude (55–70) and longitude (10–25)."),
)
_CHANGED = Conflict(
    "STAFF-006",
    Text(sv="Någon annan har ändrat medarbetaren under tiden.", en="Somebody else changed the carer meanwhile."),
    Text(sv="Läs in sidan igen och gör om ändringen.", en="Load the page again and make the change once more."),
)


@dataclass(frozen=True, slots=True)
class Home:
    """Where a carer belongs, and whether the home is on the map; where it lies is not told, only written."""

    employee_id: UUID
    pseudonym: str
    district_id: UUID | None
    is_placed: bool
    version: int = 1


@dataclass(frozen=True, slots=True)
class Settling:
    """A carer's district, and the home as (latitude, longitude); None leaves the home as it is.

    `version` is the one the planner saw; None writes over whichever stands.
    """

    employee_id: UUID
    district_id: UUID | None
    position: tuple[float, float] | None = None
    version: int | None = None


class Staffing:
    """Carers of an organisation, for those who plan."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def hours(self, actor: Actor, employee_id: UUID) -> list[Hours]:
        """When the carer can work, would like to, or cannot."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            return as_hours(work.absences.availability(employee_id))

    def set_hours(
        self, actor: Actor, employee_id: UUID, told: Iterable[Hours], *, seen: Sequence[Hours] | None = None
    ) -> None:
        """What the carer has told, instead of what was known; refused when that is no longer what was `seen`."""
        actor.require(Capability.EDIT_PLAN)
        with self._database.writing(_context(actor)) as work:
            if seen is not None and set(as_hours(work.absences.availability(employee_id))) != set(seen):
                raise _CHANGED
            work.absences.set_availability(employee_id, as_rows(employee_id, told))

    def homes(self, actor: Actor) -> list[Home]:
        """Every carer's district and whether the home is placed, by pseudonym."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            rows = work.people.employees()
        return [
            Home(row.id, row.pseudonym, row.district_id, row.home_place_id is not None, row.row_version) for row in rows
        ]

    def settle(self, actor: Actor, changed: Sequence[Settling]) -> None:
        """Homes put on the map and districts given, all or none; never at (0, 0) or outside the country."""
        actor.require(Capability.EDIT_PLAN)
        if not all(each.position is None or is_in_sweden(*each.position) for each in changed):
            raise _NOWHERE
        with self._database.writing(_context(actor)) as work:
            standing = {row.id: row for row in work.people.employees()}
            for each in changed:
                row = standing.get(each.employee_id)
                if row is None or each.version not in (None, row.row_version):
                    raise _CHANGED
                place_id = row.home_place_id
                if each.position is not None:
                    place_id = new_id()
                    work.places.add([PlaceRow(place_id, *each.position)])
                if not work.people.change_employee(replace(row, home_place_id=place_id, district_id=each.district_id)):
                    raise _CHANGED

    def utilisation(self, actor: Actor, first: date, last: date) -> list[Utilisation]:
        """Booked against agreed hours of everybody, by pseudonym."""
        actor.require(Capability.SEE_PLAN)
        _check(first, last)
        with self._database.reading(_context(actor)) as work:
            away = work.absences.of_employees(*_moments(zone_of(work), first, last))
            people, shifts = work.people.employees(), work.shifts.between(first, last)
            return utilisation(people, shifts, away, work.visits.wanted(first, last), (first, last))

    def endangered(self, actor: Actor, first: date, last: date) -> list[Endangered]:
        """Delegations whose last day lies in the period, and what hangs on them."""
        actor.require(Capability.SEE_PLAN)
        _check(first, last)
        with self._database.reading(_context(actor)) as work:
            people, zone = work.people.employees(), zone_of(work)
            away = work.absences.of_employees(*_moments(zone, first, last))
            duties = on_duty(work.shifts.between(first, last), {row.id: row for row in people}, away)
            return endangered(people, duties, work.visits.wanted(first - MOVABLE, last), (first, last), zone)

    def client_names(self, actor: Actor) -> dict[UUID, str]:
        """Pseudonyms of clients, for lists of visits."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            return {row.id: row.pseudonym for row in work.people.clients()}


def _check(first: date, last: date) -> None:
    if not timedelta() <= last - first < LONGEST:
        raise _TOO_LONG


def _moments(zone: ZoneInfo, first: date, last: date) -> tuple[datetime, datetime]:
    """The days with the nights that reach out of them."""
    return datetime.combine(first, time(), zone), datetime.combine(last + timedelta(days=2), time(), zone)


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
