"""Kinds of shift in a grid, and the breaks of one: several, paid or not; one as long as its window splits the shift."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from pages.components.edit_rows import Edited, edit_rows
from pages.components.row_grid import Column, Row
from pages.shell.context import PageContext
from services.rota.lines import Pause, pauses_of, with_pauses
from services.rota.rows import TemplateRow, new_template
from services.words import Text

HOW = Text(
    sv="Pass som redan är gjorda ändras inte. Ett nattpass slutar före sin start, alltså nästa dag.",
    en="Shifts that are made already do not change. A night shift ends before its start, that is the next day.",
)
BREAKS_OF = Text(sv="Raster i en passtyp", en="Breaks of a kind of shift")
SPLIT = Text(
    sv="Flera raster går bra. En delad tur är ett pass med en obetald rast som är lika lång som sitt fönster, till "
    "exempel 13:00–15:30 i 150 minuter.",
    en="Several breaks are fine. A split shift is one with an unpaid break as long as its window, such as 13:00–15:30 "
    "for 150 minutes.",
)
KIND = Text(sv="Passtyp", en="Kind of shift")
COLUMNS = (
    Column("name", Text(sv="Namn", en="Name"), is_needed=True),
    Column("start_time", Text(sv="Börjar", en="Starts"), "time", is_needed=True),
    Column("end_time", Text(sv="Slutar", en="Ends"), "time", is_needed=True,
           hint=Text(sv="Före starten: nästa dag.", en="Before the start: the next day.")),
    Column("breaks", Text(sv="Raster", en="Breaks"), is_locked=True),
)  # fmt: skip
PAUSE_COLUMNS = (
    Column("start", Text(sv="Tidigast", en="From"), "time", is_needed=True),
    Column("end", Text(sv="Klar senast", en="Done by"), "time", is_needed=True),
    Column("minutes", Text(sv="Minuter", en="Minutes"), "number", low=1, high=600, is_needed=True),
    Column("is_paid", Text(sv="Betald", en="Paid"), "flag"),
    Column("is_optional", Text(sv="Frivillig", en="Optional"), "flag",
           hint=Text(sv="Läggs inte i passen.", en="Is not laid into shifts.")),
)  # fmt: skip
PAUSE = Text(sv="{start}–{end} {minutes} min", en="{start}–{end} {minutes} min")


def kinds_of_shift(ctx: PageContext) -> None:
    """The kinds, then the breaks of the chosen one."""
    st.caption(ctx.say(HOW))
    rows = {str(row.id): row for row in ctx.services.rota.templates(ctx.actor)}
    edit_rows(
        ctx, "shifts.kinds", COLUMNS, {key: _cells(ctx, row) for key, row in rows.items()}, partial(_save, ctx, rows),
        may_grow=True,
    )  # fmt: skip
    if not rows:
        return
    st.markdown(f"**{ctx.say(BREAKS_OF)}**")
    st.caption(ctx.say(SPLIT))
    names = {row.name: row for row in rows.values()}
    chosen = names[st.selectbox(ctx.say(KIND), list(names), key="shifts.kinds.which") or next(iter(names))]
    pauses = {str(i): _pause_cells(pause) for i, pause in enumerate(pauses_of(chosen))}

    def save(edited: Edited) -> None:
        kept = [{**cells, **edited.changed.get(key, {})} for key, cells in pauses.items() if key not in edited.removed]
        changed = with_pauses(chosen, [_pause(cells) for cells in [*kept, *edited.added]])
        ctx.services.rota.save(ctx.actor, templates=[changed])

    edit_rows(ctx, f"shifts.breaks.{chosen.id}", PAUSE_COLUMNS, pauses, save, may_grow=True)


def _save(ctx: PageContext, rows: dict[str, TemplateRow], edited: Edited) -> None:
    changed = [replace(rows[key], **_fields(cells)) for key, cells in edited.changed.items()]
    new = [replace(new_template(), **_fields(cells)) for cells in edited.added]
    gone = [rows[key].id for key in edited.removed]
    ctx.services.rota.save(ctx.actor, new_templates=new, templates=changed, gone_templates=gone)


def _fields(cells: Row) -> dict[str, Any]:
    return {name: value for name, value in cells.items() if name in {"name", "start_time", "end_time"} and value}


def _cells(ctx: PageContext, row: TemplateRow) -> Row:
    told = [
        ctx.say(PAUSE, start=f"{pause.start:%H:%M}", end=f"{pause.end:%H:%M}", minutes=pause.minutes)
        for pause in pauses_of(row)
    ]
    return {"name": row.name, "start_time": row.start_time, "end_time": row.end_time, "breaks": " · ".join(told)}


def _pause_cells(pause: Pause) -> Row:
    return {
        "start": pause.start, "end": pause.end, "minutes": pause.minutes, "is_paid": pause.is_paid,
        "is_optional": not pause.is_required,
    }  # fmt: skip


def _pause(cells: Row) -> Pause:
    return Pause(
        cells["start"], cells["end"], int(cells["minutes"]), bool(cells.get("is_paid")), not cells.get("is_optional")
    )
