"""Users: who may sign in and as what, invitations, and what the organisation asks of administrators."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from pages.components.accounts.invitations import invitations
from pages.components.accounts.shown_link import hand_over, shown_link, tell
from pages.components.accounts.user_acts import user_acts
from pages.components.accounts.user_table import user_table
from pages.components.connecting.saying import done
from pages.components.plain import plain
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from services.access import Capability
from services.accounts import UserView
from services.words import Text, clock

TITLE = Text(sv="Användare", en="Users")
LEAD = Text(
    sv="Vem som får logga in och som vad. Välj en rad för att ändra, eller bjud in någon ny.",
    en="Who may sign in and as what. Pick a row to change it, or invite somebody new.",
)
ASKING = Text(
    sv="{name} har bett om ett nytt lösenord (kl. {time}). Försäkra dig om vem det är innan du ger ut länken.",
    en="{name} asked for a new password (at {time}). Make sure who it is before you hand the link over.",
)
GIVE = Text(sv="Skapa länk", en="Make the link")
REQUIRE = Text(sv="Kräv tvåstegsinloggning av administratörer", en="Ask administrators for a second step")
REQUIRE_HOW = Text(
    sv="Den som saknar den kommer bara till Mitt konto tills den är på.",
    en="Who has none gets no further than My account until it is on.",
)
REQUIRED = Text(sv="Administratörer måste nu ha tvåstegsinloggning.", en="Administrators now need a second step.")
NOT_REQUIRED = Text(sv="Tvåstegsinloggning är nu frivillig.", en="The second step is now optional.")


def render(ctx: PageContext) -> None:
    """Who asks for something, everybody, the picked one, and who is invited."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    shown_link(ctx)
    users = ctx.services.accounts.all(ctx.actor)
    _asking(ctx, users)
    picked = user_table(ctx, users)
    if picked is not None:
        user_acts(ctx, picked)
    invitations(ctx)
    _settings(ctx)


def _asking(ctx: PageContext, users: Sequence[UserView]) -> None:
    """Who has forgotten the password; with a mail server they have their link already."""
    accounts = ctx.services.accounts
    for user in users:
        if user.asks_since is None or accounts.sends_mail or user.id == ctx.actor.user_id:
            continue
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"users_asks_{user.id}"):
            since = clock(user.asks_since.astimezone(ctx.zone))
            st.markdown(f":material/key: {ctx.say(ASKING, name=plain(user.name), time=since)}", width="stretch")
            if st.button(ctx.say(GIVE), key=f"users.give.{user.id}"):
                hand_over(ctx, partial(accounts.send_reset, ctx.actor, user.id))


def _settings(ctx: PageContext) -> None:
    accounts = ctx.services.accounts
    is_asked = accounts.is_second_step_asked(ctx.actor)
    wanted = st.toggle(ctx.say(REQUIRE), value=is_asked, key=f"users.require.{is_asked}", help=ctx.say(REQUIRE_HOW))
    if wanted is not is_asked and done(ctx, lambda: accounts.ask_second_step(ctx.actor, is_asked=wanted)):
        tell(ctx, REQUIRED if wanted else NOT_REQUIRED)


PAGE = PageSpec(
    title=TITLE, url_path="users", icon=":material/group:", section=Section.ADMIN, needs=Capability.MANAGE_USERS,
    render=render,
)  # fmt: skip
