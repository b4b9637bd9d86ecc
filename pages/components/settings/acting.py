"""Acts on the pages of administrators: a refusal is told where it was asked, a success once on the page drawn anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from pages.components.connecting.saying import done
from pages.shell.context import PageContext
from services.words import Text

HOW = Text(sv="Så läser du det här", en="How to read this")


@dataclass
class ActState:
    """What was done last, told once; forms begin anew with every round."""

    said: Text | None = None
    round: int = 0


def act(ctx: PageContext, do: Callable[[], object], said: Text) -> None:
    """Do it and draw the page anew with what was done; why not is told here."""
    state = ctx.state(ActState)
    if done(ctx, do):
        state.said, state.round = said, state.round + 1
        st.rerun()


def told(ctx: PageContext) -> None:
    """What was done last."""
    state = ctx.state(ActState)
    if state.said is not None:
        st.success(ctx.say(state.said), icon=":material/check_circle:")
        state.said = None


def how_to_read(ctx: PageContext, text: Text) -> None:
    """What a part means, for whoever opens it."""
    with st.expander(ctx.say(HOW), icon=":material/help:"):
        st.markdown(ctx.say(text))
