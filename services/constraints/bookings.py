"""Who has booked which vehicle when, as the shifts were given."""

from __future__ import annotations

from dataclasses import dataclass

from services.problem.columns import Columns
from services.problem.shift import Shift
from services.problem.vehicle import Vehicle


@dataclass(frozen=True, slots=True)
class Booking:
    """A shift (with its row) and the vehicle it is on."""

    row: int
    shift: Shift
    vehicle: Vehicle


def bookings(c: Columns) -> list[list[Booking]]:
    """The bookings of each vehicle, by start, end and id of the shift."""
    found: dict[str, list[Booking]] = {vehicle.id: [] for vehicle in c.problem.vehicles}
    vehicle = {vehicle.id: vehicle for vehicle in c.problem.vehicles}
    for row, shift in enumerate(c.problem.shifts):
        if shift.vehicle_id is not None:
            found[shift.vehicle_id].append(Booking(row, shift, vehicle[shift.vehicle_id]))
    for each in found.values():
        each.sort(key=lambda booking: (booking.shift.start_s, booking.shift.end_s, booking.shift.id))
    return list(found.values())
