"""What can go wrong when a geocoder is asked, in words; never with the address in them."""

from __future__ import annotations

from services.errors import Unavailable
from services.words import Text

_BY_HAND = Text(
    sv="Försök igen om en stund, eller sätt ut platsen på kartan för hand.",
    en="Try again in a while, or place it on the map by hand.",
)
_TELL = Text(
    sv="Sätt ut platsen för hand och berätta för den som sköter driften.",
    en="Place it by hand, and tell whoever operates the system.",
)


def silent() -> Unavailable:
    """No answer, or not in time."""
    return Unavailable(
        "GEO-001", Text(sv="Adresstjänsten svarar inte.", en="The address service does not answer."), _BY_HAND
    )


def busy() -> Unavailable:
    """It, or our own pace, forbids another question now."""
    return Unavailable(
        "GEO-002",
        Text(
            sv="Adresstjänsten tar inte emot fler frågor just nu.",
            en="The address service takes no more questions now.",
        ),
        _BY_HAND,
    )


def unreadable() -> Unavailable:
    """An answer that is no list of places."""
    return Unavailable(
        "GEO-003",
        Text(sv="Adresstjänstens svar går inte att läsa.", en="The answer of the address service cannot be read."),
        _TELL,
    )


def elsewhere() -> Unavailable:
    """It sends us to another address, which nobody has agreed may learn where people live."""
    return Unavailable(
        "GEO-004",
        Text(
            sv="Adresstjänsten hänvisar till en annan adress. Frågan skickades inte vidare.",
            en="The address service refers to another address. The question was not passed on.",
        ),
        _TELL,
    )
