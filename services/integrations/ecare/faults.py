"""What can go wrong between us and a care system, in words; never with a key, an address or a person in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from services.errors import CareError, Conflict, NotAllowed, Unavailable
from services.integrations.outbound import Answer
from services.words import Text

_ADMIN = Text(
    sv="Kontrollera adress, sökväg och nyckel på sidan Anslutningar.",
    en="Check address, path and key on the page Connections.",
)
_LATER = Text(
    sv="Inget är ändrat. Nästa hämtning tar med allt; du kan också försöka igen nu.",
    en="Nothing has changed. The next pull takes everything along; you may also try again now.",
)
_WAIT = Text(sv="Försök igen om en stund.", en="Try again in a while.")


def bad_key() -> NotAllowed:
    """401 and 403."""
    return NotAllowed(
        "ECARE-001",
        Text(sv="Vårdsystemet godtar inte nyckeln.", en="The care system does not accept the key."),
        _ADMIN,
    )


def no_such_thing() -> Conflict:
    """404, and whatever else says that the question is wrong."""
    return Conflict(
        "ECARE-002",
        Text(sv="Vårdsystemet förstår inte frågan.", en="The care system does not understand the question."),
        _ADMIN,
    )


def busy() -> Unavailable:
    """429."""
    return Unavailable(
        "ECARE-003",
        Text(sv="Vårdsystemet tar inte emot fler frågor just nu.", en="The care system takes no more questions now."),
        _WAIT,
    )


def broken() -> Unavailable:
    """5xx."""
    return Unavailable(
        "ECARE-004",
        Text(sv="Vårdsystemet har ett fel hos sig.", en="The care system has a fault of its own."),
        _LATER,
    )


_BY_STATUS: Mapping[int, Callable[[], CareError]] = {401: bad_key, 403: bad_key, 429: busy}


def refuse(answer: Answer) -> None:
    """Raise for every status that is no answer."""
    said = _BY_STATUS.get(answer.status)
    if said is not None:
        raise said()
    if answer.status >= 500:
        raise broken()
    if not 200 <= answer.status < 300:
        raise no_such_thing()
