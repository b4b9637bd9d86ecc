"""The tour of the planner's work once more, for whoever plans."""

from __future__ import annotations

import streamlit as st

from pages.shell import tour
from pages.shell.context import PageContext
from services.access import Capability
from services.words import Text

TITLE = Text(sv="Rundtur", en="Tour")
LEAD = Text(
    sv="Sex korta steg genom planerarens arbete, från dagens läge till nyckeltal.",
    en="Six short steps through the planner's work, from how the day looks to key figures.",
)
AGAIN = Text(sv="Ta rundturen igen", en="Take the tour again")


def tour_section(ctx: PageContext) -> None:
    """The section of the page; nothing for those whose work the tour does not tell of."""
    if not ctx.actor.may(Capability.RUN_SOLVER):
        return
    with st.container(border=True, key="account_tour", gap="small", width=760):
        st.subheader(ctx.say(TITLE), anchor=False)
        st.caption(ctx.say(LEAD))
        if st.button(ctx.say(AGAIN), key="account.tour", icon=":material/tour:"):
            tour.begin_again(ctx)
