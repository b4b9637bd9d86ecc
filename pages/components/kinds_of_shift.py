"""Kinds of shift in a grid, and the breaks of one: several, paid or not; one as long as its window splits the shift."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from pages.components.row_checks import Breach
from pages.components.row_grid import Column, Edits, GridRow, row_grid
from pages.shell.context import PageContext
from services.grids import Cells
from services.rota.lines import MEND_BREAK, Pause, fault_of, pauses_of, with_pauses
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
    Column("name", Text(sv="Namn", en="Name"), is_needed=True, is_unique=True),
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
NO_LENGTH = Text(sv="Passet slutar när det börjar.", en="The shift ends when it begins.")
MEND_HOURS = Text(sv="Ändra någon av tiderna.", en="Change either time.")
PAUSE = Text(sv="{start}–{end} {minutes} min", en="{start}–{end} {minutes} min")


def kinds_of_shift(ctx: PageContext) -> None:
    """The kinds, then the breaks of the chosen one."""
    st.caption(ctx.say(HOW))
    rows = {str(row.id): row for row in ctx.services.rota.templates(ctx.actor)}
    grid = [GridRow.of(key, row.name, COLUMNS, _cells(ctx, row)) for key, row in rows.items()]
    row_grid(ctx, "shifts.kinds", COLUMNS, grid, partial(_save, ctx, rows), growth="dynamic", check=_no_length)
    if not rows:
        return
    st.markdown(f"**{ctx.say(BREAKS_OF)}**")
    st.caption(ctx.say(SPLIT))
    names = {row.name: row for row in rows.values()}
    _breaks(ctx, names[st.selectbox(ctx.say(KIND), list(names), key="shifts.kinds.which") or next(iter(names))])


def _breaks(ctx: PageContext, kind: TemplateRow) -> None:
    rows = list(_pause_rows(pauses_of(kind)))

    def save(edits: Edits) -> None:
        kept = [edits.after(row) for row in rows if row.key not in edits.removed]
        changed = with_pauses(kind, [_pause(cells) for cells in (*kept, *edits.added)])
        ctx.services.rota.save(ctx.actor, templates=[changed])

    row_grid(
        ctx, f"shifts.breaks.{kind.id}", PAUSE_COLUMNS, rows, save, growth="dynamic", check=partial(_no_room, kind)
    )


def _pause_rows(pauses: list[Pause]) -> Iterator[GridRow]:
    """Breaks are known by their window, and by their place among those of the same window."""
    seen: Counter[str] = Counter()
    for pause in pauses:
        window = f"{pause.start:%H:%M}–{pause.end:%H:%M}"
        seen[window] += 1
        yield GridRow.of(f"{window} {seen[window]}", window, PAUSE_COLUMNS, _pause_cells(pause))


def _no_room(kind: TemplateRow, cells: Cells) -> Iterator[Breach]:
    if all(cells.get(name) is not None for name in ("start", "end", "minutes")):
        cause = fault_of(kind, _pause(cells))
        if cause is not None:
            yield "minutes", cause, MEND_BREAK


def _no_length(cells: Cells) -> Iterator[Breach]:
    if cells.get("start_time") is not None and cells.get("start_time") == cells.get("end_time"):
        yield "end_time", NO_LENGTH, MEND_HOURS


def _save(ctx: PageContext, rows: dict[str, TemplateRow], edits: Edits) -> None:
    changed = [replace(rows[key], **_fields(cells)) for key, cells in edits.changed.items()]
    new = [replace(new_template(), **_fields(cells)) for cells in edits.added]
    gone = [rows[key].id for key in edits.removed]
    ctx.services.rota.save(ctx.actor, new_templates=new, templates=changed, gone_templates=gone)


def _fields(cells: Cells) -> dict[str, Any]:
    return {name: value for name, value in cells.items() if name in {"name", "start_time", "end_time"} and value}


def _cells(ctx: PageContext, row: TemplateRow) -> Cells:
    told = [
        ctx.say(PAUSE, start=f"{pause.start:%H:%M}", end=f"{pause.end:%H:%M}", minutes=pause.minutes)
        for pause in pauses_of(row)
    ]
    return {"name": row.name, "start_time": row.start_time, "end_time": row.end_time, "breaks": " · ".join(told)}


def _pause_cells(pause: Pause) -> Cells:
    return {
        "start": pause.start, "end": pause.end, "minutes": pause.minutes, "is_paid": pause.is_paid,
        "is_optional": not pause.is_required,
    }  # fmt: skip


def _pause(cells: Mapping[str, Any]) -> Pause:
    return Pause(
        cells["start"], cells["end"], int(cells["minutes"]), bool(cells.get("is_paid")), not cells.get("is_optional")
    )
