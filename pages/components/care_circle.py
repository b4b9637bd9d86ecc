"""Who may come to a client: the permanent care contact, those wished for, those declined, and the pool."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

import streamlit as st

from data.vocabulary import CarerRelation, EmployeeStatus
from pages.shell.context import PageContext
from services.register.rows import Relation
from services.words import Text

if TYPE_CHECKING:
    from services.register.rows import ClientRow

WHO = Text(sv="Klient", en="Client")
CONTACT = Text(sv="Fast omsorgskontakt", en="Permanent care contact")
NOBODY = Text(sv="Ingen", en="Nobody")
KINDS = {
    CarerRelation.PREFERRED: Text(sv="Kommer helst", en="Preferred"),
    CarerRelation.AVOIDED: Text(sv="Avböjda – kommer aldrig", en="Declined – never come"),
    CarerRelation.POOL: Text(sv="Krets – bara de här får komma", en="Pool – only these may come"),
}
POOL_HINT = Text(sv="Tom krets: vem som helst får komma.", en="An empty pool: anybody may come.")
NO_CARERS = Text(sv="Lägg till medarbetare på sidan Medarbetare först.", en="Add carers on the page Carers first.")
SAVE = Text(sv="Spara", en="Save")
SAVED = Text(sv="Sparat.", en="Saved.")


@dataclass
class CircleState:
    """Whether something was just saved, and how often: a new round begins with what stands."""

    rounds: int = 0
    has_saved: bool = False


def care_circle(ctx: PageContext, everybody: Sequence[ClientRow]) -> None:
    """Choose a client, and who is what to the client."""
    state = ctx.state(CircleState)
    if state.has_saved:
        state.has_saved = False
        st.toast(ctx.say(SAVED), icon=":material/check_circle:")
    carers = {row.id: row for row in ctx.services.register.employees(ctx.actor)}
    if not carers:
        st.info(ctx.say(NO_CARERS), icon=":material/groups:")
        return
    by_id = {row.id: row for row in everybody}
    chosen = st.selectbox(
        ctx.say(WHO), list(by_id), format_func=lambda each: by_id[each].pseudonym, key="clients.carers.who"
    )
    client = by_id.get(chosen, everybody[0])
    known = [each for each in ctx.services.register.relations(ctx.actor) if each.client_id == client.id]
    named = {each.employee_id for each in known} | {client.contact_employee_id}
    # Whoever has left can stay named, but is not offered anew.
    offered = [row.id for row in carers.values() if row.status is EmployeeStatus.ACTIVE or row.id in named]
    names = {row_id: carers[row_id].pseudonym for row_id in offered}
    contact, relations = _choices(ctx, client, known, names, f"circle.{client.id}.{state.rounds}")
    before = {(each.employee_id, each.relation) for each in known}
    is_same = contact == client.contact_employee_id and before == {(r.employee_id, r.relation) for r in relations}
    if st.button(ctx.say(SAVE), type="primary", icon=":material/save:", key="circle.save", disabled=is_same):
        ctx.services.register.settle_carers(ctx.actor, replace(client, contact_employee_id=contact), relations)
        state.has_saved = True
        state.rounds += 1
        st.rerun()


def _choices(
    ctx: PageContext, client: ClientRow, known: Sequence[Relation], names: dict[UUID, str], key: str
) -> tuple[UUID | None, list[Relation]]:
    with st.container(border=True, key="circle_box", gap="small"):
        options = [None, *names]
        contact = st.selectbox(
            ctx.say(CONTACT), options, options.index(client.contact_employee_id), key=f"{key}.contact",
            format_func=lambda each: ctx.say(NOBODY) if each is None else names[each],
        )  # fmt: skip
        relations = []
        for kind, title in KINDS.items():
            picked = st.multiselect(
                ctx.say(title), list(names), [each.employee_id for each in known if each.relation is kind],
                format_func=names.__getitem__, key=f"{key}.{kind.value}",
                placeholder=ctx.say(NOBODY), help=ctx.say(POOL_HINT) if kind is CarerRelation.POOL else None,
                select_all=False,
            )  # fmt: skip
            relations += [Relation(client.id, each, kind) for each in picked]
    return contact, relations
