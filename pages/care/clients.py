"""Clients and visits: who receives care, what each is granted, by whom, when, and everything that stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

import streamlit as st

from pages.components.arriving import as_day, as_id, asked
from pages.components.care_circle import care_circle
from pages.components.client_grid import client_grid
from pages.components.hindrance_list import hindrance_list
from pages.components.laying_out import laying_out
from pages.components.need_picker import need_picker, open_need
from pages.components.period import choose_period, visited_period
from pages.components.placing import placing
from pages.components.revealing import TAB, revealing
from pages.components.visit_list import open_visit, visit_list
from pages.components.ways import way_to
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from pages.shell.state import choose, typed
from services.access import Capability
from services.words import Text

if TYPE_CHECKING:
    from services.register.rows import ClientRow

TITLE = Text(sv="Klienter och besök", en="Clients and visits")
LEAD = Text(
    sv="Vem som får omsorg, vad som är beviljat och hur ofta. Namn och adresser visas bara när du ber om dem.",
    en="Who receives care, what is granted and how often. Names and addresses are shown only when you ask.",
)
TO_IMPORT = Text(sv="Importera", en="Import")
NOBODY = Text(
    sv="Här finns inga klienter än. Lägg till den första raden nedan, eller läs in en fil på sidan Importera.",
    en="There are no clients yet. Add the first row below, or take in a file on the Import page.",
)
PARTS = {
    "clients": Text(sv="Klienter", en="Clients"),
    "needs": Text(sv="Behov", en="Needs"),
    "carers": Text(sv="Vem kommer", en="Who comes"),
    "lay_out": Text(sv="Lägg ut besök", en="Lay out visits"),
    "visits": Text(sv="Besök", en="Visits"),
    "hindrances": Text(sv="Att åtgärda", en="To mend"),
    "place": Text(sv="Karta", en="Map"),
    "reveal": TAB,
}
DAYS, TO_LAY_OUT, PART = "clients.visits.days", "clients.days", "clients.part"
SECRETS = (
    Text(sv="Namn", en="Name"),
    Text(sv="Adress", en="Address"),
    Text(sv="Anteckningar", en="Notes"),
)


def render(ctx: PageContext) -> None:
    """One part at a time; only the open one asks the database."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    everybody = ctx.services.register.clients(ctx.actor)
    _arrive(ctx, everybody)
    if not everybody:
        st.info(ctx.say(NOBODY), icon=":material/person_add:")
        way_to(ctx, "import", TO_IMPORT, ":material/upload_file:", "clients.to_import")
    shown = [part for part in PARTS if _is_shown(ctx, part, everybody)]
    chosen = st.segmented_control(
        ctx.say(TITLE), shown, default=None if typed(PART) in shown else shown[0], key=PART, required=True,
        format_func=lambda part: ctx.say(PARTS[part]), label_visibility="collapsed",
    )  # fmt: skip
    parts: dict[str, Callable[[], None]] = {
        "clients": lambda: client_grid(ctx, everybody),
        "needs": lambda: need_picker(ctx, everybody),
        "carers": lambda: care_circle(ctx, everybody),
        "lay_out": lambda: laying_out(ctx, everybody, TO_LAY_OUT),
        "visits": lambda: visit_list(ctx, DAYS),
        "hindrances": lambda: _hindrances(ctx),
        "place": lambda: placing(ctx, everybody),
        "reveal": lambda: _revealing(ctx, everybody),
    }
    parts[chosen if chosen in shown else shown[0]]()


def _is_shown(ctx: PageContext, part: str, everybody: Sequence[ClientRow]) -> bool:
    if part == "reveal" and not ctx.actor.may(Capability.REVEAL):
        return False
    return bool(everybody) or part == "clients"


def _arrive(ctx: PageContext, everybody: Sequence[ClientRow]) -> None:
    """The part, the days, and whom or what an address asks for, such as a line of the list of hindrances."""
    told = asked("part", "about", "day", "first", "last")
    part, about = told.get("part"), as_id(told.get("about"))
    if part not in PARTS:
        return
    choose(PART, part)
    first, last = as_day(told.get("first")), as_day(told.get("last"))
    if first and last:
        for key in (DAYS, TO_LAY_OUT):
            choose_period(ctx, key, first, last)
    client = next((row for row in everybody if row.id == about), None)
    if part in {"place", "carers"} and client is not None:
        choose(f"clients.{part}.who", client.id)
    elif part == "needs" and about is not None:
        open_need(ctx, about)
    elif part == "visits" and about is not None:
        open_visit(ctx, about)


def _hindrances(ctx: PageContext) -> None:
    days = visited_period(ctx, DAYS)
    if days is not None:
        hindrance_list(ctx, *days, "clients.mend")


def _revealing(ctx: PageContext, everybody: Sequence[ClientRow]) -> None:
    people = [(row.id, row.pseudonym) for row in everybody]
    revealing(ctx, "clients", people, SECRETS, partial(_reveal, ctx))


def _reveal(ctx: PageContext, client_id: UUID, reason: str) -> tuple[str | None, ...]:
    told = ctx.services.register.reveal_client(ctx.actor, client_id, reason)
    return told.name, told.address, told.notes


PAGE = PageSpec(
    title=TITLE, url_path="clients", icon=":material/home_health:", section=Section.CARE, needs=Capability.EDIT_PLAN,
    render=render,
)  # fmt: skip
