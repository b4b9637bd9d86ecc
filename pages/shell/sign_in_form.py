"""streamlit-authenticator's sign-in with our door behind it and its cookie taken away.

Context: the library asks, trims and passes on what was typed; but its cookie can be read by any script, works again
after signing out and cannot be taken back, and its constructors read every user into memory.
Decision: its three classes are subclassed without their constructors. The controller is used as it is; the model asks
`SigningIn`; the view draws the same form with the names password managers know, and never touches session state.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit_authenticator.controllers import AuthenticationController
from streamlit_authenticator.models import AuthenticationModel
from streamlit_authenticator.views import Authenticate

from services.errors import CareError

Admit = Callable[[str, str], str]


class _NoCookies:
    """Stands where the library would write its own cookie."""

    def get_cookie(self) -> None:
        """There is none."""

    def set_cookie(self) -> None:
        """Our route sets the only cookie."""

    def delete_cookie(self) -> None:
        """Our route drops it."""


class _Model(AuthenticationModel):
    """Asks the door about one user; holds nobody's credentials."""

    def __init__(self, admit: Admit) -> None:
        self._admit = admit
        self.ticket: str | None = None

    def login(self, username: str, password: str, *_: object, **__: object) -> bool:
        """Whether the door gave a ticket; a refusal is raised."""
        self.ticket = self._admit(username or "", password or "")
        return True


class _Controller(AuthenticationController):
    """The library's controller: tidies what was typed, then asks the model."""

    def __init__(self, model: _Model) -> None:
        self.authentication_model = model


class SignInForm(Authenticate):
    """The form, with the library's words for its parts: `Username`, `Password`, `Login`."""

    def __init__(self, admit: Admit) -> None:
        self._model = _Model(admit)
        self.authentication_controller = _Controller(self._model)
        self.cookie_controller = _NoCookies()
        self.path = None
        self.attrs: dict[str, object] = {}

    def ask(self, fields: dict[str, str], email_key: str, password_key: str) -> tuple[str | None, CareError | None]:
        """Draw the form; a ticket when it was just sent and right, the error when it was wrong."""
        with st.form("sign_in", border=False):
            email = st.text_input(fields["Username"], key=email_key, autocomplete="username")
            password = st.text_input(
                fields["Password"], key=password_key, type="password", autocomplete="current-password"
            )
            is_sent = st.form_submit_button(fields["Login"], type="primary", width="stretch")
        if not is_sent:
            return None, None
        try:
            self.authentication_controller.login(email, password)
        except CareError as refused:
            return None, refused
        return self._model.ticket, None
