"""The report to share, as PDF or one HTML file; names only with a reason, made when asked for."""

from __future__ import annotations

import streamlit as st

from pages.components.insights.choice import Looking
from pages.shell.context import PageContext
from services.access import Capability
from services.insights.report import ReportForm
from services.words import Text

WIDTH_PX = 380
BUTTON, AS = Text(sv="Rapport", en="Report"), Text(sv="Dela nyckeltalen som", en="Share the figures as")
FORMS = {
    ReportForm.PDF: Text(sv="PDF att skriva ut", en="PDF to print"),
    ReportForm.HTML: Text(sv="Webbsida i en fil (öppnas utan nät)", en="Web page in one file (opens offline)"),
}
WITH_NAMES = Text(sv="Ta med medarbetarnas namn", en="Include carers' names")
WHY_HELP = Text(
    sv="Annars står pseudonymerna. Uttaget skrivs i loggen med din anledning.",
    en="Otherwise pseudonyms. Taking them out is logged with your reason.",
)
WHY = Text(sv="Varför behövs namnen?", en="Why are the names needed?")
MAKE, MAKING = Text(sv="Skapa", en="Make"), Text(sv="Skapar …", en="Making …")
SAVE = Text(sv="Hämta {name}", en="Download {name}")


def report_out(ctx: PageContext, looking: Looking) -> None:
    """A button that opens the choice; the report is of the whole organisation in the period."""
    with st.popover(ctx.say(BUTTON), icon=":material/share:"), st.container(width=WIDTH_PX, gap="small"):
        form = st.selectbox(
            ctx.say(AS), list(FORMS), format_func=lambda each: ctx.say(FORMS[each]), key="figures.report"
        )
        reason: str | None = None
        if ctx.actor.may(Capability.REVEAL) and st.checkbox(
            ctx.say(WITH_NAMES), key="figures.report.names", help=ctx.say(WHY_HELP)
        ):
            reason = st.text_input(ctx.say(WHY), max_chars=500, key="figures.report.why")
        if not st.button(ctx.say(MAKE), icon=":material/draft:", key="figures.report.make"):
            return
        signed_in = ctx.ask_again(False)
        name = signed_in.organization_name if signed_in else ""
        with st.spinner(ctx.say(MAKING)):
            made = ctx.services.reporting.take_out(ctx.actor, looking.span, form, ctx.language, name, reason)
        # Shown in this run only, so that a file with names lies no longer in the session than it must.
        st.download_button(
            ctx.say(SAVE, name=made.name), made.raw, made.name, made.mime, key="figures.report.file", type="primary",
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip
