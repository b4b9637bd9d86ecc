"""Every account in a table: role, state, last seen, second step; one is picked to do something with."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components.accounts.shown_link import ShownLink
from pages.components.accounts.wording import ROLES, STATES
from pages.shell.context import PageContext
from services.accounts import UserView
from services.words import Text

FIND = Text(sv="Sök namn eller e-post", en="Find a name or an e-mail address")
NAME, EMAIL = Text(sv="Namn", en="Name"), Text(sv="E-post", en="E-mail")
ROLE, STATE = Text(sv="Roll", en="Role"), Text(sv="Status", en="Status")
SEEN, STEP = Text(sv="Senast sedd", en="Last seen"), Text(sv="Tvåsteg", en="Second step")
YES, NO, NEVER = Text(sv="På", en="On"), Text(sv="Av", en="Off"), Text(sv="Aldrig", en="Never")
PICK = Text(sv="Markera en rad för att ändra kontot.", en="Pick a row to change the account.")
ROW_PX, MOST_PX = 38, 560


def user_table(ctx: PageContext, users: Sequence[UserView]) -> UserView | None:
    """Draw it; the account that is picked."""
    import pandas as pd  # a second that the sign-in page does not wait for

    state = ctx.state(ShownLink)
    sought = st.text_input(
        ctx.say(FIND), key="users.find", icon=":material/search:", label_visibility="collapsed",
        placeholder=ctx.say(FIND), width=380,
    ).strip().casefold()  # fmt: skip
    found = [user for user in users if sought in user.name.casefold() or sought in user.email]
    event = st.dataframe(
        pd.DataFrame([_line(ctx, user) for user in found], columns=[ctx.say(each) for each in _COLUMNS]),
        hide_index=True, row_height=ROW_PX, height=min(MOST_PX, ROW_PX * (len(found) + 1) + 2),
        on_select="rerun", selection_mode="single-row", key=f"users.table.{state.round}",
    )  # fmt: skip
    picked = event.selection.rows
    if not picked or picked[0] >= len(found):
        st.caption(ctx.say(PICK))
        return None
    return found[picked[0]]


_COLUMNS = (NAME, EMAIL, ROLE, STATE, SEEN, STEP)


def _line(ctx: PageContext, user: UserView) -> tuple[str, ...]:
    seen = user.last_seen.astimezone(ctx.zone).strftime("%Y-%m-%d %H:%M") if user.last_seen else ctx.say(NEVER)
    return (
        user.name, user.email, ctx.say(ROLES[user.role]), ctx.say(STATES[user.status]), seen,
        ctx.say(YES if user.has_second_step else NO),
    )  # fmt: skip
