"""Invitations: a new one, and those that wait, with what became of their letters; sent again or taken back."""

from __future__ import annotations

import streamlit as st

from data.vocabulary import Role
from pages.components.accounts.shown_link import ShownLink, hand_over, tell
from pages.components.accounts.wording import ROLES, role_choice
from pages.components.connecting.saying import done
from pages.components.plain import plain
from pages.shell.context import PageContext
from services.accounts import InvitationRow, InvitationWish
from services.words import Text

TITLE = Text(sv="Bjud in", en="Invite")
EMAIL = Text(sv="E-postadress", en="E-mail address")
SEND = Text(sv="Bjud in", en="Invite")
WAITING = Text(sv="Väntar på svar", en="Waiting for an answer")
NOBODY = Text(sv="Ingen inbjudan väntar.", en="No invitation is waiting.")
UNTIL = Text(sv="{role} · gäller till {day}", en="{role} · good until {day}")
MAILED = Text(sv="skickad {when}", en="sent {when}")
ON_ITS_WAY = Text(sv="skickas", en="on its way")
NOT_SENT = Text(sv="kunde inte skickas ({outcome})", en="could not be sent ({outcome})")
AGAIN, WITHDRAW = Text(sv="Ny länk", en="New link"), Text(sv="Ta tillbaka", en="Take back")
WITHDRAWN = Text(sv="Inbjudan är tillbakatagen.", en="The invitation is taken back.")


def invitations(ctx: PageContext) -> None:
    """The form and the list."""
    inviting, state = ctx.services.inviting, ctx.state(ShownLink)
    with st.container(border=True, key="users_invite", gap="small", width=760):
        st.subheader(ctx.say(TITLE), anchor=False)
        email = st.text_input(
            ctx.say(EMAIL), key=f"users.invite.email.{state.round}", autocomplete="off", max_chars=254
        )
        wish = InvitationWish(email, role_choice(ctx, f"users.invite.{state.round}", Role.SCHEDULER))
        if st.button(ctx.say(SEND), key="users.invite", type="primary", icon=":material/mail:"):
            hand_over(ctx, lambda: inviting.invite(ctx.actor, wish))
    waiting = inviting.open(ctx.actor)
    with st.container(border=True, key="users_waiting", gap="small", width=760):
        st.subheader(ctx.say(WAITING), anchor=False)
        if not waiting:
            st.caption(ctx.say(NOBODY))
        for row in waiting:
            _row(ctx, row)


def _row(ctx: PageContext, row: InvitationRow) -> None:
    inviting = ctx.services.inviting
    until = row.expires_at.astimezone(ctx.zone).strftime("%Y-%m-%d %H:%M")
    told = [ctx.say(UNTIL, role=ctx.say(ROLES[row.role]), day=until)]
    if ctx.services.accounts.sends_mail:
        told.append(_mail(ctx, row))
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            st.text(row.email)  # as Markdown, an address would become a link
            st.caption(plain(" · ".join(told)))
        if st.button(ctx.say(AGAIN), key=f"users.again.{row.id}", type="tertiary", icon=":material/refresh:"):
            hand_over(ctx, lambda: inviting.again(ctx.actor, row.id))
        if st.button(
            ctx.say(WITHDRAW), key=f"users.withdraw.{row.id}", type="tertiary", icon=":material/close:"
        ) and done(ctx, lambda: inviting.withdraw(ctx.actor, row.id)):
            tell(ctx, WITHDRAWN)


def _mail(ctx: PageContext, row: InvitationRow) -> str:
    if row.mailed_at is not None:
        return ctx.say(MAILED, when=row.mailed_at.astimezone(ctx.zone).strftime("%Y-%m-%d %H:%M"))
    return ctx.say(ON_ITS_WAY) if row.mail_outcome is None else ctx.say(NOT_SENT, outcome=row.mail_outcome)
