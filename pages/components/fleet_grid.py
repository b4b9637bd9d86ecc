"""Vehicles in a grid, when each stands in maintenance, and where it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from data.vocabulary import VehicleStatus
from pages.components.row_checks import half_placed
from pages.components.row_grid import Column, Edits, GridRow, row_grid
from pages.components.vehicle_places import vehicle_places
from pages.components.vehicle_repairs import vehicle_repairs
from pages.shell.context import PageContext
from services.fleet.rows import VehicleRow, new_vehicle
from services.words import Text

STATES = (
    (VehicleStatus.ACTIVE.value, Text(sv="I bruk", en="In use")),
    (VehicleStatus.MAINTENANCE.value, Text(sv="På verkstad", en="In maintenance")),
    (VehicleStatus.INACTIVE.value, Text(sv="Ur bruk", en="Out of use")),
)
COLUMNS = (
    Column("name", Text(sv="Namn", en="Name"), is_needed=True, is_unique=True),
    Column("type", Text(sv="Slag", en="Type"), is_needed=True),
    Column("capacity", Text(sv="Platser", en="Seats"), "number", low=1, high=60),
    Column("licences", Text(sv="Kräver behörighet", en="Asks for licence"), "list",
           hint=Text(sv="En kompetens som föraren ska ha, till exempel B-körkort.",
                     en="A skill the driver must hold, such as driving licence B.")),
    Column("lat", Text(sv="Latitud", en="Latitude"), "number", low=55, high=70),
    Column("lon", Text(sv="Longitud", en="Longitude"), "number", low=10, high=25),
    Column("status", Text(sv="Läge", en="State"), "choice", STATES),
)  # fmt: skip


def fleet_grid(ctx: PageContext) -> None:
    """The vehicles, then their maintenance and places."""
    rows = ctx.services.fleet.vehicles(ctx.actor)
    grid = [GridRow.of(row.id, row.name, COLUMNS, _cells(row)) for row in rows]
    row_grid(ctx, "shifts.fleet", COLUMNS, grid, partial(_save, ctx, rows), growth="dynamic", check=half_placed)
    if rows:
        vehicle_repairs(ctx, rows)
        vehicle_places(ctx, rows)


def _save(ctx: PageContext, rows: list[VehicleRow], edits: Edits) -> None:
    standing = {str(row.id): row for row in rows}
    changed = [
        _row(row, {**_cells(row), **edits.changed[key]}) for key, row in standing.items() if key in edits.changed
    ]
    # No vehicle is deleted from a grid: shifts name it. Taken out of the list it is out of use.
    changed += [replace(standing[key], status=VehicleStatus.INACTIVE) for key in edits.removed]
    ctx.services.fleet.save(ctx.actor, [_row(new_vehicle(), cells) for cells in edits.added], changed)


def _cells(row: VehicleRow) -> dict[str, object]:
    return {
        "name": row.name, "type": row.type, "capacity": row.capacity,
        "licences": row.licences, "status": row.status.value,
        "lat": row.location[1] if row.location else None, "lon": row.location[0] if row.location else None,
    }  # fmt: skip


def _row(row: VehicleRow, cells: Mapping[str, Any]) -> VehicleRow:
    lat, lon = cells.get("lat"), cells.get("lon")
    return replace(
        row, name=cells.get("name") or row.name, type=cells.get("type") or row.type or "car",
        capacity=cells.get("capacity"), licences=tuple(cells.get("licences") or ()),
        status=VehicleStatus(cells.get("status") or VehicleStatus.ACTIVE),
        location=None if lat is None or lon is None else (float(lon), float(lat)),
    )  # fmt: skip
