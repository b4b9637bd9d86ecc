"""What is done with one account: another role, closed or opened with a reason, a new password, signed out."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data.vocabulary import UserStatus
from pages.components.accounts.shown_link import ShownLink, hand_over, tell
from pages.components.accounts.wording import role_choice
from pages.components.connecting.saying import done
from pages.components.plain import plain
from pages.shell.context import PageContext
from services.accounts import OPEN_STATUSES, RoleWish, UserView
from services.words import Text

OWN = Text(
    sv="Det är du. Lösenord och inloggningar finns under Mitt konto; roll och status ändrar en annan administratör.",
    en="This is you. Password and sessions are under My account; another administrator changes role and status.",
)
SET_ROLE = Text(sv="Byt roll", en="Change role")
RESET = Text(sv="Länk för nytt lösenord", en="Link for a new password")
SIGN_OUT = Text(sv="Logga ut överallt", en="Sign out everywhere")
SUSPEND, DEACTIVATE = Text(sv="Stäng av", en="Suspend"), Text(sv="Avsluta", en="Deactivate")
OPEN, DROP = Text(sv="Öppna igen", en="Open again"), Text(sv="Ta bort tvåsteg", en="Take the second step away")
SUSPEND_HOW = Text(sv="Kontot stängs genast, tills vidare.", en="The account is closed at once, until further notice.")
DEACTIVATE_HOW = Text(
    sv="För den som slutat: kontot stängs genast.", en="For who has left: the account is closed at once."
)
OPEN_HOW = Text(sv="Personen kan logga in igen.", en="The person can sign in again.")
DROP_HOW = Text(
    sv="För den som mist telefon och koder: lösenordet räcker sedan. Försäkra dig om vem du talar med.",
    en="For who has lost phone and codes: the password is enough then. Make sure whom you are talking to.",
)
WHY = Text(sv="Skäl", en="Reason")
ROLE_SET = Text(sv="Rollen är ändrad och personen utloggad.", en="The role is changed and the person signed out.")
CLOSED = Text(sv="Kontot är stängt och personen utloggad.", en="The account is closed and the person signed out.")
OPENED = Text(sv="Kontot är öppet igen.", en="The account is open again.")
OUT = Text(sv="Personen är utloggad överallt.", en="The person is signed out everywhere.")
DROPPED = Text(sv="Tvåstegsinloggningen är borttagen.", en="The second step is taken away.")


def user_acts(ctx: PageContext, user: UserView) -> None:
    """The card of the picked account."""
    accounts = ctx.services.accounts
    with st.container(border=True, key="users_acts", gap="small", width=760):
        st.markdown(f"**{plain(user.name)}**")
        st.text(user.email)  # as Markdown, an address would become a link
        if user.id == ctx.actor.user_id:
            st.caption(ctx.say(OWN))
            return
        with st.container(horizontal=True, vertical_alignment="bottom"):
            wish = role_choice(ctx, f"users.{user.id}", user.role)
            if st.button(ctx.say(SET_ROLE), key="users.set_role", disabled=_is_as_now(wish, user)) and done(
                ctx, lambda: accounts.change_role(ctx.actor, user.id, wish)
            ):
                tell(ctx, ROLE_SET)
        with st.container(horizontal=True):
            if user.status in OPEN_STATUSES:
                if st.button(ctx.say(RESET), key="users.reset", icon=":material/password:"):
                    hand_over(ctx, lambda: accounts.send_reset(ctx.actor, user.id))
                if st.button(ctx.say(SIGN_OUT), key="users.sign_out", icon=":material/logout:") and done(
                    ctx, lambda: accounts.end_sessions(ctx.actor, user.id)
                ):
                    tell(ctx, OUT)
            _closing(ctx, user)


def _is_as_now(wish: RoleWish, user: UserView) -> bool:
    """Whether nothing would change: the same role, and nobody else chosen for it."""
    return wish.role is user.role and wish.subject_id in {None, user.subject_id}


def _closing(ctx: PageContext, user: UserView) -> None:
    """What asks for a reason first."""
    accounts = ctx.services.accounts

    def to(status: UserStatus) -> Callable[[str], None]:
        return lambda why: accounts.set_status(ctx.actor, user.id, status, why)

    if user.has_second_step:
        _with_reason(ctx, "drop", DROP, DROP_HOW, DROPPED,
                     lambda why: accounts.drop_second_step(ctx.actor, user.id, why))  # fmt: skip
    if user.status in OPEN_STATUSES:
        _with_reason(ctx, "suspend", SUSPEND, SUSPEND_HOW, CLOSED, to(UserStatus.SUSPENDED))
    else:
        _with_reason(ctx, "open", OPEN, OPEN_HOW, OPENED, to(UserStatus.ACTIVE))
    if user.status is not UserStatus.DEACTIVATED:
        _with_reason(ctx, "deactivate", DEACTIVATE, DEACTIVATE_HOW, CLOSED, to(UserStatus.DEACTIVATED))


def _with_reason(ctx: PageContext, name: str, label: Text, how: Text, told: Text, act: Callable[[str], None]) -> None:
    with st.popover(ctx.say(label)), st.form(f"users.{name}", border=False):
        st.markdown(ctx.say(how))
        why = st.text_input(ctx.say(WHY), key=f"users.{name}.why.{ctx.state(ShownLink).round}", max_chars=200)
        if st.form_submit_button(ctx.say(label), type="primary") and done(ctx, lambda: act(why)):
            tell(ctx, told)
