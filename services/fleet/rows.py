"""The rows pages show of the fleet, and rows as they begin."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from data.ids import new_id
from data.repositories.absences import VehicleAbsenceRow
from data.repositories.vehicles import VehicleRow
from data.vocabulary import VehicleAbsenceReason

__all__ = ["VehicleAbsenceRow", "VehicleRow", "new_repair", "new_vehicle"]


def new_vehicle() -> VehicleRow:
    """A vehicle nobody has described yet."""
    return VehicleRow(new_id(), "", "car")


def new_repair(
    vehicle_id: UUID, start: datetime, end: datetime, reason: VehicleAbsenceReason = VehicleAbsenceReason.MAINTENANCE
) -> VehicleAbsenceRow:
    """The vehicle cannot be used from `start` to `end`."""
    return VehicleAbsenceRow(new_id(), vehicle_id, start, end, reason)
