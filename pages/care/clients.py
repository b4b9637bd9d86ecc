"""Clients and visits: who receives care, what each is granted and how it comes back, laid out as dated visits."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

import streamlit as st

from data.vocabulary import ClientStatus
from pages.components.laying_out import laying_out
from pages.components.need_editor import need_editor
from pages.components.placing import placing
from pages.components.revealing import TAB, revealing
from pages.components.row_grid import Column, Edits, GridRow, row_grid
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from services.access import Capability
from services.register.cells import client_cells, client_fields
from services.words import Text, number

if TYPE_CHECKING:
    from services.register.rows import ClientRow

TITLE = Text(sv="Klienter och besök", en="Clients and visits")
LEAD = Text(
    sv="Vem som får omsorg, vad som är beviljat och hur ofta. Namn och adresser visas bara när du ber om dem.",
    en="Who receives care, what is granted and how often. Names and addresses are shown only when you ask.",
)
NOBODY = Text(
    sv="Här finns inga klienter än. Lägg till den första raden nedan, eller läs in en fil på sidan Importera.",
    en="There are no clients yet. Add the first row below, or take in a file on the Import page.",
)
CLIENTS, NEEDS = Text(sv="Klienter", en="Clients"), Text(sv="Behov", en="Needs")
LAY_OUT, UNPLACED = (
    Text(sv="Lägg ut besök", en="Lay out visits"),
    Text(sv="Utan plats ({count})", en="No place ({count})"),
)
SEARCH = Text(sv="Sök pseudonym", en="Search pseudonym")
COUNT = Text(sv="{count} klienter", en="{count} clients")
STATES = (
    (ClientStatus.ACTIVE.value, Text(sv="Aktiv", en="Active")),
    (ClientStatus.PAUSED.value, Text(sv="Pausad", en="Paused")),
    (ClientStatus.ENDED.value, Text(sv="Avslutad", en="Ended")),
)
COLUMNS = (
    Column("pseudonym", Text(sv="Pseudonym", en="Pseudonym"), is_needed=True, is_unique=True),
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

SECRETS = (
    Text(sv="Namn", en="Name"),
    Text(sv="Adress", en="Address"),
    Text(sv="Anteckningar", en="Notes"),
)


def render(ctx: PageContext) -> None:
    """Clients in a grid; what one is granted; the days laid out; who has no place."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    everybody = ctx.services.register.clients(ctx.actor)
    if not everybody:
        st.info(ctx.say(NOBODY), icon=":material/person_add:")
    unplaced = [row for row in everybody if row.place_id is None]
    names = [ctx.say(CLIENTS), ctx.say(NEEDS), ctx.say(LAY_OUT)]
    if everybody and ctx.actor.may(Capability.REVEAL):
        names.append(ctx.say(TAB))
    names += [ctx.say(UNPLACED, count=number(len(unplaced), ctx.language))] if unplaced else []
    # Radio-like tabs that know which one is open: only that one asks the database.
    chosen = st.segmented_control(
        ctx.say(TITLE), names, default=names[0], key="clients.tab", label_visibility="collapsed", required=True
    )
    if chosen == names[1]:
        need_editor(ctx, everybody)
    elif chosen == names[2]:
        laying_out(ctx, everybody)
    elif chosen == ctx.say(TAB):
        revealing(ctx, "clients", [(row.id, row.pseudonym) for row in everybody], SECRETS, partial(_reveal, ctx))
    elif chosen == names[0] or not unplaced:
        _grid(ctx, everybody)
    else:
        placing(ctx, unplaced)


def _grid(ctx: PageContext, everybody: list[ClientRow]) -> None:
    wanted = st.text_input(ctx.say(SEARCH), key="clients.search", icon=":material/search:").strip().casefold()
    rows = [row for row in everybody if wanted in row.pseudonym.casefold()]
    st.caption(ctx.say(COUNT, count=number(len(rows), ctx.language)))
    row_grid(
        ctx, "clients", COLUMNS, [GridRow.of(row.id, row.pseudonym, COLUMNS, client_cells(row)) for row in everybody],
        partial(_save, ctx, everybody), growth="add" if wanted else "dynamic", shown={str(row.id) for row in rows},
    )  # fmt: skip


def _reveal(ctx: PageContext, client_id: UUID, reason: str) -> tuple[str | None, ...]:
    told = ctx.services.register.reveal_client(ctx.actor, client_id, reason)
    return told.name, told.address, told.notes


def _save(ctx: PageContext, everybody: list[ClientRow], edits: Edits) -> None:
    standing = {str(row.id): row for row in everybody}
    changed = [replace(standing[key], **client_fields(cells)) for key, cells in edits.changed.items()]
    # Nobody is deleted from a grid: visits and history name them. Taken out of the list their care has ended.
    changed += [replace(standing[key], status=ClientStatus.ENDED) for key in edits.removed]
    ctx.services.register.save_clients(ctx.actor, [client_fields(cells) for cells in edits.added], changed)


PAGE = PageSpec(
    title=TITLE, url_path="clients", icon=":material/home_health:", section=Section.CARE, needs=Capability.EDIT_PLAN,
    render=render,
)  # fmt: skip
