"""My account: everybody's own password, second step and sessions, and the tour once more."""

from __future__ import annotations

import streamlit as st

from pages.components.own_account.password import password_section
from pages.components.own_account.second_step import second_step_section
from pages.components.own_account.sessions import sessions_section
from pages.components.own_account.tour import tour_section
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from services.access import Capability
from services.words import Text

TITLE = Text(sv="Mitt konto", en="My account")
LEAD = Text(
    sv="Ditt lösenord, ditt andra steg vid inloggning och var du är inloggad.",
    en="Your password, your second step at sign-in, and where you are signed in.",
)
OWES = Text(
    sv="Din organisation kräver tvåstegsinloggning av administratörer. Sätt upp den här, så öppnas resten igen.",
    en="Your organisation asks administrators for a second step. Set it up here, and the rest opens again.",
)


def render(ctx: PageContext) -> None:
    """The second step first while it is owed."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    if ctx.actor.owes_second_step:
        st.warning(ctx.say(OWES), icon=":material/phonelink_lock:")
        second_step_section(ctx)
        return
    password_section(ctx)
    second_step_section(ctx)
    sessions_section(ctx)
    tour_section(ctx)


PAGE = PageSpec(
    title=TITLE, url_path="account", icon=":material/account_circle:", section=Section.PORTAL,
    needs=Capability.OWN_ACCOUNT, render=render,
)  # fmt: skip
