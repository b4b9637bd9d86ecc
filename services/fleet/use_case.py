"""The use case: keep the fleet, and give shifts vehicles that are free, in order and allowed for the carer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from data.connect import Database
from data.repositories.absences import VehicleAbsenceRow
from data.repositories.shifts import ShiftRow
from data.repositories.vehicles import VehicleRow
from data.vocabulary import ShiftStatus
from data.work import Conflict as Broken
from data.work import Context
from services.access import Actor, Capability
from services.errors import Conflict, NotFound
from services.rota.conflicts import DOUBLE_BOOKED, IN_REPAIR, conflict
from services.rota.making import Ground, free_vehicles, is_booked, is_in_repair
from services.rota.use_case import ground_of
from services.words import Text

_CHANGED = Conflict(
    "FLEET-001",
    Text(sv="Någon annan har ändrat fordonet under tiden.", en="Somebody else has changed the vehicle meanwhile."),
    Text(sv="Läs in sidan igen, jämför och spara på nytt.", en="Load the page again, compare and save once more."),
)
_SAME_NAME = Conflict(
    "FLEET-002",
    Text(sv="Namnet eller tiden finns redan.", en="The name or the time is taken already."),
    Text(sv="Välj ett annat namn, eller ändra den andra raden.", en="Choose another name, or change the other row."),
)
_NO_SHIFT = NotFound(
    "FLEET-003",
    Text(sv="Passet finns inte längre, eller har börjat.", en="The shift is gone, or has begun."),
    Text(sv="Läs in sidan igen.", en="Load the page again."),
)
NO_LICENCE = Text(sv="Medarbetaren saknar {licence}.", en="The carer lacks {licence}.")
_FREE = Text(sv="Ledigt: {names}.", en="Free: {names}.")
_NONE_FREE = Text(sv="Inget annat fordon är ledigt.", en="No other vehicle is free.")
_PROPOSED = 3


@dataclass(frozen=True)
class Booking:
    """Whether a vehicle can be taken for a shift: `reason` why not, and what is free instead, the likest first."""

    reason: Text | None
    code: str
    free: tuple[VehicleRow, ...]


class Fleet:
    """Vehicles of an organisation, for those who plan."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def vehicles(self, actor: Actor) -> list[VehicleRow]:
        """Every vehicle."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            return work.vehicles.all()

    def known_spots(self, actor: Actor) -> list[tuple[str, float, float]]:
        """Spots to find one's way by, as (name, latitude, longitude): vehicles and offices, nobody's home."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            homes = {row.home_place_id for row in work.people.employees()}
            homes |= {row.place_id for row in work.people.clients()}
            begins = {row.start_place_id for row in work.patterns.all()} | set(work.shifts.usual_starts())
            named = {row.place_id: row.name for row in work.districts.all() if row.place_id is not None}
            offices = work.places.all((begins - homes) | named.keys()).values()
            vehicles = work.vehicles.all()
        parked = [(row.name, row.location[1], row.location[0]) for row in vehicles if row.location is not None]
        return [*((named.get(place.id, ""), place.lat, place.lon) for place in offices), *parked]

    def in_repair(self, actor: Actor, start: datetime, end: datetime) -> list[VehicleAbsenceRow]:
        """Maintenance that touches the span."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            return work.absences.of_vehicles(start, end)

    def save(self, actor: Actor, new: Sequence[VehicleRow] = (), changed: Sequence[VehicleRow] = ()) -> None:
        """Write what was edited, all or nothing."""
        actor.require(Capability.EDIT_PLAN)
        try:
            with self._database.writing(_context(actor)) as work:
                work.vehicles.add(new)
                if not all(work.vehicles.change(row) for row in changed):
                    raise _CHANGED  # the whole transaction is given up
        except Broken as broken:
            raise _SAME_NAME from broken

    def send_to_repair(self, actor: Actor, row: VehicleAbsenceRow) -> None:
        """The vehicle cannot be used in that time; shifts that have it are told of by `hard.vehicle.fit`."""
        actor.require(Capability.EDIT_PLAN)
        try:
            with self._database.writing(_context(actor)) as work:
                work.absences.add_of_vehicles([row])
        except Broken as broken:
            raise _SAME_NAME from broken

    def back_from_repair(self, actor: Actor, absence_id: UUID) -> None:
        """The maintenance is called off."""
        actor.require(Capability.EDIT_PLAN)
        with self._database.writing(_context(actor)) as work:
            if not work.absences.remove(absence_id):
                raise _CHANGED

    def may_book(self, actor: Actor, day: date, shift_id: UUID, vehicle_id: UUID) -> Booking:
        """Whether the vehicle can be taken, why not, and what can."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            ground = ground_of(work, day, day)
        return _asked(ground, _shift(ground, shift_id), vehicle_id)

    def stranded(self, actor: Actor, first: date, last: date) -> list[tuple[ShiftRow, Booking]]:
        """Shifts of these days that have a vehicle they cannot use, why, and what is free instead."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            return stranded_on(ground_of(work, first, last), first, last)

    def book(self, actor: Actor, day: date, shift_id: UUID, vehicle_id: UUID | None) -> None:
        """Give the shift the vehicle, or none; refused with the reason and what is free instead."""
        actor.require(Capability.EDIT_PLAN)
        try:
            with self._database.writing(_context(actor)) as work:
                ground = ground_of(work, day, day)
                shift = _shift(ground, shift_id)
                if vehicle_id is not None:
                    _refuse(_asked(ground, shift, vehicle_id))
                if not work.shifts.book_vehicle(day, shift_id, vehicle_id):
                    raise _NO_SHIFT
        except Broken as broken:
            # Somebody took it between our look and our word.
            taken = conflict(DOUBLE_BOOKED, shift_id, day)
            raise Conflict(taken.code, taken.cause, taken.action) from broken


def stranded_on(ground: Ground, first: date, last: date) -> list[tuple[ShiftRow, Booking]]:
    """Shifts of these days that have a vehicle they cannot use, by what stands around them."""
    driven: dict[UUID, list[ShiftRow]] = defaultdict(list)
    for row in ground.shifts:
        if row.vehicle_id is not None:
            driven[row.vehicle_id].append(row)
    # What is free instead takes a look at everything, so it is asked only for the few that need it.
    return [
        (row, _asked(ground, row, vehicle_id))
        for vehicle_id, rows in driven.items() for row in rows
        if first <= row.day <= last and row.status is ShiftStatus.PLANNED
        and _hindrance(ground, row, ground.vehicles[vehicle_id], rows) is not None
    ]  # fmt: skip


def _shift(ground: Ground, shift_id: UUID) -> ShiftRow:
    found = next((row for row in ground.shifts if row.id == shift_id), None)
    if found is None or found.status is not ShiftStatus.PLANNED:
        raise _NO_SHIFT
    return found


def _asked(ground: Ground, shift: ShiftRow, vehicle_id: UUID) -> Booking:
    wanted = replace(shift, vehicle_id=vehicle_id)
    free = tuple(each for each in free_vehicles(wanted, ground) if lacking_licence(each, shift, ground) is None)
    code, reason = _hindrance(ground, shift, ground.vehicles[vehicle_id], ground.shifts) or ("", None)
    return Booking(reason, code, free)


def _hindrance(
    ground: Ground, shift: ShiftRow, vehicle: VehicleRow, taken: Sequence[ShiftRow]
) -> tuple[str, Text] | None:
    """Why the vehicle cannot be taken for the shift, as code and words; `taken` are the shifts that may drive it."""
    if is_in_repair(vehicle, shift, ground):
        return IN_REPAIR, conflict(IN_REPAIR, shift.employee_id, shift.day).cause
    if is_booked(vehicle, shift, taken):
        return DOUBLE_BOOKED, conflict(DOUBLE_BOOKED, shift.employee_id, shift.day).cause
    licence = lacking_licence(vehicle, shift, ground)
    return None if licence is None else ("FLEET-004", NO_LICENCE.fill(licence=licence))


def lacking_licence(vehicle: VehicleRow, shift: ShiftRow, ground: Ground) -> str | None:
    """The first licence of the vehicle that the carer does not hold on the day."""
    held = {
        skill.name
        for skill in ground.employees[shift.employee_id].skills
        if (skill.valid_from or date.min) <= shift.day <= (skill.valid_to or date.max)
    }
    return next((name for name in vehicle.licences if name not in held), None)


def _refuse(booking: Booking) -> None:
    if booking.reason is None:
        return
    names = ", ".join(vehicle.name for vehicle in booking.free[:_PROPOSED])
    raise Conflict(booking.code, booking.reason, _FREE.fill(names=names) if names else _NONE_FREE)


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
