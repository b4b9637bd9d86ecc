"""Wishes of carers and clients that wait: a planner says yes or no, with words, and a yes can be laid down at once."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from data.vocabulary import WishKind
from pages.components.plain import plain
from pages.components.ways import quiet_way_to
from pages.shell.context import PageContext
from services.portal.wishes import ToldWish
from services.portal.wishing import LONGEST_NOTE, OF_CLIENTS
from services.words import Text, short_day

LEAD = Text(
    sv="Det medarbetare och klienter önskar ändrar inget förrän du svarar. Svaret syns hos den som önskat.",
    en="What carers and clients wish for changes nothing until you answer. Whoever wished sees the answer.",
)
NONE = Text(sv="✓ Inga önskemål väntar på svar.", en="✓ No wishes are waiting.")
SENT = Text(sv="Skickat {day}", en="Sent {day}")
WORDS = Text(sv="Svar i ord (frivilligt)", en="Answer in words (optional)")
YES, NO = Text(sv="Ja", en="Yes"), Text(sv="Nej", en="No")
TAKES_ON = {
    WishKind.DAY_OFF: Text(sv="Lägg in frånvaron vid ja", en="Add the absence on yes"),
    WishKind.SHIFT: Text(sv="Lägg in som önskad arbetstid vid ja", en="Add as preferred hours on yes"),
    WishKind.CARER: Text(sv="Lägg in i klientens personkrets vid ja", en="Add to the client's carers on yes"),
}
ANSWERED = Text(sv="Svaret är skickat.", en="The answer is sent.")
CLIENT = Text(sv="Klienten", en="The client")


@dataclass
class AnsweringState:
    """Whether something was just answered."""

    has_answered: bool = False


def wishes_to_answer(ctx: PageContext) -> None:
    """The oldest first."""
    state = ctx.state(AnsweringState)
    if state.has_answered:
        state.has_answered = False
        st.toast(ctx.say(ANSWERED), icon=":material/check_circle:")
    st.caption(ctx.say(LEAD))
    waiting = ctx.services.wishes.waiting(ctx.actor)
    if not waiting:
        st.markdown(ctx.say(NONE))
    for wish in waiting:
        with st.container(border=True, gap="small", key=f"answer_{wish.id.hex}"):
            _wish(ctx, state, wish)


def _wish(ctx: PageContext, state: AnsweringState, wish: ToldWish) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(wish.who)}** · {plain(ctx.say(wish.what))}", width="stretch")
        st.caption(ctx.say(SENT, day=short_day(wish.made_at.date())), width="content")
        if wish.kind in OF_CLIENTS:
            quiet_way_to(ctx, "clients", CLIENT, f"wishes.client.{wish.id}")
    if wish.note:
        st.markdown(f":gray[{plain(wish.note)}]")
    words = st.text_input(ctx.say(WORDS), key=f"wishes.words.{wish.id}", max_chars=LONGEST_NOTE)
    takes_on = wish.can_be_taken_on and st.checkbox(
        ctx.say(TAKES_ON[wish.kind]), value=True, key=f"wishes.takes.{wish.id}"
    )
    with st.container(horizontal=True, gap="small"):
        if st.button(ctx.say(YES), type="primary", icon=":material/check:", key=f"wishes.yes.{wish.id}"):
            _answer(ctx, state, wish.id, words, is_yes=True, takes_on=takes_on)
        if st.button(ctx.say(NO), icon=":material/close:", key=f"wishes.no.{wish.id}"):
            _answer(ctx, state, wish.id, words, is_yes=False, takes_on=False)


def _answer(
    ctx: PageContext, state: AnsweringState, wish_id: UUID, words: str, *, is_yes: bool, takes_on: bool
) -> None:  # fmt: skip
    ctx.services.wishes.answer(ctx.actor, wish_id, is_yes=is_yes, words=words, takes_on=takes_on)
    state.has_answered = True
    st.rerun()
