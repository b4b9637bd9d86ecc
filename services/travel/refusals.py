"""What can go wrong around travel times, in words."""

from __future__ import annotations

from services.errors import Conflict, Unavailable
from services.words import Text

REFUSED = Text(sv="Restiderna kan inte sparas. {cause}", en="The travel times cannot be saved. {cause}")
CHANGED = Conflict(
    "TRAVEL-101",
    Text(sv="Någon annan har ändrat restiderna.", en="Somebody else has changed the travel times."),
    Text(sv="Ladda om sidan och ändra igen.", en="Load the page again and change them anew."),
)
NO_ROUTER = Unavailable(
    "TRAVEL-102",
    Text(sv="Ingen vägtjänst är ansluten.", en="No router is connected."),
    Text(
        sv="En administratör ansluter den på sidan Anslutningar. Tills dess räknas med den inbyggda modellen.",
        en="An administrator connects one on the page Connections. Until then the built-in model is used.",
    ),
)
NO_PLACES = Conflict(
    "TRAVEL-103",
    Text(sv="Det finns inga två platser att prova med.", en="There are no two places to try with."),
    Text(sv="Lägg in klienter med positioner först.", en="Add clients with positions first."),
)
STOPPED = Unavailable(
    "TRAVEL-104",
    Text(
        sv="Körningen stoppades innan vägtjänsten hade svarat på allt.",
        en="The run was stopped before the router had answered everything.",
    ),
    Text(sv="Starta en ny körning när det finns tid.", en="Start another run when there is time."),
)
TOO_LONG = Unavailable(
    "TRAVEL-105",
    Text(
        sv="Vägtjänsten hann inte svara på allt i rimlig tid.",
        en="The router did not answer everything in reasonable time.",
    ),
    Text(
        sv="Det som hann svaras är sparat; nästa körning frågar efter resten.",
        en="What was answered is kept; the next run asks for the rest.",
    ),
)
