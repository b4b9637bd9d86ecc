"""Districts: made and named in a grid, placed on the map, removed when nothing belongs to them; people moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import streamlit as st

from data.vocabulary import PersonKind
from pages.components.place_picker import forget_pick, place_picker
from pages.components.row_grid import Column, Edits, GridRow, row_grid
from pages.components.settings.acting import ActState, act, how_to_read
from pages.shell.context import PageContext
from services.organization import DistrictLine, DistrictWish, Person
from services.words import Text, number

HOW = Text(
    sv="Ett område samlar klienter och medarbetare för planering och nyckeltal. Kontoret är dit pass utgår från och "
    "syns på kartorna. Toleransen säger hur långt utanför sitt tidsfönster ett besök får börja och ändå räknas i "
    "tid; tomt betyder som i hela organisationen. Restider ställs in för hela organisationen på sidan Anslutningar.",
    en="A district gathers clients and carers for planning and key figures. The office is where shifts set out from "
    "and is shown on maps. The tolerance says how far outside its window a visit may begin and still count as on "
    "time; empty means as in the whole organisation. Travel times are set for the organisation under Connections.",
)
COLUMNS = (
    Column("name", Text(sv="Område", en="District"), is_needed=True, is_unique=True),
    Column("tolerance", Text(sv="Egen tolerans, min", en="Own tolerance, min"), "number", low=0, high=120),
    Column("is_placed", Text(sv="Kontor på kartan", en="Office on the map"), "flag", is_locked=True),
    Column("clients", Text(sv="Klienter", en="Clients"), "number", is_locked=True),
    Column("employees", Text(sv="Medarbetare", en="Carers"), "number", is_locked=True),
)
NONE_YET = Text(
    sv="Det finns inga områden än. Skriv det första namnet i tabellen och spara.",
    en="There are no districts yet. Write the first name in the table and save.",
)
OFFICE, SAVE_OFFICE = (
    Text(sv="Kontor på kartan", en="Office on the map"),
    Text(sv="Spara kontoret", en="Save the office"),
)
OFFICE_SAVED = Text(sv="Kontoret är sparat.", en="The office is saved.")
DISTRICT = Text(sv="Område", en="District")
MOVING = Text(sv="Flytta klienter och medarbetare", en="Move clients and carers")
FROM, TO = Text(sv="Från", en="From"), Text(sv="Till", en="To")
NOWHERE = Text(sv="Inget område", en="No district")
WHO, ALL = Text(sv="Vilka", en="Whom"), Text(sv="Alla i området", en="Everybody there")
KINDS = {PersonKind.CLIENT: Text(sv="klient", en="client"), PersonKind.EMPLOYEE: Text(sv="medarbetare", en="carer")}
ENDED = Text(sv="avslutad", en="ended")
MOVE, MOVED = Text(sv="Flytta {count}", en="Move {count}"), Text(sv="De är flyttade.", en="They are moved.")
REMOVING = Text(sv="Ta bort ett område", en="Remove a district")
REMOVE_HOW = Text(
    sv="Bara ett område som ingen hör till kan tas bort. Områdets egna nyckeltal försvinner, klienternas blir kvar.",
    en="Only a district nobody belongs to can be removed. Its own key figures go, those of clients stay.",
)
NONE_FREE = Text(sv="Alla områden används.", en="Every district is in use.")
REMOVE, REMOVED = (
    Text(sv="Ja, ta bort", en="Yes, remove it"),
    Text(sv="Området är borttaget.", en="The district is removed."),
)


def districts(ctx: PageContext) -> None:
    """The grid, then the office of one, moving, removing."""
    how_to_read(ctx, HOW)
    found = ctx.services.districts.all(ctx.actor)
    if not found:
        st.info(ctx.say(NONE_YET), icon=":material/add_location_alt:")
    _grid(ctx, found)
    if not found:
        return
    with st.expander(ctx.say(OFFICE), icon=":material/add_location_alt:"):
        _office(ctx, found)
    with st.expander(ctx.say(MOVING), icon=":material/move_group:"):
        _moving(ctx, found)
    with st.expander(ctx.say(REMOVING), icon=":material/delete:"):
        _removing(ctx, found)


def _grid(ctx: PageContext, found: Sequence[DistrictLine]) -> None:
    rows = [GridRow.of(str(line.id), line.name, COLUMNS, _cells(line)) for line in found]

    def save(edits: Edits) -> None:
        after = [(edits.after(row), UUID(row.key)) for row in rows if row.key in edits.changed]
        wishes = [_wish(cells, key) for cells, key in after] + [_wish(cells) for cells in edits.added]
        ctx.services.districts.save(ctx.actor, wishes)

    row_grid(ctx, "settings.districts", COLUMNS, rows, save, growth="add")


def _wish(cells: Mapping[str, Any], key: UUID | None = None) -> DistrictWish:
    return DistrictWish(str(cells["name"] or ""), cells.get("tolerance"), key)


def _cells(line: DistrictLine) -> dict[str, object]:
    return {
        "name": line.name, "tolerance": line.tolerance_min, "is_placed": line.office is not None,
        "clients": line.belonging.clients, "employees": line.belonging.employees,
    }  # fmt: skip


def _office(ctx: PageContext, found: Sequence[DistrictLine]) -> None:
    lines = {str(line.id): line for line in found}
    chosen = st.selectbox(
        ctx.say(DISTRICT), list(lines), format_func=lambda key: lines[key].name, key="settings.office.of"
    )
    line = lines[chosen]
    key = f"settings.office.{line.id}"
    spot = place_picker(ctx, key, ctx.services.fleet.known_spots(ctx.actor), line.office)
    if st.button(
        ctx.say(SAVE_OFFICE), type="primary", icon=":material/add_location_alt:", key=f"{key}.save",
        disabled=spot is None,
    ) and spot is not None:  # fmt: skip
        forget_pick(ctx, key)
        act(ctx, lambda: ctx.services.districts.place(ctx.actor, line.id, spot), OFFICE_SAVED)


def _moving(ctx: PageContext, found: Sequence[DistrictLine]) -> None:
    names: dict[UUID | None, str] = {None: ctx.say(NOWHERE), **{line.id: line.name for line in found}}
    options, round_ = list(names), ctx.state(ActState).round
    left, right = st.columns(2)
    origin = left.selectbox(ctx.say(FROM), options, format_func=names.__getitem__, key=f"settings.from.{round_}")
    people = {p.id: p for p in ctx.services.districts.people(ctx.actor) if p.district_id == origin}
    picked = st.multiselect(
        ctx.say(WHO), list(people), format_func=lambda key: _label(ctx, people[key]),
        key=f"settings.whom.{round_}.{origin}", placeholder=ctx.say(ALL), select_all=False,
    )  # fmt: skip
    others = [each for each in options if each != origin]
    to = right.selectbox(ctx.say(TO), others, format_func=names.__getitem__, key=f"settings.to.{round_}.{origin}")
    whom = picked or list(people)
    told = ctx.say(MOVE, count=number(len(whom), ctx.language))
    if st.button(told, icon=":material/move_group:", key="settings.move", disabled=not whom):
        act(ctx, lambda: ctx.services.districts.move(ctx.actor, whom, to), MOVED)


def _label(ctx: PageContext, person: Person) -> str:
    told = f"{person.pseudonym} · {ctx.say(KINDS[person.kind])}"
    return told if person.is_active else f"{told} · {ctx.say(ENDED)}"


def _removing(ctx: PageContext, found: Sequence[DistrictLine]) -> None:
    st.caption(ctx.say(REMOVE_HOW))
    free = {str(line.id): line for line in found if line.belonging.is_free}
    if not free:
        st.caption(ctx.say(NONE_FREE))
        return
    chosen = st.selectbox(
        ctx.say(DISTRICT), list(free), format_func=lambda key: free[key].name,
        key=f"settings.remove.of.{ctx.state(ActState).round}",
    )  # fmt: skip
    with st.popover(ctx.say(REMOVING), icon=":material/delete:"):
        if st.button(ctx.say(REMOVE), key="settings.remove"):
            act(ctx, lambda: ctx.services.districts.remove(ctx.actor, free[chosen].id), REMOVED)
