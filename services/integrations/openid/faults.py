"""What can go wrong between a provider and us: it does not answer, or what came back proves nothing."""

from __future__ import annotations

from services.errors import NotAllowed, Unavailable
from services.words import Text


class NotProven(NotAllowed):
    """The way there and back did not end in a proof; `reason` is one word for the operator's log."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "SSO-002",
            Text(sv="Inloggningen blev inte klar.", en="The sign-in was not completed."),
            Text(sv="Börja om härifrån, eller logga in med lösenordet.", en="Start again here, or use your password."),
        )
        self.reason = reason


class Cancelled(NotProven):
    """The provider sent somebody back empty-handed; who changes their mind is not guessing."""


def silent() -> Unavailable:
    """It cannot be reached, is busy with itself, or says what cannot be read."""
    return Unavailable(
        "SSO-001",
        Text(
            sv="Organisationens inloggning svarar inte just nu.",
            en="Your organisation's sign-in does not answer right now.",
        ),
        Text(
            sv="Försök igen om en stund, eller logga in med lösenordet.",
            en="Try again in a while, or use your password.",
        ),
    )
