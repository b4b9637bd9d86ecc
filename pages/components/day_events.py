"""The four things that can happen during a day, each with what has to be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import streamlit as st

from pages.shell.context import PageContext
from services.board.selection import NOBODY, Selection
from services.dayof.events import Cancelled, Event, Late, Sick, Urgent
from services.planning.views import OpenPlan
from services.problem.days import day_of_visit, days
from services.words import Text, clock

KIND = Text(sv="Händelse", en="Event")
KINDS = {
    Sick.kind: Text(sv="Sjuk medarbetare", en="Sick carer"),
    Cancelled.kind: Text(sv="Avbokat besök", en="Cancelled visit"),
    Urgent.kind: Text(sv="Akut besök", en="Urgent visit"),
    Late.kind: Text(sv="Försenat eller längre", en="Late or longer"),
}
WHO = Text(sv="Vem?", en="Who?")
FROM = Text(sv="Från och med", en="From")
THROUGH = Text(sv="Till och med", en="Through")
VISIT = Text(sv="Vilket besök?", en="Which visit?")
CLIENT = Text(sv="Hos vem?", en="To whom?")
EARLIEST = Text(sv="Tidigast", en="Earliest")
LATEST = Text(sv="Senast", en="Latest")
MINUTES = Text(sv="Minuter", en="Minutes")
STARTS = Text(sv="Börjar", en="Starts")
LASTS = Text(sv="Tar minuter", en="Takes minutes")
NOTHING = Text(sv="Det finns inget att välja den dagen.", en="There is nothing to choose on that day.")
USUAL_MINUTES = 30


@dataclass
class UrgentState:
    """The id of the urgent visit that is being described."""

    visit_id: str | None = None


def choose_kind(ctx: PageContext) -> str:
    """Which of the four."""
    kind = st.segmented_control(
        ctx.say(KIND), list(KINDS), default=Sick.kind, format_func=lambda each: ctx.say(KINDS[each]),
        key="day_of.kind", required=True, label_visibility="collapsed",
    )  # fmt: skip
    return str(kind)


def choose_event(
    ctx: PageContext, kind: str, opened: OpenPlan, day: date, picked: Selection, at: datetime
) -> Event | None:
    """The event as the planner says it; None while something is missing."""
    if kind == Sick.kind:
        return _sick(ctx, opened, day, picked, at)
    if kind == Cancelled.kind:
        visit = _visit(ctx, opened, day, picked, planned_only=False)
        return None if visit is None else Cancelled(opened.problem.visits[visit].id)
    if kind == Urgent.kind:
        return _urgent(ctx, opened, picked, at)
    return _late(ctx, opened, day, picked, at)


def _sick(ctx: PageContext, opened: OpenPlan, day: date, picked: Selection, at: datetime) -> Event | None:
    c = opened.columns
    shifts = np.flatnonzero(c.shift_day == days(c).index(day))
    # Those still at work first: nobody calls in sick after the shift.
    is_over = c.shift_end_s[shifts] + c.origin_s <= _seconds(at)
    rows = list(dict.fromkeys(c.shift_carer[shifts[np.lexsort((c.shift_carer[shifts], is_over))]].tolist()))
    names = {opened.problem.carers[row].id: opened.problem.carers[row].label for row in rows}
    first, second, third = st.columns([2, 1, 1])
    usual = opened.problem.carers[picked.carer].id if picked.carer != NOBODY else None
    who = first.selectbox(ctx.say(WHO), list(names), format_func=names.__getitem__, key="day_of.who",
                          index=list(names).index(usual) if usual in names else 0)  # fmt: skip
    begin = second.time_input(ctx.say(FROM), at.time(), step=300, key=f"day_of.from.{at.isoformat()}")
    last = third.date_input(ctx.say(THROUGH), day, min_value=day, max_value=max(day, opened.summary.last_day),
                            format="YYYY-MM-DD", key=f"day_of.through.{day.isoformat()}")  # fmt: skip
    if who is None or not isinstance(last, date):
        return None
    back = datetime.combine(last + timedelta(days=1), time(), ctx.zone)
    return Sick(who, _seconds(datetime.combine(day, begin, ctx.zone)), _seconds(back))


def _urgent(ctx: PageContext, opened: OpenPlan, picked: Selection, at: datetime) -> Event | None:
    problem = opened.problem
    names = {client.id: client.label for client in problem.clients}
    homes = {visit.client_id: visit.place_id for visit in problem.visits}
    usual = problem.visits[picked.visit].client_id if picked.visit != NOBODY else None
    first, second, third, fourth = st.columns([2, 1, 1, 1])
    client = first.selectbox(ctx.say(CLIENT), list(homes), format_func=names.__getitem__, key="day_of.client",
                             index=list(homes).index(usual) if usual in homes else 0)  # fmt: skip
    begin = second.time_input(ctx.say(EARLIEST), at.time(), step=300, key=f"day_of.earliest.{at.isoformat()}")
    late = (at + timedelta(hours=1)).time() if at.hour < 23 else time(23, 55)
    end = third.time_input(ctx.say(LATEST), late, step=300, key=f"day_of.latest.{at.isoformat()}")
    lasts = fourth.number_input(ctx.say(MINUTES), 5, 480, USUAL_MINUTES, 5, key="day_of.minutes")
    if client is None or end < begin:
        return None
    from_s, until_s = (_seconds(datetime.combine(at.date(), each, ctx.zone)) for each in (begin, end))
    return Urgent(_new_visit(ctx), client, homes[client], int(lasts) * 60, from_s, until_s)


def _new_visit(ctx: PageContext) -> str:
    """One id for the visit while it is being described."""
    state = ctx.state(UrgentState)
    state.visit_id = state.visit_id or ctx.services.day_of.new_visit_id()
    return state.visit_id


def _late(ctx: PageContext, opened: OpenPlan, day: date, picked: Selection, at: datetime) -> Event | None:
    visit = _visit(ctx, opened, day, picked, planned_only=True)
    if visit is None:
        return None
    planned = int(opened.timetable.start_s[visit]) + opened.columns.origin_s
    lasts_s = opened.problem.visits[visit].duration_s
    shown = datetime.fromtimestamp(planned, ctx.zone)
    first, second = st.columns(2)
    starts = first.time_input(ctx.say(STARTS), shown.time(), step=300, key=f"day_of.starts.{visit}")
    lasts = second.number_input(ctx.say(LASTS), 5, 720, max(5, lasts_s // 60), 5, key=f"day_of.lasts.{visit}")
    # The field knows no seconds: an unchanged time is the planned one to the second.
    same = starts.replace(second=0) == shown.time().replace(second=0)
    start_s = planned if same else _seconds(datetime.combine(shown.date(), starts, ctx.zone))
    return Late(opened.problem.visits[visit].id, start_s, int(lasts) * 60)


def _visit(ctx: PageContext, opened: OpenPlan, day: date, picked: Selection, *, planned_only: bool) -> int | None:
    """A visit of the day, those planned in order of time; at first the one picked on the board."""
    c, t = opened.columns, opened.timetable
    rows = np.flatnonzero(day_of_visit(c, t, days(c)) == days(c).index(day))
    rows = rows[t.shift_of[rows] >= 0] if planned_only else rows
    ordered = sorted(rows.tolist(), key=lambda v: (t.shift_of[v] < 0, int(t.start_s[v])))
    if not ordered:
        st.caption(ctx.say(NOTHING))
        return None
    at = ordered.index(picked.visit) if picked.visit in ordered else 0
    return st.selectbox(ctx.say(VISIT), ordered, index=at, format_func=lambda v: visit_name(opened, v, ctx.zone),
                        key=f"day_of.visit.{planned_only}")  # fmt: skip


def visit_name(opened: OpenPlan, v: int, zone: ZoneInfo) -> str:
    """`08:10 K03 Morgon (M7)`."""
    c, t, problem = opened.columns, opened.timetable, opened.problem
    name = " ".join(filter(None, (problem.clients[c.visit_client[v]].label, problem.visits[v].title)))
    if t.shift_of[v] < 0:
        return name
    start = datetime.fromtimestamp(int(t.start_s[v]) + c.origin_s, zone)
    return f"{clock(start)} {name} ({problem.carers[c.shift_carer[t.shift_of[v]]].label})"


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
