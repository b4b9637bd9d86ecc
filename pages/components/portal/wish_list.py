"""The own wishes with what was answered; one that waits may be taken back."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from data.vocabulary import WishState
from pages.components.plain import plain
from pages.shell.context import PageContext
from services.access import Capability
from services.words import Text, short_day

MINE = Text(sv="Skickade önskemål", en="Wishes sent")
NONE = Text(sv="Du har inte önskat något ännu.", en="You have not wished for anything yet.")
ASKED = Text(sv="Skickat {day}", en="Sent {day}")
ANSWER = Text(sv="Svar: {words}", en="Answer: {words}")
TAKE_BACK = Text(sv="Ta tillbaka", en="Take back")
SENT = Text(sv="Önskemålet är skickat. En planerare svarar.", en="The wish is sent. A planner answers.")
STATES: dict[WishState, tuple[Text, Literal["gray", "green", "orange"], str]] = {
    WishState.OPEN: (Text(sv="Väntar på svar", en="Waiting"), "gray", ":material/hourglass_top:"),
    WishState.ACCEPTED: (Text(sv="Ja", en="Yes"), "green", ":material/check:"),
    WishState.DECLINED: (Text(sv="Nej", en="No"), "orange", ":material/close:"),
}


def wish_list(ctx: PageContext) -> None:
    """The newest first."""
    st.subheader(ctx.say(MINE), anchor=False)
    mine = ctx.services.wishes.mine(ctx.actor)
    if not mine:
        st.markdown(ctx.say(NONE))
    for wish in mine:
        words, color, icon = STATES[wish.state]
        with st.container(border=True, gap="xsmall", key=f"wish_{wish.id.hex}"):
            st.badge(ctx.say(words), color=color, icon=icon)
            st.markdown(f"**{plain(ctx.say(wish.what))}**")
            if wish.note:
                st.markdown(plain(wish.note))
            if wish.answer:
                st.markdown(plain(ctx.say(ANSWER, words=wish.answer)))
            with st.container(horizontal=True, vertical_alignment="center"):
                st.caption(ctx.say(ASKED, day=short_day(wish.made_at.date())), width="stretch")
                if wish.state is WishState.OPEN and ctx.actor.may(Capability.WISH):
                    st.button(
                        ctx.say(TAKE_BACK), key=f"wishes.back.{wish.id}", icon=":material/undo:",
                        on_click=ctx.services.wishes.take_back, args=(ctx.actor, wish.id),
                    )  # fmt: skip
