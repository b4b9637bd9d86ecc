"""A vehicle for a shift: taken when it is free, refused with the reason and what is free instead, one click away."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import streamlit as st

from pages.shell.context import PageContext
from services.words import Text, clock, long_date

if TYPE_CHECKING:
    from services.fleet import Booking
    from services.rota.rows import ShiftRow

GIVE = Text(sv="Ge ett pass ett fordon", en="Give a shift a vehicle")
SHIFT, VEHICLE = Text(sv="Pass", en="Shift"), Text(sv="Fordon", en="Vehicle")
NONE = Text(sv="Inget", en="None")
BOOK = Text(sv="Boka", en="Book")
MAY = Text(sv="{vehicle} är ledigt.", en="{vehicle} is free.")
INSTEAD = Text(sv="Ta {vehicle} i stället", en="Take {vehicle} instead")
NO_OTHER = Text(sv="Inget annat fordon är ledigt.", en="No other vehicle is free.")
MOST_LISTED, PROPOSED = 300, 3


def vehicle_booking(
    ctx: PageContext, shifts: list[ShiftRow], names: dict[UUID, str], cars: dict[str, UUID], first: date
) -> None:
    """Choose a shift and a vehicle; `first` is the first day shown."""
    st.markdown(f"**{ctx.say(GIVE)}**")
    left, middle, right = st.columns([3, 2, 1], vertical_alignment="bottom")
    labels = {said(ctx, row, names): row for row in shifts[:MOST_LISTED]}
    shift = left.selectbox(ctx.say(SHIFT), list(labels), key=f"shifts.book.shift.{first}")
    chosen = labels[shift or next(iter(labels))]
    name = middle.selectbox(ctx.say(VEHICLE), [ctx.say(NONE), *cars], key=f"shifts.book.car.{first}")
    vehicle = cars.get(name or "")
    asked = None
    if vehicle is not None and vehicle != chosen.vehicle_id:
        asked = ctx.services.fleet.may_book(ctx.actor, chosen.day, chosen.id, vehicle)
    is_refused = asked is not None and asked.reason is not None
    is_same = vehicle == chosen.vehicle_id
    if right.button(ctx.say(BOOK), type="primary", key="shifts.book", disabled=is_same or is_refused):
        ctx.services.fleet.book(ctx.actor, chosen.day, chosen.id, vehicle)
        st.rerun()
    if asked is not None and asked.reason is None:
        st.caption(f":material/check: {ctx.say(MAY, vehicle=name)}")
    elif asked is not None:
        refused(ctx, chosen, asked, "shifts.book")


def refused(ctx: PageContext, shift: ShiftRow, asked: Booking, key: str) -> None:
    """Why the vehicle cannot be had, and a button for each that can."""
    if asked.reason is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(ctx.say(asked.reason), icon=":material/block:", width=420)
        for free in asked.free[:PROPOSED]:
            if st.button(ctx.say(INSTEAD, vehicle=free.name), key=f"{key}.{shift.id}.{free.id}"):
                ctx.services.fleet.book(ctx.actor, shift.day, shift.id, free.id)
                st.rerun()
        if not asked.free:
            st.caption(ctx.say(NO_OTHER))


def said(ctx: PageContext, row: ShiftRow, names: dict[UUID, str]) -> str:
    """The shift in one line: day, carer, hours."""
    return " · ".join((long_date(row.day, ctx.language), names.get(row.employee_id, ""), _span(ctx, row)))


def _span(ctx: PageContext, row: ShiftRow) -> str:
    moments: tuple[datetime, datetime] = (row.planned_start, row.planned_end)
    return "–".join(clock(moment.astimezone(ctx.zone)) for moment in moments)
