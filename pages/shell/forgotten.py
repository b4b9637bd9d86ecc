"""Forgotten password: one field, and one answer for everybody."""

from __future__ import annotations

import streamlit as st

from pages.shell.origin import address
from services.bootstrap import Services
from services.words import Language, Text

_LEAD = Text(
    sv="Skriv din e-postadress, så hjälper vi dig till ett nytt lösenord.",
    en="Type your e-mail address, and you will be helped to a new password.",
)
_EMAIL = Text(sv="E-postadress", en="E-mail address")
_SEND = Text(sv="Be om nytt lösenord", en="Ask for a new password")
# The same words whether or not there is such an account; what happens depends on how the app is run.
_MAILED = Text(
    sv="Finns det ett konto med adressen har vi skickat en länk dit. Den gäller i en timme.",
    en="If there is an account with the address, a link is on its way to it. It is good for an hour.",
)
_TOLD = Text(
    sv="Finns det ett konto med adressen ser organisationens administratörer nu att du behöver ett nytt lösenord. "
    "Be en av dem om länken.",
    en="If there is an account with the address, the organisation's administrators now see that you need a new "
    "password. Ask one of them for the link.",
)


def ask_email(services: Services, language: Language) -> None:
    """Draw the form and, once it is sent, the answer."""
    st.caption(_LEAD(language))
    with st.form("sign_in_forgotten", border=False):
        email = st.text_input(_EMAIL(language), key="sign_in.forgotten", autocomplete="username", max_chars=254)
        is_sent = st.form_submit_button(_SEND(language), type="primary", width="stretch")
    if is_sent and email.strip():
        services.joining.ask_password(email, address())
        st.success((_MAILED if services.accounts.sends_mail else _TOLD)(language), icon=":material/mark_email_read:")
