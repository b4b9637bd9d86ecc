"""What can be wrong with a key or with how it is made, in words."""

from __future__ import annotations

from data.vocabulary import ApiScope
from services.errors import BadInput, NotAllowed, NotFound, SignedOut, Unavailable
from services.words import Text

_ASK = Text(
    sv="Be en administratör i organisationen om en nyckel med rätt omfattning.",
    en="Ask an administrator of the organisation for a key with the right scopes.",
)
NO_KEY = SignedOut(
    "KEY-001",
    Text(sv="Anropet saknar en giltig nyckel.", en="The call has no valid key."),
    Text(
        sv="Skicka nyckeln i huvudet Authorization: Bearer. Är den stängd eller har den gått ut, be om en ny.",
        en="Send the key in the header Authorization: Bearer. If it is closed or has expired, ask for a new one.",
    ),
)
NO_DATABASE = Unavailable(
    "KEY-006",
    Text(sv="Databasen svarar inte just nu.", en="The database does not answer now."),
    Text(sv="Försök igen om en stund.", en="Try again in a while."),
)
NO_SUCH_KEY = NotFound(
    "KEY-003",
    Text(sv="Nyckeln finns inte eller är redan stängd.", en="There is no such key, or it is closed already."),
    Text(sv="Läs listan på nytt.", en="Read the list again."),
)
TOO_FAST = (
    Text(sv="Nyckeln har anropat för ofta.", en="The key has called too often."),
    Text(
        sv="Vänta så många sekunder som Retry-After säger och försök igen.",
        en="Wait as many seconds as Retry-After says and try again.",
    ),
)


def lacks(scope: ApiScope) -> NotAllowed:
    """The key may do other things, not this."""
    return NotAllowed(
        "KEY-002",
        Text(
            sv="Nyckeln saknar omfattningen {scope}.", en="The key lacks the scope {scope}."
        ).fill(scope=scope.value),
        _ASK,
    )  # fmt: skip


def bad_wish(cause: Text) -> BadInput:
    """A key that cannot be made as asked."""
    return BadInput("KEY-004", cause, Text(sv="Ändra uppgifterna och försök igen.", en="Change them and try again."))
