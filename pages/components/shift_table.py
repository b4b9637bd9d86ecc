"""The shifts of some days in a grid: who, when, what was worked and how that differs; and a vehicle for one of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import streamlit as st

from pages.components.edit_rows import Edited, edit_rows
from pages.components.period import period
from pages.components.row_grid import Column, Row
from pages.components.shift_making import RULES, WELL, findings
from pages.components.vehicle_booking import vehicle_booking
from pages.shell.context import PageContext
from services.roster import NewShift, Wanted, worked_longer_s
from services.words import Text, number

if TYPE_CHECKING:
    from services.rota.rows import ShiftRow

NOTHING = Text(
    sv="Inga pass dessa dagar. Gör dem från mönster, läs in en fil, eller skriv dem här.",
    en="No shifts on these days. Make them from patterns, take in a file, or write them here.",
)
HOW = Text(
    sv="Byt medarbetare eller tider, skriv det utförda, lägg till eller ta bort pass. Ett nytt pass behöver dag, "
    "medarbetare och antingen passtyp eller tider.",
    en="Change carer or hours, write what was worked, add or remove shifts. A new shift needs a day, a carer and "
    "either a kind or hours.",
)
COUNT = Text(sv="{count} pass", en="{count} shifts")
SEARCH = Text(sv="Sök medarbetare", en="Search carer")
WHO, DAY = Text(sv="Medarbetare", en="Carer"), Text(sv="Dag", en="Day")
START, END = Text(sv="Börjar", en="Starts"), Text(sv="Slutar", en="Ends")
FROM, TO = Text(sv="Utfört från", en="Worked from"), Text(sv="Utfört till", en="Worked to")
LONGER = Text(sv="Skillnad, min", en="Difference, min")
VEHICLE, KIND = Text(sv="Fordon", en="Vehicle"), Text(sv="Passtyp", en="Kind")
LONGER_HINT = Text(
    sv="Utfört minus planerat: över noll arbetades längre.", en="Worked minus planned: above zero it took longer."
)  # fmt: skip


def shift_table(ctx: PageContext) -> None:
    """The shifts of a period, what the rules of working time say of them, and one shift's vehicle."""
    days = period(ctx, "shifts.days", 7, begins_today=True)
    if days is None:
        return
    shifts = ctx.services.rota.shifts(ctx.actor, *days)
    if not shifts:
        st.info(ctx.say(NOTHING), icon=":material/calendar_add_on:")
    people = {row.pseudonym: row.id for row in ctx.services.register.employees(ctx.actor)}
    cars = {row.name: row.id for row in ctx.services.fleet.vehicles(ctx.actor)}
    names = {employee_id: name for name, employee_id in people.items()}
    wanted = st.text_input(ctx.say(SEARCH), key="shifts.search", icon=":material/search:").strip().casefold()
    found = [row for row in shifts if wanted in names[row.employee_id].casefold()]
    st.caption(f"{ctx.say(COUNT, count=number(len(found), ctx.language))} · {ctx.say(HOW)}")
    _grid(ctx, found, people, cars, f"{days[0]}.{days[1]}.{wanted}")
    warned = ctx.services.rota.warnings(ctx.actor, *days)
    findings(ctx, RULES, warned)
    if shifts and not warned:
        st.caption(f":material/check: {ctx.say(WELL)}")
    if cars and found:
        vehicle_booking(ctx, found, names, cars, days[0])


def _grid(ctx: PageContext, found: list[ShiftRow], people: dict[str, UUID], cars: dict[str, UUID], shown: str) -> None:
    kinds = {row.name: row.id for row in ctx.services.rota.templates(ctx.actor)}
    standing = {str(row.id): row for row in found}
    rows = {key: _cells(ctx, row, people, kinds, cars) for key, row in standing.items()}

    def save(edited: Edited) -> None:
        wanted, new = [], [_new(cells, people, kinds) for cells in edited.added]
        gone = [standing[key] for key in edited.removed]
        for key, cells in edited.changed.items():
            merged = {**rows[key], **cells}
            if {"day", "kind"} & set(cells):
                # Another day or kind is another shift; hours that were not written are those of the kind.
                hours = merged if cells.get("kind") is None else {**merged, "start": None, "end": None, **cells}
                gone.append(standing[key])
                new.append(_new(hours, people, kinds))
            else:
                wanted.append((standing[key], _wanted(merged, people)))
        place = ctx.services.rota.usual_place(ctx.actor) if new else None
        ctx.services.roster.save(ctx.actor, wanted, new, gone, place)

    edit_rows(ctx, f"shifts.roster.{shown}", _columns(people, kinds), rows, save, may_grow=True)


def _columns(people: dict[str, UUID], kinds: dict[str, UUID]) -> tuple[Column, ...]:
    return (
        Column("day", DAY, "date", is_needed=True),
        Column("who", WHO, "choice", _same(people), is_needed=True),
        Column("kind", KIND, "choice", _same(kinds)),
        Column("start", START, "time"),
        Column("end", END, "time"),
        Column("worked_from", FROM, "time"),
        Column("worked_to", TO, "time"),
        Column("longer", LONGER, "number", is_locked=True, hint=LONGER_HINT),
        Column("vehicle", VEHICLE, is_locked=True),
    )


def _same(names: dict[str, UUID]) -> tuple[tuple[str, Text], ...]:
    return tuple((name, Text(sv=name, en=name)) for name in names)


def _cells(
    ctx: PageContext, row: ShiftRow, people: dict[str, UUID], kinds: dict[str, UUID], cars: dict[str, UUID]
) -> Row:
    longer_s = worked_longer_s(row)
    moments = {"start": row.planned_start, "end": row.planned_end, "worked_from": row.actual_start,
               "worked_to": row.actual_end}  # fmt: skip
    clocks = {
        name: None if moment is None else moment.astimezone(ctx.zone).time().replace(second=0, microsecond=0)
        for name, moment in moments.items()
    }
    return {
        "day": row.day, "who": _name(people, row.employee_id), "kind": _name(kinds, row.shift_template_id),
        "vehicle": _name(cars, row.vehicle_id), "longer": None if longer_s is None else round(longer_s / 60), **clocks,
    }  # fmt: skip


def _name(ids: dict[str, UUID], wanted: UUID | None) -> str | None:
    return next((name for name, each in ids.items() if each == wanted), None)


def _wanted(cells: dict[str, Any], people: dict[str, UUID]) -> Wanted:
    return Wanted(people[cells["who"]], cells["start"], cells["end"], cells["worked_from"], cells["worked_to"])


def _new(cells: dict[str, Any], people: dict[str, UUID], kinds: dict[str, UUID]) -> NewShift:
    day = cells["day"]
    assert isinstance(day, date)  # the grid gives no new row without the cells it needs
    return NewShift(day, people[cells["who"]], kinds.get(cells.get("kind") or ""), cells.get("start"), cells.get("end"))
