"""Clients in a grid: who receives care, what is granted, wishes; nobody is deleted, care ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from data.vocabulary import ClientStatus
from pages.components.row_grid import Column, Edits, GridRow, row_grid
from pages.shell.context import PageContext
from services.register.cells import LONGEST_PSEUDONYM, client_cells, client_fields
from services.words import Counted, Text, number

if TYPE_CHECKING:
    from services.register.rows import ClientRow

SEARCH = Text(sv="Sök pseudonym", en="Search pseudonym")
COUNT = Counted(Text(sv="1 klient", en="1 client"), Text(sv="{count} klienter", en="{count} clients"))
STATES = (
    (ClientStatus.ACTIVE.value, Text(sv="Aktiv", en="Active")),
    (ClientStatus.PAUSED.value, Text(sv="Pausad", en="Paused")),
    (ClientStatus.ENDED.value, Text(sv="Avslutad", en="Ended")),
)
COLUMNS = (
    Column("pseudonym", Text(sv="Pseudonym", en="Pseudonym"), is_needed=True, is_unique=True,
           longest=LONGEST_PSEUDONYM),
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


def client_grid(ctx: PageContext, everybody: Sequence[ClientRow]) -> None:
    """Search, edit, save; what was typed outlives a search."""
    wanted = st.text_input(ctx.say(SEARCH), key="clients.search", icon=":material/search:").strip().casefold()
    rows = [row for row in everybody if wanted in row.pseudonym.casefold()]
    st.caption(ctx.say(COUNT.of(len(rows)), count=number(len(rows), ctx.language)))
    row_grid(
        ctx, "clients", COLUMNS, [GridRow.of(row.id, row.pseudonym, COLUMNS, client_cells(row)) for row in everybody],
        partial(_save, ctx, everybody), growth="add" if wanted else "dynamic", shown={str(row.id) for row in rows},
    )  # fmt: skip


def _save(ctx: PageContext, everybody: Sequence[ClientRow], edits: Edits) -> None:
    standing = {str(row.id): row for row in everybody}
    changed = [replace(standing[key], **client_fields(cells)) for key, cells in edits.changed.items()]
    # Nobody is deleted from a grid: visits and history name them. Taken out of the list their care has ended.
    changed += [replace(standing[key], status=ClientStatus.ENDED) for key in edits.removed]
    ctx.services.register.save_clients(ctx.actor, [client_fields(cells) for cells in edits.added], changed)
