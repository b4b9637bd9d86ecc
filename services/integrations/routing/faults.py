"""What can go wrong when a router is asked, in words; never with a position in them."""

from __future__ import annotations

from services.errors import Unavailable
from services.integrations.outbound import Answer
from services.words import Text

_LATER = Text(
    sv="Planeringen går vidare med den inbyggda modellen. Försök igen om en stund.",
    en="Planning goes on with the built-in model. Try again in a while.",
)
_CHECK = Text(
    sv="Kontrollera adress, nyckel och profil på sidan Anslutningar.",
    en="Check address, key and profile on the page Connections.",
)


def refused() -> Unavailable:
    """It answers, but not to this question, or not to us."""
    return Unavailable(
        "ROAD-001", Text(sv="Vägtjänsten avvisade frågan.", en="The router refused the question."), _CHECK
    )


def busy() -> Unavailable:
    """It takes no more questions now."""
    return Unavailable(
        "ROAD-002",
        Text(sv="Vägtjänsten tar inte emot fler frågor just nu.", en="The router takes no more questions now."),
        _LATER,
    )


def broken() -> Unavailable:
    """It has a fault of its own."""
    return Unavailable(
        "ROAD-003", Text(sv="Vägtjänsten har ett fel hos sig.", en="The router has a fault of its own."), _LATER
    )


def unreadable() -> Unavailable:
    """What came is no answer to the question."""
    return Unavailable(
        "ROAD-004", Text(sv="Vägtjänstens svar går inte att läsa.", en="The router's answer cannot be read."), _CHECK
    )


def refuse(answer: Answer) -> None:
    """Raise for every status that is no answer."""
    if answer.status == 429:
        raise busy()
    if answer.status >= 500:
        raise broken()
    if answer.status != 200:
        raise refused()
