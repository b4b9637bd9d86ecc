"""The dated visits of a period in a grid: filtered by anything, changed in many cells, saved all or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

import streamlit as st

from data.vocabulary import VisitStatus
from pages.components.hindrance_list import hindrances_of
from pages.components.period import visited_period
from pages.components.row_grid import Column, Edits, GridRow, row_grid
from pages.components.visit_filter import Filter, filters
from pages.shell.context import PageContext
from pages.shell.remember import keep
from services.visit_book import VisitEdit, VisitLine
from services.words import Text, number

COUNT = Text(sv="{shown} av {all} besök", en="{shown} of {all} {all:visit|visits}")
NOTHING = Text(
    sv="Inga besök dessa dagar. Lägg ut dem från behoven, eller läs in en fil.",
    en="No visits on these days. Lay them out from the needs, or take in a file.",
)
ONE = Text(sv="Bara besöket från listan visas.", en="Only the visit from the list is shown.")
SHOW_ALL = Text(sv="Visa alla", en="Show all")
STATES = {
    VisitStatus.UNASSIGNED: Text(sv="Oplanerat", en="Unplanned"),
    VisitStatus.PLANNED: Text(sv="Planerat", en="Planned"),
    VisitStatus.STARTED: Text(sv="Påbörjat", en="Started"),
    VisitStatus.DONE: Text(sv="Utfört", en="Done"),
    VisitStatus.MISSED: Text(sv="Uteblivet", en="Missed"),
    VisitStatus.CANCELLED: Text(sv="Inställt", en="Cancelled"),
}
COLUMNS = (
    Column("day", Text(sv="Dag", en="Day"), "date", is_locked=True),
    Column("client", Text(sv="Klient", en="Client"), is_locked=True),
    Column("title", Text(sv="Insats", en="Service"), is_locked=True),
    Column("start", Text(sv="Tidigast", en="From"), "time",
           hint=Text(sv="De som görs samtidigt av flera flyttas tillsammans.",
                     en="Visits made by several at once move together.")),
    Column("end", Text(sv="Klart senast", en="Done by"), "time"),
    Column("minutes", Text(sv="Minuter", en="Minutes"), "number", low=1, high=1440),
    Column("priority", Text(sv="Prioritet", en="Priority"), "number", low=1, high=10),
    Column("status", Text(sv="Läge", en="State"), "choice",
           tuple((state.value, words) for state, words in STATES.items()), is_locked=True),
    Column("is_cancelled", Text(sv="Inställt", en="Cancelled"), "flag"),
    Column("is_pinned", Text(sv="Låst", en="Pinned"), "flag"),
    Column("problem", Text(sv="Hinder", en="Hindrance"), is_locked=True),
    Column("remark", Text(sv="Anmärkning", en="Remark"), is_locked=True),
    Column("planned", Text(sv="Planerad tid", en="Planned at"), "time", is_locked=True),
    Column("carer", Text(sv="Medarbetare", en="Carer"), is_locked=True),
    Column("skills", Text(sv="Kompetenser", en="Skills"), is_locked=True),
    Column("district", Text(sv="Område", en="District"), is_locked=True),
)  # fmt: skip
EDITED = ("start", "end", "minutes", "priority", "is_cancelled", "is_pinned")
TOGETHER, WAITS = Text(sv="{count} samtidigt", en="{count} at once"), Text(sv="efter annat", en="after another")
BY_HAND, MANY = Text(sv="ändrat för hand", en="changed by hand"), Text(sv="{count} tidsfönster", en="{count} windows")


@dataclass
class VisitListState:
    """The one visit that is asked for."""

    only: UUID | None = None


def open_visit(ctx: PageContext, visit_id: UUID) -> None:
    """Show this visit alone when the part is drawn."""
    ctx.state(VisitListState).only = visit_id


def visit_list(ctx: PageContext, days_key: str) -> None:
    """Choose days, narrow them down, change what may be changed."""
    state = ctx.state(VisitListState)
    days = visited_period(ctx, days_key)
    if days is None:
        return
    first, last = days
    stamp = ctx.services.hindrances.stamp(ctx.actor, first, last)
    lines = keep(
        ctx, "visits.lines", lambda: ctx.services.visit_book.lines(ctx.actor, first, last), first.isoformat(),
        last.isoformat(), stamp, ttl_s=600,
    )  # fmt: skip
    if not lines:
        st.info(ctx.say(NOTHING), icon=":material/event_busy:")
        return
    problems = {
        visit: each.where and ctx.say(each.cause) for each in hindrances_of(ctx, first, last) for visit in each.hits
    }
    chosen = _chosen(ctx, state, lines, problems)
    counts = {"shown": number(len(chosen), ctx.language), "all": number(len(lines), ctx.language)}
    st.caption(ctx.say(COUNT, **counts))
    rows = [
        GridRow.of(line.id, f"{line.client}, {line.day}", COLUMNS, _cells(ctx, line, problems.get(line.id, "")))
        for line in lines
    ]
    row_grid(
        ctx, f"visits.{first}.{last}", COLUMNS, rows, partial(_save, ctx, lines),
        shown={str(line.id) for line in chosen},
    )  # fmt: skip


def _chosen(
    ctx: PageContext, state: VisitListState, lines: Sequence[VisitLine], problems: dict[UUID, str]
) -> list[VisitLine]:
    if state.only is not None and (one := [line for line in lines if line.id == state.only]):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(ctx.say(ONE))
            if st.button(ctx.say(SHOW_ALL), key="visits.all"):
                state.only = None
                st.rerun()
        return one
    asked: Filter = filters(ctx, lines, {state: ctx.say(words) for state, words in STATES.items()})
    return [line for line in lines if asked.lets_through(line, line.id in problems)]


def _cells(ctx: PageContext, line: VisitLine, problem: str) -> dict[str, Any]:
    names = ("day", "client", "title", "start", "end", "minutes", "priority", "is_cancelled", "is_pinned", "planned",
             "carer", "skills", "district")  # fmt: skip
    cells: dict[str, Any] = {name: getattr(line, name) for name in names}
    return {**cells, "status": line.status.value, "problem": problem, "remark": _remark(ctx, line)}


def _remark(ctx: PageContext, line: VisitLine) -> str:
    told = [ctx.say(TOGETHER, count=line.carers)] if line.carers > 1 else []
    told += [ctx.say(WAITS)] if line.waits else []
    told += [ctx.say(MANY, count=line.windows)] if line.windows > 1 else []
    return ", ".join([*told, *([ctx.say(BY_HAND)] if line.is_by_hand else [])])


def _save(ctx: PageContext, lines: Sequence[VisitLine], edits: Edits) -> None:
    by_key = {str(line.id): line for line in lines}
    told = [(by_key[key], dict(cells)) for key, cells in edits.changed.items()]
    ctx.services.visit_book.change(ctx.actor, [_edit(line, cells) for line, cells in told])


def _edit(line: VisitLine, cells: dict[str, Any]) -> VisitEdit:
    return VisitEdit(line.id, line.day, line.row_version, **{name: cells[name] for name in EDITED if name in cells})
