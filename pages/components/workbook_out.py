"""The workbook out: for which days, with or without names, made when asked for."""

from __future__ import annotations

import streamlit as st

from pages.components.period import period
from pages.shell.context import PageContext
from services.access import Capability
from services.words import Text

TITLE = Text(sv="Arbetsbok (Excel)", en="Workbook (Excel)")
LEAD = Text(
    sv="Klienter, besöksbehov, medarbetare, kompetenser, passtyper, pass, fordon, regler och undantag i en bok. Ändra "
    "i den och läs in den här igen: bara det du ändrat skrivs.",
    en="Clients, visit requirements, employees, skills, shift templates, shifts, vehicles, constraints and overrides "
    "in one workbook. Edit it and take it in here again: only what you changed is written.",
)
WITH_NAMES = Text(sv="Ta med namn, adresser och positioner", en="Include names, addresses and positions")
WHY = Text(
    sv="Boken innehåller då personuppgifter. Uttaget skrivs i loggen. Skyddade identiteter lämnas alltid ut ur boken.",
    en="The workbook then holds personal data. Taking it out is logged. Protected identities are always left out.",
)
MAKE = Text(sv="Skapa arbetsboken", en="Make the workbook")
MAKING = Text(sv="Skapar boken …", en="Making the workbook …")
TAKE_AWAY = Text(sv="Hämta arbetsboken", en="Download the workbook")
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_out(ctx: PageContext) -> None:
    """Choose, make, download."""
    with st.expander(ctx.say(TITLE), icon=":material/table_view:", key="workbook_box"):
        st.markdown(ctx.say(LEAD))
        days = period(ctx, "workbook.days")
        with_names = ctx.actor.may(Capability.REVEAL) and st.checkbox(
            ctx.say(WITH_NAMES), key="workbook.names", help=ctx.say(WHY)
        )
        if st.button(ctx.say(MAKE), icon=":material/table_view:", key="workbook.make", disabled=days is None):
            with st.spinner(ctx.say(MAKING)):
                raw = ctx.services.workbooks.take_out(ctx.actor, ctx.language, days, with_personal=with_names)
            # Shown in this run only, so that a file with names lies no longer in the session than it must.
            st.download_button(
                ctx.say(TAKE_AWAY), raw, f"caire-{ctx.now():%Y-%m-%d}.xlsx", MIME, key="workbook.file", type="primary",
                icon=":material/download:", on_click="ignore",
            )  # fmt: skip
