"""Rules and weights: turn the dials, see at once what they mean for a plan, keep them as a profile, solve with them."""

from __future__ import annotations

import streamlit as st

from pages.components.tuning.dials import dials, turned
from pages.components.tuning.draft import TuneState, plan_of
from pages.components.tuning.exchange import exchange
from pages.components.tuning.header import header
from pages.components.tuning.history import history
from pages.components.tuning.overrides import overrides
from pages.components.tuning.trade_off import trade_off
from pages.components.tuning.what_if import what_if
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from services.access import Capability
from services.words import Text

TITLE = Text(sv="Regler och vikter", en="Rules and weights")
LEAD = Text(
    sv="Vrid på vikterna och se direkt vad det betyder för en plan. Inget sparas förrän du säger till.",
    en="Turn the weights and see at once what it means for a plan. Nothing is saved until you say so.",
)
DIALS, RATES = Text(sv="Vikter", en="Weights"), Text(sv="Växelkurser", en="Exchange rates")
PEOPLE, CHANGES = Text(sv="Egna vikter", en="Own weights"), Text(sv="Historik", en="History")
BETWEEN = Text(sv="Avvägning", en="Trade-off")
PARTS = ((DIALS, dials), (RATES, exchange), (BETWEEN, trade_off), (PEOPLE, overrides), (CHANGES, history))


def render(ctx: PageContext) -> None:
    """The profile on top, the part that is open to the left, what it means to the right."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    state = ctx.state(TuneState)
    turned(ctx, state)
    header(ctx, state)
    plan = plan_of(ctx, state)
    left, right = st.columns([3, 2], gap="large")
    names = {ctx.say(title): draw for title, draw in PARTS}
    with left:
        chosen = st.segmented_control(
            ctx.say(TITLE), list(names), default=next(iter(names)), key="constraints.tab",
            label_visibility="collapsed", required=True,
        )  # fmt: skip
        names[chosen or next(iter(names))](ctx, state)
    with right:
        what_if(ctx, state, plan)


PAGE = PageSpec(
    title=TITLE, url_path="constraints", icon=":material/tune:", section=Section.PLANNING, needs=Capability.TUNE,
    render=render,
)  # fmt: skip
