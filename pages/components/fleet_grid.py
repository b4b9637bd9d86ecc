"""Vehicles in a grid, when each stands in maintenance, and where it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from data.vocabulary import VehicleStatus
from pages.components.row_grid import Column, row_grid
from pages.components.vehicle_places import vehicle_places
from pages.components.vehicle_repairs import vehicle_repairs
from pages.shell.context import PageContext
from services.fleet.rows import VehicleRow, new_vehicle
from services.words import Text

SAVED = Text(sv="Sparat.", en="Saved.")
STATES = (
    (VehicleStatus.ACTIVE.value, Text(sv="I bruk", en="In use")),
    (VehicleStatus.MAINTENANCE.value, Text(sv="På verkstad", en="In maintenance")),
    (VehicleStatus.INACTIVE.value, Text(sv="Ur bruk", en="Out of use")),
)
COLUMNS = (
    Column("name", Text(sv="Namn", en="Name"), is_needed=True),
    Column("type", Text(sv="Slag", en="Type"), is_needed=True),
    Column("capacity", Text(sv="Platser", en="Seats"), "number", low=1, high=60),
    Column("licences", Text(sv="Kräver behörighet", en="Asks for licence"), "list",
           hint=Text(sv="En kompetens som föraren ska ha, till exempel B-körkort.",
                     en="A skill the driver must hold, such as driving licence B.")),
    Column("lat", Text(sv="Latitud", en="Latitude"), "number", low=55, high=70),
    Column("lon", Text(sv="Longitud", en="Longitude"), "number", low=10, high=25),
    Column("status", Text(sv="Läge", en="State"), "choice", STATES),
)  # fmt: skip


@dataclass
class FleetState:
    """Which round of the grid is shown, and whether something was just saved."""

    rounds: int = 0
    has_saved: bool = False


def fleet_grid(ctx: PageContext) -> None:
    """The vehicles, then their maintenance and places."""
    state = ctx.state(FleetState)
    if state.has_saved:
        state.has_saved = False
        st.toast(ctx.say(SAVED), icon=":material/check_circle:")
    rows = ctx.services.fleet.vehicles(ctx.actor)
    edit, undo = row_grid(ctx, "shifts.fleet", COLUMNS, [_cells(row) for row in rows], state.rounds, may_grow=True)
    if edit is not None:
        changed = [_row(rows[place], {**_cells(rows[place]), **cells}) for place, cells in edit.changed.items()]
        changed += [replace(rows[place], status=VehicleStatus.INACTIVE) for place in edit.removed]
        ctx.services.fleet.save(ctx.actor, [_row(new_vehicle(), cells) for cells in edit.added], changed)
        state.has_saved = True
    if undo or edit is not None:
        state.rounds += 1
        st.rerun()
    if rows:
        vehicle_repairs(ctx, rows)
        vehicle_places(ctx, rows)


def _cells(row: VehicleRow) -> dict[str, Any]:
    return {
        "name": row.name, "type": row.type, "capacity": row.capacity,
        "licences": row.licences, "status": row.status.value,
        "lat": row.location[1] if row.location else None, "lon": row.location[0] if row.location else None,
    }  # fmt: skip


def _row(row: VehicleRow, cells: dict[str, Any]) -> VehicleRow:
    lat, lon = cells.get("lat"), cells.get("lon")
    return replace(
        row, name=cells.get("name") or row.name, type=cells.get("type") or row.type or "car",
        capacity=cells.get("capacity"), licences=tuple(cells.get("licences") or ()),
        status=VehicleStatus(cells.get("status") or VehicleStatus.ACTIVE),
        location=None if lat is None or lon is None else (float(lon), float(lat)),
    )  # fmt: skip
