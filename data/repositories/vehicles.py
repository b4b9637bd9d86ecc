"""Vehicles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import select

from data.models import Vehicle
from data.repositories.inside import Repository
from data.vocabulary import VehicleStatus


@dataclass(frozen=True, slots=True)
class VehicleRow:
    """A vehicle; `location` is (longitude, latitude)."""

    id: UUID
    name: str
    type: str
    capacity: int | None = None
    status: VehicleStatus = VehicleStatus.ACTIVE
    location: tuple[float, float] | None = None


class VehiclesReading(Repository):
    """What may be asked."""

    def all(self) -> list[VehicleRow]:
        """Every vehicle, by name."""
        columns = (Vehicle.id, Vehicle.name, Vehicle.type, Vehicle.capacity, Vehicle.status, Vehicle.location)
        query = select(*columns).where(Vehicle.organization_id == self._org).order_by(Vehicle.name)
        return [VehicleRow(**row._mapping) for row in self._connection.execute(query)]


class Vehicles(VehiclesReading):
    """What may be changed."""

    def add(self, vehicles: Iterable[VehicleRow]) -> None:
        """New vehicles."""
        self._inside.insert(Vehicle, (asdict(vehicle) for vehicle in vehicles))
