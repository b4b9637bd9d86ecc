"""The shifts of some days: planned and actual times; a vehicle is given, or refused with the reason."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import streamlit as st

from pages.components.period import period
from pages.shell.context import PageContext
from services.words import Text, clock, long_date, number

if TYPE_CHECKING:
    from services.rota.rows import ShiftRow

NOTHING = Text(
    sv="Inga pass dessa dagar. Gör dem från mönster, eller läs in en fil.",
    en="No shifts on these days. Make them from patterns, or take in a file.",
)
COUNT = Text(sv="{count} pass", en="{count} shifts")
WHO, DAY = Text(sv="Medarbetare", en="Carer"), Text(sv="Dag", en="Day")
PLANNED, ACTUAL = Text(sv="Planerat", en="Planned"), Text(sv="Utfört", en="Performed")
VEHICLE, KIND = Text(sv="Fordon", en="Vehicle"), Text(sv="Passtyp", en="Kind")
GIVE = Text(sv="Ge ett pass ett fordon", en="Give a shift a vehicle")
SHIFT = Text(sv="Pass", en="Shift")
NONE = Text(sv="Inget", en="None")
BOOK = Text(sv="Boka", en="Book")
MAY = Text(sv="{vehicle} är ledigt.", en="{vehicle} is free.")
FREE = Text(sv="Lediga i stället: {names}.", en="Free instead: {names}.")
MOST_LISTED = 300


def shift_table(ctx: PageContext) -> None:
    """The shifts of a period, and one shift's vehicle."""
    days = period(ctx, "shifts.days", 7, begins_today=True)
    if days is None:
        return
    shifts = ctx.services.rota.shifts(ctx.actor, *days)
    if not shifts:
        st.info(ctx.say(NOTHING), icon=":material/calendar_add_on:")
        return
    names = {row.id: row.pseudonym for row in ctx.services.register.employees(ctx.actor)}
    cars = {row.id: row.name for row in ctx.services.fleet.vehicles(ctx.actor)}
    kinds = {row.id: row.name for row in ctx.services.rota.templates(ctx.actor)}
    st.caption(ctx.say(COUNT, count=number(len(shifts), ctx.language)))
    st.dataframe(
        {
            ctx.say(DAY): [long_date(row.day, ctx.language) for row in shifts],
            ctx.say(WHO): [names[row.employee_id] for row in shifts],
            ctx.say(PLANNED): [_planned(ctx, row) for row in shifts],
            ctx.say(ACTUAL): [_span(ctx, row.actual_start, row.actual_end) for row in shifts],
            ctx.say(KIND): [kinds.get(row.shift_template_id, "") if row.shift_template_id else "" for row in shifts],
            ctx.say(VEHICLE): [cars.get(row.vehicle_id, "") if row.vehicle_id else "" for row in shifts],
        },
        hide_index=True, height=min(420, 36 * (len(shifts) + 1)), row_height=36,
    )  # fmt: skip
    if cars:
        _booking(ctx, shifts, names, {name: vehicle for vehicle, name in cars.items()}, days[0])


def _planned(ctx: PageContext, row: ShiftRow) -> str:
    return _span(ctx, row.planned_start, row.planned_end)


def _span(ctx: PageContext, start: datetime | None, end: datetime | None) -> str:
    return "–".join("" if moment is None else clock(moment.astimezone(ctx.zone)) for moment in (start, end)).strip("–")


def _booking(
    ctx: PageContext, shifts: list[ShiftRow], names: dict[UUID, str], cars: dict[str, UUID], first: date
) -> None:
    st.markdown(f"**{ctx.say(GIVE)}**")
    left, middle, right = st.columns([3, 2, 1], vertical_alignment="bottom")
    labels = {
        " · ".join((long_date(row.day, ctx.language), names[row.employee_id], _planned(ctx, row))): row
        for row in shifts[:MOST_LISTED]
    }
    chosen = labels[
        left.selectbox(ctx.say(SHIFT), list(labels), key=f"shifts.book.shift.{first}") or next(iter(labels))
    ]
    name = middle.selectbox(ctx.say(VEHICLE), [ctx.say(NONE), *cars], key=f"shifts.book.car.{first}")
    vehicle = cars.get(name or "")
    reason = None
    if vehicle is not None and vehicle != chosen.vehicle_id:
        asked = ctx.services.fleet.may_book(ctx.actor, chosen.day, chosen.id, vehicle)
        reason = asked.reason
        if reason is None:
            st.caption(f":material/check: {ctx.say(MAY, vehicle=name)}")
        else:
            free = ", ".join(each.name for each in asked.free[:3])
            st.warning(f"{ctx.say(reason)} {ctx.say(FREE, names=free) if free else ''}", icon=":material/block:")
    is_same = vehicle == chosen.vehicle_id
    if right.button(ctx.say(BOOK), type="primary", key="shifts.book", disabled=is_same or reason is not None):
        ctx.services.fleet.book(ctx.actor, chosen.day, chosen.id, vehicle)
        st.rerun()
