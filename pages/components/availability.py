"""When a carer can work, would like to, or cannot: lines for weekdays or for one date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from data.vocabulary import AvailabilityKind
from pages.components.row_checks import Breach, ends_first
from pages.components.row_grid import Column, Edits, GridRow, row_grid
from pages.shell.context import PageContext
from services.grids import Cells
from services.staffing import Hours
from services.words import SHORT_DAYS, Text

if TYPE_CHECKING:
    from services.register.rows import EmployeeRow

LEAD = Text(
    sv="Utan rader går alla tider bra. Med ”Kan” eller ”Vill gärna” varnas för pass utanför, och planeringen väger "
    "in vad medarbetaren vill. En rad för ett datum gäller i stället för veckodagens.",
    en="Without lines any time will do. With “Can” or “Would like to”, shifts outside are warned of, and planning "
    "weighs what the carer would like. A line for one date holds instead of the weekday's.",
)
WHO = Text(sv="Medarbetare", en="Carer")
KINDS = (
    (AvailabilityKind.AVAILABLE.value, Text(sv="Kan", en="Can")),
    (AvailabilityKind.PREFERRED.value, Text(sv="Vill gärna", en="Would like to")),
    (AvailabilityKind.UNAVAILABLE.value, Text(sv="Kan inte", en="Cannot")),
)
COLUMNS = (
    Column("kind", Text(sv="Vad", en="What"), "choice", KINDS, is_needed=True),
    Column("start", Text(sv="Från kl.", en="From"), "time", is_needed=True),
    Column("end", Text(sv="Till kl.", en="To"), "time", is_needed=True,
           hint=Text(sv="Före från: nästa dag. Samma som från: hela dygnet.",
                     en="Before the start: the next day. The same: the whole day and night.")),
    *(Column(f"day{i}", words, "flag") for i, words in enumerate(SHORT_DAYS, 1)),
    Column("day", Text(sv="Bara den dagen", en="Only that day"), "date"),
    Column("valid_from", Text(sv="Gäller från", en="Holds from"), "date"),
    Column("valid_to", Text(sv="Gäller till", en="Holds until"), "date"),
)  # fmt: skip
NO_DAY = Text(sv="Raden har varken veckodag eller datum.", en="The line has neither a weekday nor a date.")
TICK_OR_DATE = Text(sv="Kryssa för veckodagar eller skriv ett datum.", en="Tick weekdays or write a date.")
BOTH_DAYS = Text(sv="Raden har både veckodagar och ett datum.", en="The line has both weekdays and a date.")
ONE_OF_THEM = Text(sv="Behåll det ena; det andra blir en egen rad.", en="Keep one; the other is a line of its own.")
ONE_DAY = Text(sv="Raden gäller bara en dag.", en="The line is for one day only.")
NO_PERIOD = Text(sv="Töm Gäller från och Gäller till.", en="Empty Holds from and Holds until.")


def availability(ctx: PageContext, everybody: list[EmployeeRow]) -> None:
    """Choose a carer, edit what she has told."""
    if not everybody:
        return
    st.caption(ctx.say(LEAD))
    names = {row.pseudonym: row for row in everybody}
    chosen = names[st.selectbox(ctx.say(WHO), list(names), key="employees.hours.who") or everybody[0].pseudonym]
    told = ctx.services.staffing.hours(ctx.actor, chosen.id)
    rows = [_row(ctx, each) for each in told]

    def save(edits: Edits) -> None:
        kept = [edits.after(row) for row in rows if row.key not in edits.removed]
        lines = [_hours(cells) for cells in (*kept, *edits.added)]
        ctx.services.staffing.set_hours(ctx.actor, chosen.id, lines, seen=told)

    row_grid(ctx, f"employees.hours.{chosen.id}", COLUMNS, rows, save, growth="dynamic", check=_faults)


def _row(ctx: PageContext, each: Hours) -> GridRow:
    """Lines that differ in more than their weekdays are different lines."""
    kind = next(ctx.say(words) for value, words in KINDS if value == each.kind.value)
    days = (str(day or "") for day in (each.day, each.valid_from, each.valid_to))
    hours = f"{each.start:%H:%M}–{each.end:%H:%M}"
    return GridRow.of(" ".join([each.kind.value, hours, *days]), f"{kind} {hours}", COLUMNS, _cells(each))


def _faults(cells: Cells) -> Iterator[Breach]:
    has_weekday, day = any(cells.get(f"day{i}") for i in range(1, 8)), cells.get("day")
    if not has_weekday and day is None:
        yield "day1", NO_DAY, TICK_OR_DATE
    if has_weekday and day is not None:
        yield "day", BOTH_DAYS, ONE_OF_THEM
    if day is not None and (cells.get("valid_from") is not None or cells.get("valid_to") is not None):
        yield "day", ONE_DAY, NO_PERIOD
    yield from ends_first(cells)


def _cells(each: Hours) -> Cells:
    return {
        "kind": each.kind.value, "start": each.start, "end": each.end, "day": each.day, "valid_from": each.valid_from,
        "valid_to": each.valid_to, **{f"day{i}": i in each.weekdays for i in range(1, 8)},
    }  # fmt: skip


def _hours(cells: Mapping[str, Any]) -> Hours:
    return Hours(
        AvailabilityKind(cells.get("kind") or AvailabilityKind.AVAILABLE), cells.get("start"), cells.get("end"),
        tuple(i for i in range(1, 8) if cells.get(f"day{i}")), cells.get("day"), cells.get("valid_from"),
        cells.get("valid_to"),
    )  # fmt: skip
