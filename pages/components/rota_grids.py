"""Kinds of shift, patterns and absences in grids."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

import streamlit as st

from data.vocabulary import AbsenceKind
from pages.components.row_grid import Column, row_grid
from pages.shell.context import PageContext
from services.recurrence import Frequency, Kind
from services.rota.rows import EmployeeAbsenceRow, PatternRow, TemplateRow, new_absence, new_pattern, new_template
from services.words import SHORT_DAYS, Text, long_date, number

SAVED = Text(sv="Sparat.", en="Saved.")
TEMPLATE_COLUMNS = (
    Column("name", Text(sv="Namn", en="Name"), is_needed=True),
    Column("start_time", Text(sv="Börjar", en="Starts"), "time", is_needed=True),
    Column("end_time", Text(sv="Slutar", en="Ends"), "time", is_needed=True,
           hint=Text(sv="Före starten: nästa dag.", en="Before the start: the next day.")),
    Column("break_min", Text(sv="Rast, min", en="Break, min"), "number", low=0, high=180),
    Column("break_from", Text(sv="Rast tidigast", en="Break from"), "time"),
    Column("break_to", Text(sv="Rast klar senast", en="Break done by"), "time"),
    Column("break_paid", Text(sv="Betald rast", en="Paid break"), "flag"),
)  # fmt: skip
NO_PEOPLE = Text(
    sv="Lägg till medarbetare, passtyper och minst en plats (ett kontor eller en klient) först.",
    en="Add carers, kinds of shift and at least one place (an office or a client) first.",
)
WHO, KIND_OF = Text(sv="Medarbetare", en="Carer"), Text(sv="Passtyp", en="Kind of shift")
NEW_PATTERN = Text(sv="Nytt mönster", en="New pattern")
DAYS, WEEKS = Text(sv="Veckodagar", en="Weekdays"), Text(sv="Var n:e vecka", en="Every n weeks")
FROM, TO = Text(sv="Gäller från", en="Holds from"), Text(sv="Gäller till och med", en="Holds until")
ADD = Text(sv="Lägg till", en="Add")
REMOVE = Text(sv="Ta bort", en="Remove")
STANDING = Text(sv="{count} mönster", en="{count} patterns")
REASON = Text(sv="Orsak", en="Reason")
REASONS = {
    AbsenceKind.SICK: Text(sv="Sjuk", en="Sick"),
    AbsenceKind.CARE_OF_CHILD: Text(sv="Vård av barn", en="Care of child"),
    AbsenceKind.HOLIDAY: Text(sv="Semester", en="Holiday"),
    AbsenceKind.PARENTAL: Text(sv="Föräldraledig", en="Parental leave"),
    AbsenceKind.TRAINING: Text(sv="Utbildning", en="Training"),
    AbsenceKind.LEAVE: Text(sv="Ledig", en="Leave"),
    AbsenceKind.OTHER: Text(sv="Annat", en="Other"),
}
NOBODY_AWAY = Text(sv="Ingen är borta de närmaste 60 dagarna.", en="Nobody is away in the next 60 days.")
AHEAD = timedelta(days=60)


@dataclass
class RotaState:
    """Which round of the grid is shown, and whether something was just saved."""

    rounds: int = 0
    has_saved: bool = False


def templates(ctx: PageContext) -> None:
    """Kinds of shift; shifts made from one stay as they are when it changes."""
    state = _greeted(ctx)
    rows = ctx.services.rota.templates(ctx.actor)
    edit, undo = row_grid(
        ctx, "shifts.templates", TEMPLATE_COLUMNS, [_cells(row) for row in rows], state.rounds, may_grow=True
    )
    if edit is not None:
        changed = [_template(rows[place], {**_cells(rows[place]), **cells}) for place, cells in edit.changed.items()]
        new = [_template(new_template(), cells) for cells in edit.added]
        ctx.services.rota.save(ctx.actor, templates=changed, new_templates=new)
        state.has_saved = True
    if undo or edit is not None:
        state.rounds += 1
        st.rerun()


def patterns(ctx: PageContext) -> None:
    """Who works what when; a pattern is added or removed as a whole."""
    state = _greeted(ctx)
    rota = ctx.services.rota
    kinds = {row.name: row for row in rota.templates(ctx.actor)}
    people = {row.pseudonym: row for row in ctx.services.register.employees(ctx.actor)}
    office = rota.usual_place(ctx.actor)
    if not kinds or not people or office is None:
        st.info(ctx.say(NO_PEOPLE), icon=":material/info:")
        return
    _standing(ctx, state, {row.id: name for name, row in people.items()}, {row.id: name for name, row in kinds.items()})
    with st.container(border=True, key="pattern_box", gap="small"):
        st.markdown(f"**{ctx.say(NEW_PATTERN)}**")
        first, second, third = st.columns([2, 2, 3])
        who = people[first.selectbox(ctx.say(WHO), list(people), key="shifts.pattern.who") or next(iter(people))]
        kind = kinds[second.selectbox(ctx.say(KIND_OF), list(kinds), key="shifts.pattern.kind") or next(iter(kinds))]
        names = [ctx.say(day) for day in SHORT_DAYS]
        picked = third.pills(ctx.say(DAYS), names, selection_mode="multi", default=names[:5], key="shifts.pattern.days")
        first, second, third, fourth = st.columns(4, vertical_alignment="bottom")
        weeks = int(first.number_input(ctx.say(WEEKS), 1, 52, 1, key="shifts.pattern.weeks"))
        begins = second.date_input(ctx.say(FROM), ctx.now().date(), key="shifts.pattern.from", format="YYYY-MM-DD")
        ends = third.date_input(ctx.say(TO), None, key="shifts.pattern.to", format="YYYY-MM-DD")
        wants = fourth.button(
            ctx.say(ADD), type="primary", icon=":material/add:", key="shifts.pattern.add", disabled=not picked
        )
    if wants:
        weekdays = tuple(sorted(names.index(name) + 1 for name in picked))
        rule = Frequency(Kind.WEEKLY if weeks == 1 else Kind.EVERY_N_WEEKS, weekdays, weeks)
        rota.save(ctx.actor, new_patterns=[new_pattern(who.id, kind.id, rule, begins, ends, office)])
        state.has_saved = True
        st.rerun()


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


def _standing(ctx: PageContext, state: RotaState, people: dict[Any, str], kinds: dict[Any, str]) -> None:
    from services.recurrence.wording import in_words

    rows: list[PatternRow] = ctx.services.rota.patterns(ctx.actor)
    st.caption(ctx.say(STANDING, count=number(len(rows), ctx.language)))
    for row in rows:
        left, right = st.columns([6, 1], vertical_alignment="center")
        often = in_words(Frequency.from_json(row.frequency), ctx.language)
        until = f" – {row.valid_to.isoformat()}" if row.valid_to else ""
        who, kind = people.get(row.employee_id, ""), kinds.get(row.shift_template_id, "")
        left.markdown(f"**{who}** · {kind} · {often} · {row.valid_from.isoformat()}{until}")
        if right.button(ctx.say(REMOVE), icon=":material/delete:", key=f"shifts.pattern.gone.{row.id}"):
            ctx.services.rota.save(ctx.actor, gone_patterns=[row.id])
            state.has_saved = True
            st.rerun()


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


def _cells(row: TemplateRow) -> dict[str, Any]:
    pause = (row.break_windows or [{}])[0]
    return {
        "name": row.name, "start_time": row.start_time, "end_time": row.end_time,
        "break_min": pause.get("duration_min", 30) if pause else None,
        "break_from": time.fromisoformat(pause["start"]) if pause else None,
        "break_to": time.fromisoformat(pause["end"]) if pause else None,
        "break_paid": bool(pause.get("paid", False)) if pause else False,
    }  # fmt: skip


def _template(row: TemplateRow, cells: dict[str, Any]) -> TemplateRow:
    has_break = cells.get("break_min") and cells.get("break_from") and cells.get("break_to")
    first = {
        "start": cells["break_from"].strftime("%H:%M"), "end": cells["break_to"].strftime("%H:%M"), "required": True,
        "duration_min": int(cells["break_min"]), "paid": bool(cells.get("break_paid")),
    } if has_break else None  # fmt: skip
    others = (row.break_windows or [])[1:]
    return replace(
        row, name=cells.get("name") or row.name, start_time=cells.get("start_time") or row.start_time,
        end_time=cells.get("end_time") or row.end_time, break_windows=[*([first] if first else []), *others] or None,
    )  # fmt: skip


def _midnight(ctx: PageContext, day: date) -> datetime:
    return datetime.combine(day, time(), ctx.zone)
