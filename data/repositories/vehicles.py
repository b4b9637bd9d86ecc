"""Vehicles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any
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
    licences: tuple[str, ...] = ()
    row_version: int = 1


class VehiclesReading(Repository):
    """What may be asked."""

    def all(self) -> list[VehicleRow]:
        """Every vehicle, by name."""
        columns = (getattr(Vehicle, name) for name in VehicleRow.__dataclass_fields__)
        query = select(*columns).where(Vehicle.organization_id == self._org).order_by(Vehicle.name)
        rows = self._connection.execute(query)
        return [VehicleRow(**{**row._mapping, "licences": tuple(row.licences)}) for row in rows]


class Vehicles(VehiclesReading):
    """What may be changed."""

    def add(self, vehicles: Iterable[VehicleRow]) -> None:
        """New vehicles."""
        self._inside.insert(Vehicle, (_written(vehicle) for vehicle in vehicles))

    def change(self, row: VehicleRow) -> bool:
        """Write `row` over the version it was read as; False when it was changed meanwhile."""
        values = {name: value for name, value in _written(row).items() if name not in {"id", "row_version"}}
        return self._inside.overwrite(Vehicle, row.id, row.row_version, values)


def _written(row: VehicleRow) -> dict[str, Any]:
    return asdict(row) | {"licences": list(row.licences)}
