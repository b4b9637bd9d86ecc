"""How booked everybody is in a period: hours in shifts beside the hours of the contract."""

from __future__ import annotations

import streamlit as st

from pages.components.period import period
from pages.shell.context import PageContext
from services.words import Text, hours, number, share

LEAD = Text(
    sv="Bokat är passen utan obetalda raster. Avtalet räknas per dag: en vecka är sju dagar av veckotiden.",
    en="Booked are the shifts without unpaid breaks. The contract counts by the day: a week is its weekly hours.",
)
WHO, SHIFTS = Text(sv="Medarbetare", en="Carer"), Text(sv="Pass", en="Shifts")
BOOKED, CONTRACT = Text(sv="Bokat, h", en="Booked, h"), Text(sv="Avtal, h", en="Contract, h")
DIFFERENCE, SHARE = Text(sv="Skillnad, h", en="Difference, h"), Text(sv="Beläggning", en="Utilisation")
CARE, AWAY = Text(sv="Hos klienter, h", en="With clients, h"), Text(sv="Frånvaro i pass, h", en="Away in shifts, h")
OVER, UNDER = Text(sv="Över avtal", en="Over contract"), Text(sv="Under 80 %", en="Below 80%")
NO_ONE = Text(sv="Inga medarbetare än.", en="No carers yet.")
FULL, LOW, SLACK = 1.0, 0.8, 0.05


def utilisation_table(ctx: PageContext) -> None:
    """Choose a period; the sums, then everybody."""
    st.caption(ctx.say(LEAD))
    days = period(ctx, "employees.used.days")
    if days is None:
        return
    found = ctx.services.staffing.utilisation(ctx.actor, *days)
    if not found:
        st.info(ctx.say(NO_ONE), icon=":material/groups:")
        return
    agreed = [each for each in found if each.contract_s]
    booked_s, contract_s = sum(each.booked_s for each in agreed), sum(each.contract_s or 0 for each in agreed)
    shares = [each.share for each in agreed if each.share is not None]
    cards = (
        (BOOKED, hours(sum(each.booked_s for each in found), ctx.language, 0)),
        (CONTRACT, hours(contract_s, ctx.language, 0)),
        (SHARE, share(booked_s / contract_s, ctx.language, 0) if contract_s else "–"),
        (OVER, number(sum(each > FULL + SLACK for each in shares), ctx.language)),
        (UNDER, number(sum(each < LOW for each in shares), ctx.language)),
    )
    for column, (title, value) in zip(st.columns(len(cards)), cards, strict=True):
        column.metric(ctx.say(title), value, border=True)
    st.dataframe(
        {
            ctx.say(WHO): [each.pseudonym for each in found],
            ctx.say(SHARE): [None if each.share is None else round(100 * each.share) for each in found],
            ctx.say(BOOKED): [_h(each.booked_s) for each in found],
            ctx.say(CONTRACT): [_h(each.contract_s) for each in found],
            ctx.say(DIFFERENCE): [
                None if each.contract_s is None else _h(each.booked_s - each.contract_s) for each in found
            ],
            ctx.say(CARE): [_h(each.care_s) for each in found],
            ctx.say(AWAY): [_h(each.away_s) for each in found],
            ctx.say(SHIFTS): [each.shifts for each in found],
        },
        hide_index=True, height=min(560, 36 * (len(found) + 1)), row_height=36,
        column_config={
            ctx.say(SHARE): st.column_config.ProgressColumn(min_value=0, max_value=120, format="%d %%"),
            **{ctx.say(name): st.column_config.NumberColumn(format="localized")
               for name in (BOOKED, CONTRACT, DIFFERENCE, CARE, AWAY)},
        },
    )  # fmt: skip


def _h(seconds: int | None) -> float | None:
    return None if seconds is None else round(seconds / 3600, 1)
