"""What can go wrong around connections, in words; never with a key in them."""

from __future__ import annotations

from services.errors import BadInput, Conflict, NotAllowed
from services.words import Text

NOT_CONNECTED = Conflict(
    "CON-001",
    Text(sv="Det finns ingen anslutning till Timefold.", en="There is no connection to Timefold."),
    Text(
        sv="Be en administratör lägga upp den på sidan Anslutningar.",
        en="Ask an administrator to set it up on the page Connections.",
    ),
)
KEY_FOR_HOST = BadInput(
    "CON-002",
    Text(
        sv="En ny adress behöver en ny nyckel: den sparade skickas bara dit den var menad.",
        en="Another address needs another key: the one kept is only sent where it was meant for.",
    ),
    Text(sv="Skriv in nyckeln för den nya adressen.", en="Type the key for the new address."),
)
NO_KEY = BadInput(
    "CON-003",
    Text(sv="Anslutningen behöver en nyckel.", en="The connection needs a key."),
    Text(sv="Klistra in nyckeln från Timefold.", en="Paste the key from Timefold."),
)
BAD_WORD = BadInput(
    "CON-004",
    Text(
        sv="Nyckel, profil och rubriker får bara ha vanliga tecken och vara högst 200 långa.",
        en="Key, profile and headers may have plain characters only and be 200 long at most.",
    ),
    Text(sv="Ändra det som är för långt eller har konstiga tecken.", en="Change what is too long or has odd signs."),
)
CHANGED = Conflict(
    "CON-005",
    Text(sv="Anslutningen har stängts under tiden.", en="The connection was closed meanwhile."),
    Text(sv="Ladda om sidan.", en="Load the page again."),
)
PROTECTED = NotAllowed(
    "CON-006",
    Text(
        sv="Dagarna har besök hos klienter med skyddad identitet: var de bor lämnar aldrig systemet.",
        en="The days have visits to clients whose identity is protected: where they live never leaves the system.",
    ),
    Text(sv="Kör de här dagarna med den inbyggda lösaren.", en="Solve these days with the built-in solver."),
)
