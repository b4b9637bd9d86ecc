"""When a carer can work, would like to, or cannot: lines for weekdays or for one date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from data.vocabulary import AvailabilityKind
from pages.components.edit_rows import Edited, edit_rows
from pages.components.row_grid import Column, Row
from pages.shell.context import PageContext
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


def availability(ctx: PageContext, everybody: list[EmployeeRow]) -> None:
    """Choose a carer, edit what she has told."""
    if not everybody:
        return
    st.caption(ctx.say(LEAD))
    names = {row.pseudonym: row for row in everybody}
    chosen = names[st.selectbox(ctx.say(WHO), list(names), key="employees.hours.who") or everybody[0].pseudonym]
    told = ctx.services.staffing.hours(ctx.actor, chosen.id)
    rows = {str(i): _cells(each) for i, each in enumerate(told)}

    def save(edited: Edited) -> None:
        kept = [{**cells, **edited.changed.get(key, {})} for key, cells in rows.items() if key not in edited.removed]
        ctx.services.staffing.set_hours(ctx.actor, chosen.id, [_hours(cells) for cells in [*kept, *edited.added]])

    edit_rows(ctx, f"employees.hours.{chosen.id}", COLUMNS, rows, save, may_grow=True)


def _cells(each: Hours) -> Row:
    return {
        "kind": each.kind.value, "start": each.start, "end": each.end, "day": each.day, "valid_from": each.valid_from,
        "valid_to": each.valid_to, **{f"day{i}": i in each.weekdays for i in range(1, 8)},
    }  # fmt: skip


def _hours(cells: dict[str, Any]) -> Hours:
    return Hours(
        AvailabilityKind(cells.get("kind") or AvailabilityKind.AVAILABLE), cells.get("start"), cells.get("end"),
        tuple(i for i in range(1, 8) if cells.get(f"day{i}")), cells.get("day"), cells.get("valid_from"),
        cells.get("valid_to"),
    )  # fmt: skip
