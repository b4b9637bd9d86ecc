"""Clients in a grid: who receives care, what is granted, wishes; nobody is deleted, care ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from data.vocabulary import ClientStatus
from pages.components.row_grid import Column, GridEdit, row_grid
from pages.shell.context import PageContext
from services.words import Text, number

if TYPE_CHECKING:
    from services.register.rows import ClientRow

SEARCH = Text(sv="Sök pseudonym", en="Search pseudonym")
COUNT = Text(sv="{count} klienter", en="{count} clients")
SAVED = Text(sv="Sparat.", en="Saved.")
STATES = (
    (ClientStatus.ACTIVE.value, Text(sv="Aktiv", en="Active")),
    (ClientStatus.PAUSED.value, Text(sv="Pausad", en="Paused")),
    (ClientStatus.ENDED.value, Text(sv="Avslutad", en="Ended")),
)
COLUMNS = (
    Column("pseudonym", Text(sv="Pseudonym", en="Pseudonym"), is_needed=True),
    Column("granted_h", Text(sv="Beviljat, h/mån", en="Granted, h/month"), "number", low=0, high=744),
    Column("wishes", Text(sv="Önskemål", en="Wishes"), "list",
           hint=Text(sv="Till exempel kvinna eller språk:fi; jämförs med medarbetares egenskaper.",
                     en="Such as woman or language:fi; compared with carers' traits.")),
    Column("traits", Text(sv="Att tänka på", en="To think of"), "list",
           hint=Text(sv="Till exempel katt; jämförs med vad medarbetare undviker.",
                     en="Such as cat; compared with what carers avoid.")),
    Column("protected_identity", Text(sv="Skyddad identitet", en="Protected identity"), "flag"),
    Column("is_placed", Text(sv="På kartan", en="On the map"), "flag", is_locked=True),
    Column("status", Text(sv="Läge", en="State"), "choice", STATES),
)  # fmt: skip


@dataclass
class GridState:
    """Which round of the grid is shown, and whether something was just saved."""

    rounds: int = 0
    has_saved: bool = False


def client_grid(ctx: PageContext, everybody: Sequence[ClientRow]) -> None:
    """Search, edit, save; saved changes are confirmed on the next run."""
    state = ctx.state(GridState)
    if state.has_saved:
        state.has_saved = False
        st.toast(ctx.say(SAVED), icon=":material/check_circle:")
    wanted = st.text_input(ctx.say(SEARCH), key="clients.search", icon=":material/search:").strip().casefold()
    rows = [row for row in everybody if wanted in row.pseudonym.casefold()]
    st.caption(ctx.say(COUNT, count=number(len(rows), ctx.language)))
    edit, undo = row_grid(
        ctx, f"clients.{wanted}", COLUMNS, [_cells(row) for row in rows], state.rounds, may_grow=not wanted
    )
    if edit is not None:
        _save(ctx, rows, edit)
        state.has_saved = True
    if undo or edit is not None:
        state.rounds += 1
        st.rerun()


def _cells(row: ClientRow) -> dict[str, Any]:
    minutes = row.granted_minutes_month
    return {
        "pseudonym": row.pseudonym, "granted_h": None if minutes is None else minutes / 60, "wishes": row.wishes,
        "traits": row.traits, "protected_identity": row.protected_identity, "is_placed": row.place_id is not None,
        "status": row.status.value,
    }  # fmt: skip


def _fields(cells: dict[str, Any]) -> dict[str, Any]:
    """Edited cells as fields of a row."""
    told: dict[str, Any] = {"pseudonym": cells["pseudonym"]} if cells.get("pseudonym") else {}
    if "granted_h" in cells:
        told["granted_minutes_month"] = None if cells["granted_h"] is None else round(60 * cells["granted_h"])
    if "protected_identity" in cells:
        told["protected_identity"] = bool(cells["protected_identity"])
    if "status" in cells:
        told["status"] = ClientStatus(cells["status"] or ClientStatus.ACTIVE)
    for name in ("wishes", "traits"):
        if name in cells:
            told[name] = tuple(cells[name] or ())
    return told


def _save(ctx: PageContext, rows: list[ClientRow], edit: GridEdit) -> None:
    register = ctx.services.register
    changed = [replace(rows[place], **_fields(cells)) for place, cells in edit.changed.items()]
    # Nobody is deleted from a grid: visits and history name them. Taken out of the list their care has ended.
    changed += [replace(rows[place], status=ClientStatus.ENDED) for place in edit.removed]
    if edit.added:
        register.add_clients(ctx.actor, [_fields(cells) for cells in edit.added])
    register.change(ctx.actor, clients=changed)
