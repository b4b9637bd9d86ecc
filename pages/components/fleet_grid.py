"""Vehicles in a grid, and when each stands in maintenance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

import streamlit as st

from data.vocabulary import VehicleStatus
from pages.components.row_grid import Column, Edits, GridRow, row_grid
from pages.shell.context import PageContext
from services.figures.spots import spots_deck
from services.fleet.rows import VehicleRow, new_repair, new_vehicle
from services.grids import Cells
from services.words import Text, long_date

SAVED = Text(sv="Sparat.", en="Saved.")
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
REPAIRS = Text(sv="Service och reparation", en="Maintenance and repair")
NO_REPAIRS = Text(sv="Inget fordon är inbokat på service de närmaste 60 dagarna.",
                  en="No vehicle is booked for maintenance in the next 60 days.")  # fmt: skip
VEHICLE, FROM, TO = Text(sv="Fordon", en="Vehicle"), Text(sv="Från", en="From"), Text(sv="Till och med", en="Until")
WHERE = Text(sv="Var fordonen står", en="Where the vehicles are kept")
HALF_A_PLACE = Text(sv="En halv position.", en="Half a position.")
BOTH_OR_NONE = Text(sv="Ange både latitud och longitud, eller ingen.", en="Give both latitude and longitude, or none.")
MAP_PX = 280
ADD, REMOVE = Text(sv="Lägg till", en="Add"), Text(sv="Ta bort", en="Remove")


@dataclass
class FleetState:
    """Whether a repair was just booked or called off."""

    has_saved: bool = False


def fleet_grid(ctx: PageContext) -> None:
    """The vehicles, then their maintenance."""
    state = ctx.state(FleetState)
    if state.has_saved:
        state.has_saved = False
        st.toast(ctx.say(SAVED), icon=":material/check_circle:")
    rows = ctx.services.fleet.vehicles(ctx.actor)
    grid = [GridRow.of(row.id, row.name, COLUMNS, _cells(row)) for row in rows]
    row_grid(ctx, "shifts.fleet", COLUMNS, grid, partial(_save, ctx, rows), growth="dynamic", check=_half_placed)
    if rows:
        _repairs(ctx, state, rows)
        _map(ctx, rows)


def _save(ctx: PageContext, rows: list[VehicleRow], edits: Edits) -> None:
    standing = {str(row.id): row for row in rows}
    changed = [
        _row(row, {**_cells(row), **edits.changed[key]}) for key, row in standing.items() if key in edits.changed
    ]
    # No vehicle is deleted from a grid: shifts name it. Taken out of the list it is out of use.
    changed += [replace(standing[key], status=VehicleStatus.INACTIVE) for key in edits.removed]
    ctx.services.fleet.save(ctx.actor, [_row(new_vehicle(), cells) for cells in edits.added], changed)


def _half_placed(cells: Cells) -> Iterator[tuple[str, Text, Text]]:
    for name, other in (("lat", "lon"), ("lon", "lat")):
        if cells.get(name) is None and cells.get(other) is not None:
            yield name, HALF_A_PLACE, BOTH_OR_NONE


def _map(ctx: PageContext, rows: list[VehicleRow]) -> None:
    spots = [(row.name, row.location[1], row.location[0]) for row in rows if row.location is not None]
    if not spots:
        return
    st.markdown(f"**{ctx.say(WHERE)}**")
    is_dark = st.context.theme.type == "dark"
    deck = spots_deck(spots, dark=is_dark, basemap_url=ctx.services.settings.basemap_url)
    st.pydeck_chart(deck, height=MAP_PX, key="shifts.fleet.map", alt=ctx.say(WHERE))


def _repairs(ctx: PageContext, state: FleetState, rows: list[VehicleRow]) -> None:
    st.markdown(f"**{ctx.say(REPAIRS)}**")
    now = ctx.now()
    booked = ctx.services.fleet.in_repair(ctx.actor, now, now + timedelta(days=60))
    names = {row.id: row.name for row in rows}
    if not booked:
        st.caption(ctx.say(NO_REPAIRS))
    for row in booked:
        left, right = st.columns([6, 1], vertical_alignment="center")
        days = (long_date(moment.astimezone(ctx.zone).date(), ctx.language) for moment in (row.starts_at, row.ends_at))
        left.markdown(f"**{names.get(row.vehicle_id, '')}** · {' – '.join(days)}")
        if right.button(ctx.say(REMOVE), icon=":material/delete:", key=f"shifts.repair.{row.id}"):
            ctx.services.fleet.back_from_repair(ctx.actor, row.id)
            state.has_saved = True
            st.rerun()
    _new_repair(ctx, state, {row.name: row for row in rows})


def _new_repair(ctx: PageContext, state: FleetState, cars: dict[str, VehicleRow]) -> None:
    first, second, third, fourth = st.columns(4, vertical_alignment="bottom")
    chosen = cars[first.selectbox(ctx.say(VEHICLE), list(cars), key="shifts.repair.who") or next(iter(cars))]
    begins = second.date_input(ctx.say(FROM), ctx.now().date(), key="shifts.repair.from", format="YYYY-MM-DD")
    ends = third.date_input(ctx.say(TO), begins, min_value=begins, key="shifts.repair.to", format="YYYY-MM-DD")
    if fourth.button(ctx.say(ADD), icon=":material/add:", key="shifts.repair.add"):
        start = datetime.combine(begins, time(), ctx.zone)
        end = datetime.combine(ends + timedelta(days=1), time(), ctx.zone)
        ctx.services.fleet.send_to_repair(ctx.actor, new_repair(chosen.id, start, end))
        state.has_saved = True
        st.rerun()


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
