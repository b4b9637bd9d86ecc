"""The plan that is held against the one measured against, where a view shows two."""

from __future__ import annotations

import streamlit as st

from pages.components.comparing.choice import CompareState, Shown
from pages.shell.context import PageContext
from services.words import Text

OTHER = Text(sv="Den andra planen", en="The other plan")


def other_plan(ctx: PageContext, state: CompareState, shown: Shown, view: str) -> int:
    """Its number; a choice only where there is one."""
    ids = [str(each.summary.id) for each in shown.comparison.plans]
    others = [ids[number] for number in shown.others]
    if state.other not in others:
        state.other = others[0]
    if len(others) > 1:
        state.other = st.selectbox(
            ctx.say(OTHER), others, others.index(state.other), format_func=lambda key: shown.label(ids.index(key)),
            key=f"compare.other.{view}.{'|'.join(ids)}.{shown.reference}", width=420,
        )  # fmt: skip
    return ids.index(state.other)
