"""What a calling system can do wrong, in words for whoever looks after it."""

from __future__ import annotations

from services.errors import BadInput, Conflict, NotFound
from services.words import Text

BAD_CURSOR = BadInput(
    "API-010",
    Text(sv="Markören hör inte till den här listan.", en="The cursor does not belong to this list."),
    Text(sv="Skicka next_cursor från förra sidan oförändrad.", en="Send next_cursor of the page before as it came."),
)
NOT_HERE = NotFound(
    "API-012",
    Text(sv="Det som söks finns inte.", en="There is no such thing."),
    Text(sv="Kontrollera adressen och id:t.", en="Check the address and the id."),
)
OTHER_REQUEST = Conflict(
    "API-013",
    Text(
        sv="Nyckeln i Idempotency-Key har använts för ett annat anrop.",
        en="The Idempotency-Key was used for another call.",
    ),
    Text(sv="Ta en ny nyckel för varje nytt anrop.", en="Take a new key for every new call."),
)
STILL_UNKNOWN = Conflict(
    "API-014",
    Text(
        sv="Samma anrop pågår, eller avbröts innan dess svar var känt.",
        en="The same call is under way, or was broken off before its answer was known.",
    ),
    Text(
        sv="Vänta och fråga igen; hjälper det inte, se i listan vad som hände och ta en ny nyckel.",
        en="Wait and ask again; if that does not help, see in the list what happened and take a new key.",
    ),
)


def bad_days(longest: int) -> BadInput:
    """Days the wrong way round, too many of them, or of another age."""
    return BadInput(
        "API-011",
        Text(
            sv="Perioden ska vara 1–{longest} dagar mellan år 2000 och 2099.",
            en="The period is 1–{longest} days of the years 2000–2099.",
        ).fill(longest=longest),
        Text(sv="Ändra from och to.", en="Change from and to."),
    )
