"""Where carers live and which district they belong to: a grid to paste into, and a map to point at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import streamlit as st

from pages.components.place_picker import forget_pick, place_picker
from pages.components.row_checks import half_placed
from pages.components.row_grid import Column, Edits, GridRow, row_grid
from pages.shell.context import PageContext
from services.grids import Cells
from services.staffing import Home, Settling
from services.words import Text

LEAD = Text(
    sv="Området säger vilka besök medarbetaren räknas till; från hemmet kan ett pass börja. Var ett hem ligger visas "
    "inte, men du kan skriva en ny position.",
    en="The district says which visits the carer is counted for; a shift may begin at the home. Where a home lies is "
    "not shown, but you can write a new position.",
)
WHO, DISTRICT = Text(sv="Medarbetare", en="Carer"), Text(sv="Område", en="District")
PLACED = Text(sv="Hem på kartan", en="Home on the map")
LAT, LON = Text(sv="Ny latitud", en="New latitude"), Text(sv="Ny longitud", en="New longitude")
ON_MAP = Text(sv="Peka ut ett hem på kartan", en="Point out a home on the map")
SAVE = Text(sv="Spara hemmet", en="Save the home")


def homes(ctx: PageContext) -> None:
    """Everybody's home and district, then one home on the map."""
    st.caption(ctx.say(LEAD))
    staffing = ctx.services.staffing
    found = {str(home.employee_id): home for home in staffing.homes(ctx.actor)}
    districts = ctx.services.supply.districts(ctx.actor)
    names = {district_id: name for name, district_id in districts.items()}
    columns = (
        Column("who", WHO, is_locked=True),
        Column("district", DISTRICT, "choice", tuple((name, Text(sv=name, en=name)) for name in districts)),
        Column("is_placed", PLACED, "flag", is_locked=True),
        Column("lat", LAT, "number", low=55, high=70),
        Column("lon", LON, "number", low=10, high=25),
    )
    rows = [GridRow.of(key, home.pseudonym, columns, _cells(home, names)) for key, home in found.items()]

    def save(edits: Edits) -> None:
        staffing.settle(
            ctx.actor,
            [_settling(found[row.key], edits.after(row), districts) for row in rows if row.key in edits.changed],
        )

    row_grid(ctx, "employees.homes", columns, rows, save, check=half_placed)
    if found:
        _map(ctx, {home.pseudonym: home for home in found.values()})


def _map(ctx: PageContext, found: dict[str, Home]) -> None:
    st.markdown(f"**{ctx.say(ON_MAP)}**")
    home = found[st.selectbox(ctx.say(WHO), list(found), key="employees.homes.who") or next(iter(found))]
    key = f"employees.homes.{home.employee_id}"
    spot = place_picker(ctx, key, ctx.services.fleet.known_spots(ctx.actor), None)
    if st.button(
        ctx.say(SAVE), type="primary", icon=":material/add_location_alt:", key=f"{key}.save", disabled=spot is None
    ):
        ctx.services.staffing.settle(ctx.actor, [Settling(home.employee_id, home.district_id, spot, home.version)])
        forget_pick(ctx, key)
        st.rerun()


def _cells(home: Home, names: dict[UUID, str]) -> Cells:
    district = names.get(home.district_id) if home.district_id else None
    return {"who": home.pseudonym, "district": district, "is_placed": home.is_placed, "lat": None, "lon": None}


def _settling(home: Home, cells: Mapping[str, Any], districts: dict[str, UUID]) -> Settling:
    lat, lon = cells["lat"], cells["lon"]
    position = None if lat is None or lon is None else (float(lat), float(lon))
    return Settling(home.employee_id, districts.get(cells["district"] or ""), position, home.version)
