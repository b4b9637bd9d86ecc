"""The return to print or to share, as PDF or one HTML file; it holds sums only, so no names are asked for."""

from __future__ import annotations

import streamlit as st

from pages.components.insights.report_out import AS, BUTTON, FORMS, MAKE, MAKING, SAVE, WIDTH_PX
from pages.components.trial.choice import Pair
from pages.shell.context import PageContext
from services.trial.use_case import Names
from services.trial.views import Return


def taking_out(ctx: PageContext, pair: Pair, found: Return, *, is_tried: bool) -> None:
    """A button that opens the choice; the file is of what is shown, tried assumptions and all."""
    with st.popover(ctx.say(BUTTON), icon=":material/share:"), st.container(width=WIDTH_PX, gap="small"):
        form = st.selectbox(
            ctx.say(AS), list(FORMS), format_func=lambda each: ctx.say(FORMS[each]), key="return.report"
        )
        if not st.button(ctx.say(MAKE), icon=":material/draft:", key="return.report.make"):
            return
        signed_in = ctx.ask_again(False)
        names = Names(signed_in.organization_name if signed_in else "", *pair.names, is_tried)
        with st.spinner(ctx.say(MAKING)):
            made = ctx.services.trial.take_out(ctx.actor, found, form, ctx.language, names)
        st.download_button(
            ctx.say(SAVE, name=made.name), made.raw, made.name, made.mime, key="return.report.file", type="primary",
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip
