"""The second door on the sign-in page: the way to the identity provider, and what came of having been there."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

import streamlit as st

from pages.components.plain import plain
from pages.shell.errand import Errand, run_errand
from pages.shell.own_form import host_cookie
from pages.shell.provider_routes import ARRIVED_COOKIE
from services.bootstrap import Services
from services.errors import CareError
from services.words import Language, Text

_WAY = Text(sv="Logga in med organisationens konto", en="Sign in with your organisation's account")
_LEAVING = Text(sv="Öppnar organisationens inloggning …", en="Opening your organisation's sign-in …")


def way(services: Services, language: Language) -> None:
    """The button, where the operator has named a provider; a click leaves for it."""
    door = services.single_sign_on
    if door is None:
        return
    words = plain(door.button) if door.button else _WAY(language)
    if st.button(words, key="sign_in.provider", icon=":material/badge:", width="stretch"):
        st.caption(_LEAVING(language))
        page = urlsplit(str(st.context.url or "")).path.rpartition("/")[2]
        # A word that never comes again: who comes back by the browser's own button may go once more.
        fields = {"page": page, "once": secrets.token_urlsafe(8)}
        run_errand(Errand.GO_TO_PROVIDER, language, fields, follow=True)


def outcome(services: Services) -> str | CareError | None:
    """The ticket or the refusal this browser has just brought back, once."""
    door, name = services.single_sign_on, host_cookie(services.settings, ARRIVED_COOKIE)
    handle = st.context.cookies.get(name) if door else None
    return door.outcome(handle) if door and handle else None
