"""Where one is signed in: from where, since when, seen last; ended one by one, or everywhere."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from pages.components.connecting.saying import done
from pages.shell.context import PageContext
from services.accounts import OpenSession
from services.words import Text, clock, long_date

TITLE = Text(sv="Här är du inloggad", en="Where you are signed in")
LEAD = Text(
    sv="Känner du inte igen en inloggning: avsluta den och byt lösenord.",
    en="If you do not recognise one: end it and change your password.",
)
HERE = Text(sv="Den här", en="This one")
UNKNOWN = Text(sv="Okänd webbläsare", en="Unknown browser")
SINCE = Text(sv="Sedan {since} · senast sedd {seen}", en="Since {since} · last seen {seen}")
FROM = Text(sv="från {network}", en="from {network}")
END, END_ALL = Text(sv="Logga ut där", en="Sign out there"), Text(sv="Logga ut överallt", en="Sign out everywhere")
END_ALL_SURE = Text(sv="Du loggas ut här också.", en="You are signed out here too.")
END_ALL_YES = Text(sv="Ja, överallt", en="Yes, everywhere")


def sessions_section(ctx: PageContext) -> None:
    """The section of the page."""
    own, here = ctx.services.own_account, ctx.ask_again(False)
    with st.container(border=True, key="account_sessions", gap="small", width=760):
        st.subheader(ctx.say(TITLE), anchor=False)
        st.caption(ctx.say(LEAD))
        for row in own.sessions(ctx.actor):
            _row(ctx, row, is_here=here is not None and here.session_id == row.id)
        with st.popover(ctx.say(END_ALL), icon=":material/logout:"):
            st.markdown(ctx.say(END_ALL_SURE))
            if st.button(ctx.say(END_ALL_YES), key="account.end_all") and done(ctx, lambda: own.end_all(ctx.actor)):
                st.rerun()


def _row(ctx: PageContext, row: OpenSession, *, is_here: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        told = f"**{row.device or ctx.say(UNKNOWN)}**"
        if row.network:
            told += " " + ctx.say(FROM, network=row.network)
        times = ctx.say(SINCE, since=_moment(ctx, row.created_at), seen=_moment(ctx, row.last_seen_at))
        st.markdown(f"{told}  \n:small[:gray[{times}]]", width="stretch")
        if is_here:
            st.badge(ctx.say(HERE), color="violet", icon=":material/check:")
        elif st.button(ctx.say(END), key=f"account.end.{row.id}", type="tertiary") and done(
            ctx, lambda: ctx.services.own_account.end(ctx.actor, row.id)
        ):
            st.rerun()


def _moment(ctx: PageContext, moment: datetime) -> str:
    there = moment.astimezone(ctx.zone)
    if there.date() == ctx.now().date():
        return clock(there)
    return f"{long_date(there.date(), ctx.language)} {clock(there)}"
