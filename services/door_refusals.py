"""What people are told at the door when they are not let in: the same words whoever they are."""

from __future__ import annotations

from services.errors import NotAllowed, SignedOut
from services.words import Text


def wrong() -> NotAllowed:
    """Unknown, suspended, or the password of somebody else."""
    return NotAllowed(
        "SIGN-001",
        Text(sv="E-postadressen eller lösenordet stämmer inte.", en="The e-mail address or the password is not right."),
        Text(sv="Kontrollera stavningen och försök igen.", en="Check the spelling and try again."),
    )


def wrong_code() -> NotAllowed:
    """Not of this secret, not of now, or not for the first time."""
    return NotAllowed(
        "SIGN-004",
        Text(sv="Koden stämmer inte eller har redan använts.", en="The code is not right, or was used already."),
        Text(
            sv="Vänta på nästa kod i appen, eller använd en återställningskod.",
            en="Wait for the next code in the app, or use a recovery code.",
        ),
    )


def too_late() -> SignedOut:
    """The half ticket has been waited for too long."""
    return SignedOut(
        "SIGN-005",
        Text(sv="Det tog för lång tid.", en="It took too long."),
        Text(sv="Börja om med lösenordet.", en="Start again with the password."),
    )


def no_account() -> NotAllowed:
    """Somebody another system knows: unknown here, suspended, or without an address that was verified."""
    return NotAllowed(
        "SIGN-006",
        Text(
            sv="Det går inte att logga in här med det kontot.",
            en="It is not possible to sign in here with that account.",
        ),
        Text(
            sv="Logga in med lösenordet, eller fråga den som är administratör hos er om din e-postadress är upplagd.",
            en="Use your password, or ask your administrator whether your e-mail address is registered.",
        ),
    )
