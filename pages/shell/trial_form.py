"""Where somebody who wants to try begins: organisation, name, address, password, and what to begin with."""

from __future__ import annotations

import streamlit as st

from pages.shell.errand import Errand, run_errand
from pages.shell.language import choose_language
from pages.shell.routes import ASSETS
from services.accounts.password_rules import SHORTEST
from services.bootstrap import Services
from services.errors import CareError
from services.trials.starting import TRIAL_DAYS
from services.trials.wishing import TrialWish
from services.words import Language, Text

ADDRESS = "start"
"""The page that helps to begin: strangers meet this form there, and the page itself once they are in."""

WAY = Text(sv="Prova gratis i {days} dagar", en="Try it free for {days} days")
TITLE = Text(sv="Starta en provperiod", en="Start a trial")
LEAD = Text(
    sv="{days} dagar, utan kostnad. Er organisation är bara er, och ni väljer själva vilka uppgifter som läggs in.",
    en="{days} days, free of charge. Your organisation is yours alone, and you choose what data go in.",
)
ORGANIZATION = Text(sv="Organisationens namn", en="Name of the organisation")
NAME, EMAIL = Text(sv="Ditt namn", en="Your name"), Text(sv="E-postadress", en="E-mail address")
PASSWORD = Text(sv="Lösenord", en="Password")
PASSWORD_HELP = Text(
    sv="Minst {least} tecken. Några ord på rad är lätta att minnas och svåra att gissa.",
    en="At least {least} characters. Some words in a row are easy to remember and hard to guess.",
)
BEGIN_WITH = Text(sv="Börja med", en="Begin with")
DEMO = Text(sv="Exempeldata: ett område i två veckor", en="Demo data: a district for two weeks")
OWN = Text(sv="Egen fil, som du läser in själv", en="A file of your own, which you take in")
SEND = Text(sv="Starta provperioden", en="Start the trial")
KNOWN = Text(
    sv="Finns adressen redan hos oss skapas inget nytt: logga in som vanligt.",
    en="If we know the address already, nothing new is made: sign in as usual.",
)
MAKING = Text(sv="Skapar organisationen och loggar in …", en="Making the organisation and signing in …")
BACK = Text(sv="Jag har ett konto: logga in", en="I have an account: sign in")
PICTURE = Text(
    sv="En dagsplan: besök i rader, en rad per medarbetare", en="A day's plan: rows of visits, one row per carer"
)


def way(to: st.Page, language: Language) -> None:
    """The way here from the sign-in page."""
    with st.container(key="sign_in_trial"):
        st.page_link(to, label=WAY(language, days=TRIAL_DAYS), icon=":material/rocket_launch:")


def show(services: Services, language: Language, back: st.Page) -> None:
    """Draw the whole page; the ticket of a new organisation is traded for a cookie, and the page loads anew."""
    left, right = st.columns(2, gap="large", vertical_alignment="center")
    with left, st.container(key="sign_in", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.image(str(ASSETS / "logo.svg"), alt="Caire", width=88)
            choose_language(language)
        st.header(TITLE(language), anchor=False)
        st.caption(LEAD(language, days=TRIAL_DAYS))
        if (wish := _form(language)) is not None:
            _start(services, language, wish)
        st.page_link(back, label=BACK(language), icon=":material/login:")
    with right, st.container(key="sign_in_picture"):
        st.image(str(ASSETS / "welcome.svg"), alt=PICTURE(language), width="stretch")


def _form(language: Language) -> TrialWish | None:
    """What was typed, when it was sent."""
    with st.form("trial", border=False):
        organization = st.text_input(ORGANIZATION(language), key="trial.organization", autocomplete="organization")
        name = st.text_input(NAME(language), key="trial.name", autocomplete="name")
        email = st.text_input(EMAIL(language), key="trial.email", autocomplete="username")
        password = st.text_input(PASSWORD(language), key="trial.password", type="password", autocomplete="new-password")
        st.caption(PASSWORD_HELP(language, least=SHORTEST))
        begin = st.radio(BEGIN_WITH(language), [DEMO, OWN], format_func=lambda text: text(language), key="trial.with")
        is_sent = st.form_submit_button(SEND(language), type="primary", width="stretch")
        st.caption(KNOWN(language))
    return TrialWish(organization, name, email, password, begin == DEMO) if is_sent else None


def _start(services: Services, language: Language, wish: TrialWish) -> None:
    try:
        ticket = services.starting_trials.start(wish, st.context.ip_address or "local")
    except CareError as refused:
        st.error(f"**{refused.cause(language)}** {refused.action(language)}", icon=":material/error:")
        return
    st.caption(MAKING(language))
    run_errand(Errand.BEGIN_SESSION, language, {"ticket": ticket}, reload=True)
