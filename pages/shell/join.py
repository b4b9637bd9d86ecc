"""The page behind a link: join an organisation or choose a new password, while signed out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from pages.components.plain import plain
from pages.shell.code_step import ask_code, refusal
from pages.shell.errand import Errand, run_errand
from pages.shell.origin import address
from pages.shell.sign_in import brand
from pages.shell.state import state_of
from services.accounts import JoinView
from services.accounts.links import PARAMETER, LinkKind
from services.bootstrap import Services
from services.errors import CareError, NotFound
from services.signing_in import CodeAsked, SignedIn
from services.words import Language, Text

_WELCOME = Text(sv="Välkommen till Caire", en="Welcome to Caire")
_INVITED = Text(
    sv="{organization} har bjudit in dig. Välj ett lösenord, så är du inne.",
    en="{organization} has invited you. Choose a password, and you are in.",
)
_NEW = Text(sv="Nytt lösenord", en="New password")
_NEW_HOW = Text(
    sv="För ditt konto hos {organization}. Alla inloggningar med det gamla lösenordet avslutas.",
    en="For your account at {organization}. Every session of the old password ends.",
)
_GONE = Text(sv="Länken öppnar inget", en="The link opens nothing")
_EMAIL, _NAME = Text(sv="E-postadress", en="E-mail address"), Text(sv="Ditt namn", en="Your name")
_PASSWORD = Text(sv="Välj lösenord", en="Choose a password")
_RULES = Text(
    sv="Minst {least} tecken. Några ord som inte hör ihop är lätta att minnas och svåra att gissa.",
    en="At least {least} characters. A few words that do not belong together are easy to remember and hard to guess.",
)
_SEND = Text(sv="Spara och logga in", en="Save and sign in")
_ENTERING = Text(sv="Loggar in …", en="Signing in …")
_TO_FORM = Text(sv="Till inloggningen", en="To the sign-in page")
_SIGNED_IN = Text(
    sv="Du är inloggad som {name}. Logga ut för att använda länken.",
    en="You are signed in as {name}. Sign out to use the link.",
)
_SIGN_OUT = Text(sv="Logga ut och öppna länken", en="Sign out and open the link")


@dataclass
class JoinState:
    """Half a ticket, while the code of a second step is waited for."""

    half: str = field(default="", repr=False)


def show(services: Services, language: Language, leave: Callable[[], None]) -> None:
    """Draw the page for whoever is signed out; `leave` goes to the sign-in page."""
    state, key = state_of(JoinState), st.query_params.get(PARAMETER, "")
    with st.container(key="sign_in", gap="small"):
        if state.half:
            brand(language, _NEW)
            _enter(ask_code(services, language, state.half), language)
            return
        try:
            view = services.joining.look(key)
        except NotFound as refused:
            brand(language, _GONE)
            refusal(refused, language)
            if st.button(_TO_FORM(language), key="join.leave", icon=":material/login:"):
                leave()
            return
        is_new = view.kind is LinkKind.INVITATION
        brand(language, _WELCOME if is_new else _NEW)
        st.markdown((_INVITED if is_new else _NEW_HOW)(language, organization=plain(view.organization_name)))
        _enter(_form(services, language, view, key, state), language)


def show_to_user(services: Services, language: Language, signed_in: SignedIn, leave: Callable[[], None]) -> None:
    """For whoever is signed in: on to the first page, unless the link is still somebody's to use."""
    try:
        services.joining.look(st.query_params.get(PARAMETER, ""))
    except NotFound:
        leave()
    st.info(_SIGNED_IN(language, name=plain(signed_in.user_name)), icon=":material/person:")
    if st.button(_SIGN_OUT(language), key="join.sign_out", icon=":material/logout:"):
        run_errand(Errand.END_SESSION, language, {}, reload=True)
        st.stop()


def _form(services: Services, language: Language, view: JoinView, key: str, state: JoinState) -> str | None:
    """The ticket when the form was just sent and right."""
    with st.form("join", border=False):
        st.text_input(_EMAIL(language), value=view.email, disabled=True, key="join.email", autocomplete="username")
        name = ""
        if view.asks_name:
            name = st.text_input(_NAME(language), key="join.name", autocomplete="name", max_chars=100)
        password = st.text_input(_PASSWORD(language), key="join.password", type="password", autocomplete="new-password")
        st.caption(_RULES(language, least=view.shortest))
        if not st.form_submit_button(_SEND(language), type="primary", width="stretch"):
            return None
    try:
        if view.kind is LinkKind.INVITATION:
            return services.joining.join(key, name, password, address())
        return services.joining.set_password(key, password, address())
    except CodeAsked as asked:
        state.half = asked.half
        st.rerun()
    except CareError as refused:
        refusal(refused, language)
        return None


def _enter(ticket: str | None, language: Language) -> None:
    if ticket is not None:
        st.caption(_ENTERING(language))
        run_errand(Errand.BEGIN_SESSION, language, {"ticket": ticket}, reload=True)
