"""A new password for the old one; the browser gets a new session for it, every other one ends."""

from __future__ import annotations

import streamlit as st

from pages.components.connecting.saying import done
from pages.shell.context import PageContext
from pages.shell.errand import Errand, run_errand
from pages.shell.origin import address
from services.words import Text

TITLE = Text(sv="Lösenord", en="Password")
PRESENT, NEW = Text(sv="Nuvarande lösenord", en="Present password"), Text(sv="Nytt lösenord", en="New password")
RULES = Text(
    sv="Minst {least} tecken. Några ord som inte hör ihop är lätta att minnas och svåra att gissa. Du loggas ut på "
    "alla andra ställen.",
    en="At least {least} characters. A few words that do not belong together are easy to remember and hard to guess. "
    "You are signed out everywhere else.",
)
CHANGE = Text(sv="Byt lösenord", en="Change password")
CHANGED = Text(sv="Lösenordet är bytt. Sidan laddas om …", en="The password is changed. The page reloads …")


def password_section(ctx: PageContext) -> None:
    """The section of the page."""
    own = ctx.services.own_account
    with st.container(border=True, key="account_password", gap="small", width=760):
        st.subheader(ctx.say(TITLE), anchor=False)
        st.caption(ctx.say(RULES, least=own.shortest(ctx.actor)))
        with st.form("account.password", border=False):
            present = st.text_input(
                ctx.say(PRESENT), type="password", key="account.present", autocomplete="current-password"
            )
            new = st.text_input(ctx.say(NEW), type="password", key="account.new", autocomplete="new-password")
            is_sent = st.form_submit_button(ctx.say(CHANGE), type="primary", icon=":material/password:")
        if not is_sent:
            return
        tickets: list[str] = []
        if done(ctx, lambda: tickets.append(own.change_password(ctx.actor, present, new, address()))):
            st.success(ctx.say(CHANGED), icon=":material/check_circle:")
            run_errand(Errand.BEGIN_SESSION, ctx.language, {"ticket": tickets[0]}, reload=True)
            st.stop()
