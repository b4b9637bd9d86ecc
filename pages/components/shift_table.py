"""The shifts of some days in a grid: who, when, what was worked and how that differs; and a vehicle for one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import streamlit as st

from pages.components.period import period
from pages.components.row_checks import Breach
from pages.components.row_grid import Column, Edits, GridRow, row_grid
from pages.components.shift_making import RULES, WELL, findings
from pages.components.vehicle_booking import vehicle_booking
from pages.shell.context import PageContext
from services.grids import Cells
from services.roster import NewShift, Wanted, worked_longer_s
from services.words import Counted, Text, long_date, number

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
COUNT = Counted(Text(sv="1 pass", en="1 shift"), Text(sv="{count} pass", en="{count} shifts"))
SEARCH = Text(sv="Sök medarbetare", en="Search carer")
WHO, DAY = Text(sv="Medarbetare", en="Carer"), Text(sv="Dag", en="Day")
START, END = Text(sv="Börjar", en="Starts"), Text(sv="Slutar", en="Ends")
FROM, TO = Text(sv="Utfört från", en="Worked from"), Text(sv="Utfört till", en="Worked to")
LONGER = Text(sv="Skillnad, min", en="Difference, min")
VEHICLE, KIND = Text(sv="Fordon", en="Vehicle"), Text(sv="Passtyp", en="Kind")
LONGER_HINT = Text(
    sv="Utfört minus planerat: över noll arbetades längre.", en="Worked minus planned: above zero it took longer."
)  # fmt: skip
NO_HOURS = Text(sv="Passet har varken passtyp eller tid.", en="The shift has neither a kind nor a time.")
GIVE_HOURS = Text(sv="Välj passtyp, eller skriv när det börjar och slutar.",
                  en="Choose a kind, or write when it begins and ends.")  # fmt: skip
NOT_BEGUN = Text(sv="Utfört slutar utan att ha börjat.", en="What was worked ends without a beginning.")
GIVE_BEGIN = Text(sv="Skriv också när det började.", en="Write when it began, too.")


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
    st.caption(f"{ctx.say(COUNT.of(len(found)), count=number(len(found), ctx.language))} · {ctx.say(HOW)}")
    _grid(ctx, f"shifts.roster.{days[0]}.{days[1]}", shifts, {str(row.id) for row in found}, people, cars)
    warned = ctx.services.rota.warnings(ctx.actor, *days)
    findings(ctx, RULES, warned)
    if shifts and not warned:
        st.caption(f":material/check: {ctx.say(WELL)}")
    if cars and found:
        vehicle_booking(ctx, found, names, cars, days[0])


def _grid(
    ctx: PageContext, key: str, shifts: list[ShiftRow], shown: Set[str], people: dict[str, UUID], cars: dict[str, UUID]
) -> None:
    kinds = {row.name: row.id for row in ctx.services.rota.templates(ctx.actor)}
    columns = _columns(people, kinds)
    standing = {str(row.id): row for row in shifts}
    rows = [_row(ctx, columns, row, _cells(ctx, row, people, kinds, cars)) for row in shifts]

    def save(edits: Edits) -> None:
        wanted, new = [], [_new(cells, people, kinds) for cells in edits.added]
        gone = [standing[each] for each in edits.removed]
        for row in rows:
            cells, merged = edits.changed.get(row.key), edits.after(row)
            if cells is None:
                continue
            if _is_another(cells, merged):
                gone.append(standing[row.key])
                new.append(_new(_hours(cells, merged), people, kinds))
            else:
                wanted.append((standing[row.key], _wanted(merged, people)))
        place = ctx.services.rota.usual_place(ctx.actor) if new else None
        ctx.services.roster.save(ctx.actor, wanted, new, gone, place)

    row_grid(ctx, key, columns, rows, save, growth="dynamic", shown=shown, check=_faults)


def _row(ctx: PageContext, columns: tuple[Column, ...], row: ShiftRow, cells: Cells) -> GridRow:
    return GridRow.of(row.id, f"{cells['who']} · {long_date(row.day, ctx.language)}", columns, cells)


def _is_another(cells: Cells, merged: Cells) -> bool:
    """Another day or kind is another shift, and so is one whose hours were emptied to be those of its kind."""
    return bool({"day", "kind"} & set(cells)) or merged["start"] is None or merged["end"] is None


def _hours(cells: Cells, merged: Cells) -> Cells:
    """With another kind, hours that were not written are those of the kind."""
    return merged if cells.get("kind") is None else {**merged, "start": None, "end": None, **cells}


def _faults(cells: Cells) -> Iterator[Breach]:
    for name in ("start", "end"):
        if cells.get("kind") is None and cells.get(name) is None:
            yield name, NO_HOURS, GIVE_HOURS
    if cells.get("worked_to") is not None and cells.get("worked_from") is None:
        yield "worked_from", NOT_BEGUN, GIVE_BEGIN


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
) -> Cells:
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


def _wanted(cells: Mapping[str, Any], people: dict[str, UUID]) -> Wanted:
    return Wanted(people[cells["who"]], cells["start"], cells["end"], cells["worked_from"], cells["worked_to"])


def _new(cells: Mapping[str, Any], people: dict[str, UUID], kinds: dict[str, UUID]) -> NewShift:
    day = cells["day"]
    assert isinstance(day, date)  # the grid gives no new row without the cells it needs
    return NewShift(day, people[cells["who"]], kinds.get(cells.get("kind") or ""), cells.get("start"), cells.get("end"))
