"""Needs: those of one client with an editor, or all of them in a grid to change many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

import streamlit as st

from pages.components.need_editor import need_editor
from pages.components.need_grid import need_grid
from pages.components.plain import plain
from pages.shell.context import PageContext
from pages.shell.state import choose
from services.demand.rows import RequirementRow, new_need
from services.recurrence import Frequency
from services.recurrence.windows import read_windows
from services.recurrence.wording import in_words
from services.words import Text, minutes

if TYPE_CHECKING:
    from services.register.rows import ClientRow

ONE, ALL = Text(sv="En klient", en="One client"), Text(sv="Alla behov", en="All needs")
SHOW = Text(sv="Visa", en="Show")
WHO = Text(sv="Klient", en="Client")
NOTHING = Text(
    sv="Inget behov är inlagt än. Lägg till det första nedan.",
    en="No need is set yet. Add the first one below.",
)
WHAT = Text(sv="Behov", en="Need")
NEW = Text(sv="Nytt behov", en="New need")
SAVED = Text(
    sv="Behovet är sparat. Lägg ut besöken när du vill.", en="The need is saved. Lay out the visits when you like."
)
DORMANT = Text(sv="vilande", en="dormant")


@dataclass
class NeedState:
    """What was just saved, which round of the editor is shown, and the need that is to be opened."""

    rounds: int = 0
    has_saved: bool = False
    wanted: UUID | None = None


def open_need(ctx: PageContext, need_id: UUID) -> None:
    """Open this need when the part is drawn."""
    ctx.state(NeedState).wanted = need_id
    choose("clients.needs.show", "one")


def need_picker(ctx: PageContext, clients: Sequence[ClientRow]) -> None:
    """Choose a client, see what is granted, change a need or add one; or see all needs."""
    state = ctx.state(NeedState)
    if state.has_saved:
        state.has_saved = False
        st.toast(ctx.say(SAVED), icon=":material/check_circle:")
    needs = ctx.services.demand.needs(ctx.actor)
    titles = {"one": ONE, "all": ALL}
    show = st.radio(
        ctx.say(SHOW), list(titles), format_func=lambda each: ctx.say(titles[each]), key="clients.needs.show",
        horizontal=True, label_visibility="collapsed",
    )  # fmt: skip
    if show == "all":
        need_grid(ctx, needs, clients)
        return
    _one(ctx, state, needs, clients)


def _one(ctx: PageContext, state: NeedState, needs: list[RequirementRow], clients: Sequence[ClientRow]) -> None:
    wanted = next((need for need in needs if need.id == state.wanted), None)
    state.wanted = None
    if wanted is not None:
        choose("clients.needs.who", wanted.client_id)
        choose(f"clients.need.{wanted.client_id}.{state.rounds}", wanted.id)
    names = {row.id: row.pseudonym for row in clients}
    chosen = st.selectbox(ctx.say(WHO), list(names), format_func=names.__getitem__, key="clients.needs.who")
    client = chosen if chosen in names else clients[0].id
    own = {need.id: need for need in needs if need.client_id == client}
    if not own:
        st.info(ctx.say(NOTHING), icon=":material/assignment_add:")
    lines = {need.id: f"{place}\\. {line(ctx, need)}" for place, need in enumerate(own.values(), start=1)}
    fresh = new_need(client)
    picked = st.radio(
        ctx.say(WHAT), [*lines, None], format_func=lambda each: lines[each] if each else ctx.say(NEW),
        key=f"clients.need.{client}.{state.rounds}",
    )  # fmt: skip
    with st.container(border=True, key="need_box", gap="small"):
        if need_editor(ctx, own.get(picked, fresh) if picked else fresh, list(own.values()), state.rounds):
            state.has_saved = True
            state.rounds += 1
            st.rerun()


def line(ctx: PageContext, need: RequirementRow) -> str:
    """A need as one line: what, how long, how many carers, how often, when."""
    often = in_words(Frequency.from_json(need.frequency), ctx.language) if need.frequency else "–"
    hours = ", ".join(dict.fromkeys(f"{w.start:%H:%M}–{w.end:%H:%M}" for w in read_windows(need.time_windows)))
    double = f" · {need.carers_needed} ×" if need.carers_needed > 1 else ""
    asleep = f" · {ctx.say(DORMANT)}" if need.is_dormant else ""
    return f"{plain(need.service_type)} · {minutes(need.duration_s, ctx.language)}{double} · {often} · {hours}{asleep}"
