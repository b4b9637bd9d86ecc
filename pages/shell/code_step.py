"""The second step of signing in: a code from the app, or one on paper."""

from __future__ import annotations

import streamlit as st

from pages.shell.origin import address
from services.bootstrap import Services
from services.errors import CareError
from services.words import Language, Text

_LEAD = Text(
    sv="Ett steg kvar. Skriv koden ur din app, eller en av dina återställningskoder.",
    en="One step left. Type the code from your app, or one of your recovery codes.",
)
_CODE = Text(sv="Kod", en="Code")
_SEND = Text(sv="Fortsätt", en="Go on")


def ask_code(services: Services, language: Language, half: str) -> str | None:
    """Draw the form; the ticket when a right code was just sent."""
    st.caption(_LEAD(language))
    with st.form("sign_in_code", border=False):
        code = st.text_input(_CODE(language), key="sign_in.code", autocomplete="one-time-code", max_chars=40)
        is_sent = st.form_submit_button(_SEND(language), type="primary", width="stretch")
    if not is_sent:
        return None
    try:
        return services.signing_in.complete(half, code, address())
    except CareError as refused:
        refusal(refused, language)
        return None


def refusal(refused: CareError, language: Language) -> None:
    """Why not, and what helps, beside a form of the door."""
    st.error(f"**{refused.cause(language)}** {refused.action(language)}", icon=":material/error:")
