"""What can go wrong between us and another system, in words; never with an address, a key or a body in them."""

from __future__ import annotations

from services.errors import BadInput, Unavailable
from services.words import Text

_LATER = Text(
    sv="Försök igen om en stund. Håller det i sig, kontrollera anslutningen.",
    en="Try again in a while. If it goes on, check the connection.",
)
_ADDRESS = Text(sv="Kontrollera anslutningens adress.", en="Check the address of the connection.")
_OPERATOR = Text(
    sv="Kontrollera adressen. Ska den nås i det egna nätet får den som sköter driften tillåta den.",
    en="Check the address. If it is to be reached inside your own network, whoever operates the system may allow it.",
)


class NotSent(Unavailable):
    """Nothing can have arrived at the other side: what was to be sent may be sent again."""


class InDoubt(Unavailable):
    """It may have arrived: nobody may send it again without looking first."""


def bad_address() -> BadInput:
    """No web address, or one with a name, a query or a fragment in it, or open to everybody's eyes."""
    return BadInput(
        "OUT-001",
        Text(
            sv="Adressen ska börja med https:// och bara ange värd och sökväg.",
            en="The address must begin with https:// and name a host and a path only.",
        ),
        _OPERATOR,
    )


def silent() -> NotSent:
    """No connection."""
    return NotSent(
        "OUT-002",
        Text(sv="Det andra systemet går inte att nå.", en="The other system cannot be reached."),
        _LATER,
    )


def inside() -> NotSent:
    """The name stands for an address inside a network."""
    return NotSent(
        "OUT-003",
        Text(
            sv="Adressen leder in i ett internt nät och anropas inte.",
            en="The address leads into an internal network and is not called.",
        ),
        _OPERATOR,
    )


def elsewhere() -> InDoubt:
    """It sends us to another address, which nobody has agreed to."""
    return InDoubt(
        "OUT-004",
        Text(
            sv="Det andra systemet hänvisar till en annan adress. Den följdes inte.",
            en="The other system refers to another address. It was not followed.",
        ),
        _ADDRESS,
    )


def too_large() -> InDoubt:
    """An answer without end."""
    return InDoubt(
        "OUT-005",
        Text(
            sv="Det andra systemets svar är större än vi tar emot.",
            en="The answer of the other system is larger than we take in.",
        ),
        _ADDRESS,
    )


def broken_off() -> InDoubt:
    """The connection broke, or what came is no answer."""
    return InDoubt(
        "OUT-006",
        Text(
            sv="Svaret från det andra systemet avbröts eller går inte att läsa.",
            en="The answer of the other system was broken off or cannot be read.",
        ),
        _LATER,
    )


def too_slow() -> InDoubt:
    """It was sent, and no whole answer came in time."""
    return InDoubt(
        "OUT-007",
        Text(sv="Det andra systemet svarade inte i tid.", en="The other system did not answer in time."),
        _LATER,
    )


def resting() -> NotSent:
    """Too many calls have failed: we leave it alone for a while."""
    return NotSent(
        "OUT-008",
        Text(
            sv="Anslutningen vilar efter flera misslyckade anrop.",
            en="The connection rests after several failed calls.",
        ),
        Text(
            sv="Den prövas igen av sig själv inom några minuter.", en="It is tried again by itself within some minutes."
        ),
    )
