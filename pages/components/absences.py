"""Who is away: the coming absences, and a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import streamlit as st

from pages.components.absence_words import REASONS
from pages.shell.context import PageContext
from services.rota.rows import EmployeeAbsenceRow, new_absence
from services.words import Text, long_date

SAVED = Text(sv="Sparat.", en="Saved.")
NO_PEOPLE = Text(sv="Lägg till medarbetare först.", en="Add carers first.")
WHO = Text(sv="Medarbetare", en="Carer")
FROM, TO = Text(sv="Från", en="From"), Text(sv="Till och med", en="Until")
ADD, REMOVE = Text(sv="Lägg till", en="Add"), Text(sv="Ta bort", en="Remove")
REASON = Text(sv="Orsak", en="Reason")
NOBODY_AWAY = Text(sv="Ingen är borta de närmaste 60 dagarna.", en="Nobody is away in the next 60 days.")
AHEAD = timedelta(days=60)


@dataclass
class RotaState:
    """Whether something was just saved."""

    has_saved: bool = False


def absences(ctx: PageContext) -> None:
    """Who is away in the next weeks, and a new absence."""
    state = _greeted(ctx)
    people = {row.pseudonym: row for row in ctx.services.register.employees(ctx.actor)}
    if not people:
        st.info(ctx.say(NO_PEOPLE), icon=":material/info:")
        return
    today = ctx.now().date()
    away = ctx.services.rota.absences(ctx.actor, today, today + AHEAD)
    names = {row.id: name for name, row in people.items()}
    if not away:
        st.caption(ctx.say(NOBODY_AWAY))
    for row in away:
        _away(ctx, state, row, names)
    with st.container(border=True, key="absence_box"):
        first, second, third, fourth, fifth = st.columns(5, vertical_alignment="bottom")
        who = people[first.selectbox(ctx.say(WHO), list(people), key="shifts.away.who") or next(iter(people))]
        kind = second.selectbox(
            ctx.say(REASON), list(REASONS), format_func=lambda each: ctx.say(REASONS[each]), key="shifts.away.kind"
        )
        begins = third.date_input(ctx.say(FROM), today, key="shifts.away.from", format="YYYY-MM-DD")
        ends = fourth.date_input(ctx.say(TO), begins, min_value=begins, key="shifts.away.to", format="YYYY-MM-DD")
        if fifth.button(ctx.say(ADD), type="primary", icon=":material/add:", key="shifts.away.add"):
            start, end = _midnight(ctx, begins), _midnight(ctx, ends + timedelta(days=1))
            ctx.services.rota.report_absent(ctx.actor, new_absence(who.id, start, end, kind))
            state.has_saved = True
            st.rerun()


def _greeted(ctx: PageContext) -> RotaState:
    state = ctx.state(RotaState)
    if state.has_saved:
        state.has_saved = False
        st.toast(ctx.say(SAVED), icon=":material/check_circle:")
    return state


def _away(ctx: PageContext, state: RotaState, row: EmployeeAbsenceRow, names: dict[Any, str]) -> None:
    left, right = st.columns([6, 1], vertical_alignment="center")
    first = row.starts_at.astimezone(ctx.zone).date()
    last = (row.ends_at.astimezone(ctx.zone) - timedelta(minutes=1)).date()
    days = long_date(first, ctx.language) + (f" – {long_date(last, ctx.language)}" if last > first else "")
    left.markdown(f"**{names.get(row.employee_id, '')}** · {ctx.say(REASONS[row.kind])} · {days}")
    if right.button(ctx.say(REMOVE), icon=":material/delete:", key=f"shifts.away.gone.{row.id}"):
        ctx.services.rota.forget_absence(ctx.actor, row.id)
        state.has_saved = True
        st.rerun()


def _midnight(ctx: PageContext, day: date) -> datetime:
    return datetime.combine(day, time(), ctx.zone)
