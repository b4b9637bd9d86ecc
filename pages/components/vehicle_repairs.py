"""When vehicles stand in maintenance, and the shifts that have one they cannot use, with what is free instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

import streamlit as st

from data.vocabulary import VehicleAbsenceReason
from pages.components.vehicle_booking import refused, said
from pages.shell.context import PageContext
from services.fleet.rows import new_repair
from services.words import Text, long_date, number

if TYPE_CHECKING:
    from services.fleet.rows import VehicleRow

SAVED = Text(sv="Sparat.", en="Saved.")
REPAIRS = Text(sv="Service och reparation", en="Maintenance and repair")
NO_REPAIRS = Text(sv="Inget fordon är inbokat på service de närmaste 60 dagarna.",
                  en="No vehicle is booked for maintenance in the next 60 days.")  # fmt: skip
VEHICLE, FROM, TO = Text(sv="Fordon", en="Vehicle"), Text(sv="Från", en="From"), Text(sv="Till och med", en="Until")
REASON = Text(sv="Varför", en="Why")
REASONS = {
    VehicleAbsenceReason.MAINTENANCE: Text(sv="Service", en="Maintenance"),
    VehicleAbsenceReason.REPAIR: Text(sv="Reparation", en="Repair"),
    VehicleAbsenceReason.INSPECTION: Text(sv="Besiktning", en="Inspection"),
    VehicleAbsenceReason.OTHER: Text(sv="Annat", en="Other"),
}
STRANDED = Text(sv="Pass med fordon de inte kan använda", en="Shifts with a vehicle they cannot use")
ADD, REMOVE = Text(sv="Lägg till", en="Add"), Text(sv="Ta bort", en="Remove")
AHEAD, SHOWN = timedelta(days=60), 12


@dataclass
class RepairState:
    """Whether something was just saved."""

    has_saved: bool = False


def vehicle_repairs(ctx: PageContext, rows: list[VehicleRow]) -> None:
    """The coming maintenance, a new one, and whom it leaves without a vehicle."""
    state = ctx.state(RepairState)
    if state.has_saved:
        state.has_saved = False
        st.toast(ctx.say(SAVED), icon=":material/check_circle:")
    st.markdown(f"**{ctx.say(REPAIRS)}**")
    now = ctx.now()
    booked = ctx.services.fleet.in_repair(ctx.actor, now, now + AHEAD)
    names = {row.id: row.name for row in rows}
    if not booked:
        st.caption(ctx.say(NO_REPAIRS))
    for row in booked:
        left, right = st.columns([6, 1], vertical_alignment="center")
        # The end is the midnight after the last day.
        moments = (row.starts_at, row.ends_at - timedelta(minutes=1))
        days = " – ".join(long_date(moment.astimezone(ctx.zone).date(), ctx.language) for moment in moments)
        left.markdown(f"**{names.get(row.vehicle_id, '')}** · {ctx.say(REASONS[row.reason])} · {days}")
        if right.button(ctx.say(REMOVE), icon=":material/delete:", key=f"shifts.repair.{row.id}"):
            ctx.services.fleet.back_from_repair(ctx.actor, row.id)
            state.has_saved = True
            st.rerun()
    _new_repair(ctx, state, {row.name: row for row in rows})
    _stranded(ctx)


def _new_repair(ctx: PageContext, state: RepairState, cars: dict[str, VehicleRow]) -> None:
    first, second, third, fourth, fifth = st.columns(5, vertical_alignment="bottom")
    chosen = cars[first.selectbox(ctx.say(VEHICLE), list(cars), key="shifts.repair.who") or next(iter(cars))]
    reason = second.selectbox(
        ctx.say(REASON), list(REASONS), format_func=lambda each: ctx.say(REASONS[each]), key="shifts.repair.why"
    )
    begins = third.date_input(ctx.say(FROM), ctx.now().date(), key="shifts.repair.from", format="YYYY-MM-DD")
    ends = fourth.date_input(ctx.say(TO), begins, min_value=begins, key="shifts.repair.to", format="YYYY-MM-DD")
    if fifth.button(ctx.say(ADD), icon=":material/add:", key="shifts.repair.add"):
        start = datetime.combine(begins, time(), ctx.zone)
        end = datetime.combine(ends + timedelta(days=1), time(), ctx.zone)
        ctx.services.fleet.send_to_repair(ctx.actor, new_repair(chosen.id, start, end, reason))
        state.has_saved = True
        st.rerun()


def _stranded(ctx: PageContext) -> None:
    today = ctx.now().date()
    found = ctx.services.fleet.stranded(ctx.actor, today, today + AHEAD)
    if not found:
        return
    names = {row.id: row.pseudonym for row in ctx.services.register.employees(ctx.actor)}
    st.markdown(f"**{ctx.say(STRANDED)}** ({number(len(found), ctx.language)})")
    for shift, asked in found[:SHOWN]:
        st.markdown(said(ctx, shift, names))
        refused(ctx, shift, asked, "shifts.stranded")
