"""The sign-in page: brand, form, language, and who one may try the product as while the demo is on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from pages.shell import provider_door
from pages.shell.code_step import ask_code, refusal
from pages.shell.errand import Errand, run_errand
from pages.shell.forgotten import ask_email
from pages.shell.language import choose_language
from pages.shell.origin import address
from pages.shell.routes import ASSETS
from pages.shell.state import choose, state_of
from services.bootstrap import Services
from services.demo_users import DEMO_PASSWORD, DEMO_USERS, DemoUser
from services.errors import CareError
from services.health import Stage
from services.signing_in import CodeAsked
from services.words import Language, Text

EMAIL_KEY = "sign_in.email"
PASSWORD_KEY = "sign_in.password"
_TITLE, _FORGOTTEN = Text(sv="Logga in", en="Sign in"), Text(sv="Nytt lösenord", en="A new password")
_PROMISE = Text(
    sv="Vem åker till vem, när och i vilken ordning – en bättre plan på några minuter, och du bestämmer.",
    en="Who visits whom, when and in which order – a better plan in minutes, and you decide.",
)
_EMAIL = Text(sv="E-postadress", en="E-mail address")
_PASSWORD = Text(sv="Lösenord", en="Password")
_SEND = Text(sv="Logga in", en="Sign in")
_FORGOTTEN = Text(sv="Glömt lösenordet?", en="Forgotten your password?")
_BACK = Text(sv="Tillbaka till inloggningen", en="Back to signing in")
_ENTERING = Text(sv="Loggar in …", en="Signing in …")
_TRY = Text(sv="Prova som", en="Try it as")
_TRY_HOW = Text(
    sv="Påhittade personer. Välj en roll så fylls formuläret i.",
    en="Invented people. Pick a role to fill in the form.",
)
_PREPARING = Text(sv="Demodata förbereds, det tar några sekunder.", en="Preparing demo data, this takes a few seconds.")
_NO_DEMO = Text(
    sv="Demodata kunde inte skapas; resten fungerar. Felet står i loggen.",
    en="Demo data could not be made; the rest works. The fault is in the log.",
)
_PICTURE = Text(
    sv="En dagsplan: besök i rader, en rad per medarbetare", en="A day's plan: rows of visits, one row per carer"
)


@dataclass
class SignInState:
    """Half a ticket while a code is waited for; or the password was forgotten; or what the other door has said."""

    half: str = field(default="", repr=False)
    is_forgotten: bool = False
    ticket: str = field(default="", repr=False)
    refused: CareError | None = None


def show(services: Services, language: Language, other_ways: Callable[[], None] = lambda: None) -> None:
    """Draw the whole page; when the password is right the browser trades its ticket for a cookie and reloads.

    `other_ways` draws what else a stranger may do, below the form.
    """
    state = state_of(SignInState)
    _take(provider_door.outcome(services), state)
    left, right = st.columns(2, gap="large", vertical_alignment="center")
    with left, st.container(key="sign_in", gap="small"):
        brand(language, _FORGOTTEN if state.is_forgotten and not state.ticket else _TITLE)
        if state.ticket:
            _enter(state.ticket, language)
        elif state.is_forgotten:
            ask_email(services, language)
            st.button(_BACK(language), key="sign_in.back", type="tertiary", on_click=_begin_anew, args=(state,))
        elif state.half:
            _enter(ask_code(services, language, state.half), language)
            st.button(_BACK(language), key="sign_in.back", type="tertiary", on_click=_begin_anew, args=(state,))
        else:
            _password(services, language, state, other_ways)
    with right, st.container(key="sign_in_picture"):
        st.image(str(ASSETS / "welcome.svg"), alt=_PICTURE(language), width="stretch")


def _take(outcome: str | CareError | None, state: SignInState) -> None:
    """What the other door has said stays until something is done about it: the page is drawn more than once."""
    if isinstance(outcome, CodeAsked):
        state.half = outcome.half
    elif isinstance(outcome, CareError):
        state.refused = outcome
    elif outcome is not None:
        state.ticket = outcome


def _password(services: Services, language: Language, state: SignInState, other_ways: Callable[[], None]) -> None:
    # Imported when first shown: the library takes half a second and expects a running server.
    from pages.shell.sign_in_form import SignInForm

    st.caption(_PROMISE(language))
    form = SignInForm(lambda email, password: services.signing_in.admit(email, password, address()))
    words = {"Username": _EMAIL(language), "Password": _PASSWORD(language), "Login": _SEND(language)}
    ticket, refused = form.ask(words, EMAIL_KEY, PASSWORD_KEY)
    if isinstance(refused, CodeAsked):
        state.half = refused.half
        st.rerun()
    if refused is not None or ticket is not None:
        state.refused = None
    if said := refused or state.refused:
        refusal(said, language)
    _enter(ticket, language)
    provider_door.way(services, language)
    st.button(
        _FORGOTTEN(language),
        key="sign_in.forgot",
        type="tertiary",
        on_click=setattr,
        args=(state, "is_forgotten", True),
    )
    other_ways()
    if services.settings.is_demo_on:
        _demo_users(services, language)


def _enter(ticket: str | None, language: Language) -> None:
    if ticket is not None:
        st.caption(_ENTERING(language))
        run_errand(Errand.BEGIN_SESSION, language, {"ticket": ticket}, reload=True)


def _begin_anew(state: SignInState) -> None:
    state.half, state.is_forgotten, state.refused = "", False, None


def brand(language: Language, title: Text) -> None:
    """The mark, the language, and what the page is for."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.image(str(ASSETS / "logo.svg"), alt="Caire", width=88)
        choose_language(language)
    st.header(title(language), anchor=False)


def _demo_users(services: Services, language: Language) -> None:
    with st.container(key="sign_in_demo", gap="small"):
        st.markdown(f"**{_TRY(language)}**")
        st.caption(_TRY_HOW(language))
        with st.container(horizontal=True, gap="xsmall"):
            for user in DEMO_USERS:
                st.button(
                    user.title(language), key=f"sign_in.as.{user.role.value}", help=user.does(language),
                    on_click=_fill_in, args=(user,),
                )  # fmt: skip
    _preparing(services, language)


def _fill_in(user: DemoUser) -> None:
    choose(EMAIL_KEY, user.email)
    choose(PASSWORD_KEY, DEMO_PASSWORD)


def _preparing(services: Services, language: Language) -> None:
    """A quiet line while demo data are made; it looks again every second and then stays away."""
    if services.health.stage is Stage.DEMO_FAILED:
        st.caption(_NO_DEMO(language))
    if services.health.stage is not Stage.PREPARING_DEMO:
        return

    @st.fragment(run_every=1)
    def look() -> None:
        if services.health.stage is Stage.PREPARING_DEMO:
            st.caption(f":material/hourglass_top: {_PREPARING(language)}")
        else:
            st.rerun()

    look()
