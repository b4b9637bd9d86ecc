"""Where clients live: those without a place first, put on a map by hand or found by the address service, then saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

import streamlit as st

from pages.components.place_map import place_map
from pages.shell.context import PageContext
from pages.shell.remember import keep
from pages.shell.state import choose, typed
from services.access import Capability
from services.register.positions import doubt
from services.words import Counted, Text, number

if TYPE_CHECKING:
    from services.geocoding import Found
    from services.register.rows import ClientRow

MISSING = Counted(
    Text(
        sv="1 klient saknar plats på kartan och kan inte planeras förrän den har en. Den står först i listan.",
        en="1 client has no place on the map and cannot be planned until it has. It comes first in the list.",
    ),
    Text(
        sv="{count} klienter saknar plats på kartan och kan inte planeras förrän de har en. De står först i listan.",
        en="{count} clients have no place on the map and cannot be planned until they have. They come first.",
    ),
)
ALL_PLACED = Text(sv="Alla klienter har en plats på kartan.", en="Every client has a place on the map.")
WHO = Text(sv="Klient", en="Client")
NO_PLACE = Text(sv="{who} – saknar plats", en="{who} – no place")
LAT, LON = Text(sv="Latitud, 55–70", en="Latitude, 55–70"), Text(sv="Longitud, 10–25", en="Longitude, 10–25")
PLACE, MOVE = Text(sv="Sätt ut här", en="Place here"), Text(sv="Flytta hit", en="Move here")
SAVED = Text(sv="Platsen är sparad.", en="The place is saved.")
FILE_HINT = Text(
    sv="Många adresser på en gång: läs in en fil med adress;lat;lon på sidan Importera.",
    en="Many addresses at once: take in a file of address;lat;lon on the Import page.",
)
ASK = Text(sv="Sök adressen", en="Look the address up")
ASK_HINT = Text(
    sv="Klientens adress skickas till adresstjänsten som driften har valt. Det skrivs i loggen.",
    en="The client's address is sent to the address service that operations have chosen. It is written in the log.",
)
PROPOSALS = Text(
    sv="Förslag – välj det som stämmer och granska på kartan", en="Proposals – choose, then look at the map"
)
NONE_FOUND = Text(
    sv="Adressen hittades inte. Sätt ut platsen på kartan.", en="The address was not found. Place it on the map."
)
DROPPED = Text(
    sv="{count} {count:träff|träffar} låg på 0, 0 eller utanför Sverige och visas inte.",
    en="{count} {count:hit|hits} lay at 0, 0 or outside Sweden and {count:is|are} not shown.",
)
SHOW = Text(sv="Visa på kartan", en="Show on the map")


@dataclass
class PlacingState:
    """Proposals for the client they were asked for, and whether a place was just saved."""

    has_saved: bool = False
    found: dict[UUID, Found] = field(default_factory=dict)


def placing(ctx: PageContext, everybody: Sequence[ClientRow]) -> None:
    """Choose a client, find or click the place, look at it, save it."""
    state = ctx.state(PlacingState)
    if state.has_saved:
        state.has_saved = False
        st.toast(ctx.say(SAVED), icon=":material/check_circle:")
    missing = [row for row in everybody if row.place_id is None]
    st.caption(
        ctx.say(MISSING.of(len(missing)), count=number(len(missing), ctx.language)) if missing else ctx.say(ALL_PLACED)
    )
    by_id = {row.id: row for row in (*missing, *(row for row in everybody if row.place_id is not None))}
    chosen = st.selectbox(
        ctx.say(WHO), list(by_id), key="clients.place.who", format_func=lambda each: _name(ctx, by_id[each])
    )
    client = by_id.get(chosen, next(iter(by_id.values())))
    key = f"clients.place.{client.id}"
    if ctx.services.geocoding.is_on and ctx.actor.may(Capability.REVEAL) and not client.protected_identity:
        _look_up(ctx, state, client, key)
    _by_hand(ctx, state, client, key)
    st.caption(ctx.say(FILE_HINT))


def _name(ctx: PageContext, row: ClientRow) -> str:
    return row.pseudonym if row.place_id is not None else ctx.say(NO_PLACE, who=row.pseudonym)


def _look_up(ctx: PageContext, state: PlacingState, client: ClientRow, key: str) -> None:
    """Ask the address service; what it proposes goes to the map, never straight into the register."""
    if st.button(ctx.say(ASK), icon=":material/travel_explore:", key=f"{key}.ask", help=ctx.say(ASK_HINT)):
        state.found = {client.id: ctx.services.geocoding.look_up(ctx.actor, client.id)}
    found = state.found.get(client.id)
    if found is None:
        return
    if found.dropped:
        st.caption(ctx.say(DROPPED, count=number(found.dropped, ctx.language)))
    if not found.hits:
        st.warning(ctx.say(NONE_FOUND), icon=":material/location_off:")
        return
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    picked = left.selectbox(
        ctx.say(PROPOSALS), range(len(found.hits)), format_func=lambda i: found.hits[i].label, key=f"{key}.hit"
    )
    if right.button(ctx.say(SHOW), key=f"{key}.show", icon=":material/pin_drop:"):
        hit = found.hits[picked]
        _put(key, hit.lat, hit.lon)


def _by_hand(ctx: PageContext, state: PlacingState, client: ClientRow, key: str) -> None:
    register = ctx.services.register
    around = keep(ctx, "places.landmarks", lambda: register.landmarks(ctx.actor, client.id), str(client.id),
                 client.row_version, ttl_s=600)  # fmt: skip
    if typed(f"{key}.lat") is None and around.own is not None:
        _put(key, *around.own)
    lat, lon = (_degrees(typed(f"{key}.{name}")) for name in ("lat", "lon"))
    pin = (lat, lon) if lat is not None and lon is not None else None
    refused = doubt(*pin) if pin else None
    place_map(around.known, None if refused else pin, ctx.language, f"{key}.map", lambda lat, lon: _put(key, lat, lon))
    first, second, third = st.columns([1, 1, 1], vertical_alignment="bottom")
    first.number_input(ctx.say(LAT), value=None, format="%.6f", step=0.0005, key=f"{key}.lat")
    second.number_input(ctx.say(LON), value=None, format="%.6f", step=0.0005, key=f"{key}.lon")
    if refused is not None:
        st.warning(f"{ctx.say(refused.cause)} {ctx.say(refused.action)}", icon=":material/wrong_location:")
    title = PLACE if client.place_id is None else MOVE
    is_ready = pin is not None and refused is None and pin != around.own
    if (
        third.button(
            ctx.say(title), type="primary", icon=":material/add_location_alt:", key=f"{key}.set", disabled=not is_ready
        )
        and pin is not None
    ):
        register.place(ctx.actor, client.id, *pin)
        state.has_saved = True
        st.rerun()


def _put(key: str, lat: float, lon: float) -> None:
    choose(f"{key}.lat", round(lat, 6))
    choose(f"{key}.lon", round(lon, 6))


def _degrees(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None
