"""What can be wrong with a webhook, in words."""

from __future__ import annotations

from services.errors import BadInput, Conflict, NotFound
from services.words import Text

NO_HOOK = NotFound(
    "HOOK-001",
    Text(sv="Webhooken finns inte eller är stängd.", en="There is no such webhook, or it is closed."),
    Text(sv="Läs listan på nytt.", en="Read the list again."),
)
NO_EVENT = BadInput(
    "HOOK-004",
    Text(sv="Webhooken behöver minst en händelse.", en="The webhook needs an event."),
    Text(sv="Välj vad den ska få veta.", en="Choose what it is told of."),
)
NOT_GIVEN_UP = Conflict(
    "HOOK-003",
    Text(sv="Anropet väntar redan eller kom fram.", en="The call waits already, or got through."),
    Text(sv="Läs listan på nytt.", en="Read the list again."),
)
TOO_MANY = Conflict(
    "HOOK-002",
    Text(
        sv="Organisationen har redan så många webhookar som får finnas.",
        en="There are as many webhooks as there may be.",
    ),
    Text(sv="Stäng en som inte används.", en="Close one that is not used."),
)
