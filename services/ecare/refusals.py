"""What can go wrong around a care system's connection, in words; and why a task of theirs waits."""

from __future__ import annotations

from services.errors import BadInput, Conflict
from services.words import Text

NOT_CONNECTED = Conflict(
    "ECARE-010",
    Text(sv="Det finns ingen anslutning till vårdsystemet.", en="There is no connection to the care system."),
    Text(
        sv="Be en administratör lägga upp den på sidan Anslutningar.",
        en="Ask an administrator to set it up on the page Connections.",
    ),
)
TRIAL_ENDED = Conflict(
    "ECARE-016",
    Text(sv="Provperioden är slut, så inget utbyte görs.", en="The trial has ended, so nothing is exchanged."),
    Text(
        sv="Förlängs den, fortsätter utbytet av sig självt.", en="When it is extended, the exchange goes on by itself."
    ),
)
UNREADABLE = Conflict(
    "ECARE-011",
    Text(
        sv="Vårdsystemets svar går inte att läsa. Inget togs in.",
        en="The care system's answer cannot be read. Nothing was taken in.",
    ),
    Text(
        sv="Kontrollera sökväg och fältnamn, eller hämta igen om en stund.",
        en="Check path and field names, or pull again in a while.",
    ),
)
CHANGED_MEANWHILE = Conflict(
    "ECARE-012",
    Text(sv="Någon ändrade samma besök under tiden.", en="Somebody changed the same visits meanwhile."),
    Text(sv="Hämta igen.", en="Pull again."),
)
NOT_PUBLISHED = Conflict(
    "ECARE-013",
    Text(sv="Bara publicerade planer skickas till vårdsystemet.", en="Only published plans go to the care system."),
    Text(sv="Publicera planen först.", en="Publish the plan first."),
)
NOTHING_TO_GIVE = Conflict(
    "ECARE-014",
    Text(
        sv="Inget av planens besök kommer från vårdsystemet.",
        en="None of the plan's visits comes from the care system.",
    ),
    Text(sv="Hämta besöken därifrån, planera dem och publicera.", en="Pull the visits from it, plan and publish them."),
)
NO_PLACE = Text(
    sv="Klienten har ingen position. Sätt ut den på sidan Klienter och besök och försök igen.",
    en="The client has no position. Place it on the page Clients and visits and try again.",
)
MANY_GONE = Text(
    sv="{missing} av {standing} kommande besök finns inte i vårdsystemets svar. Inget är inställt, för en avbruten "
    "export ser likadan ut. Kontrollera i vårdsystemet och hämta igen, eller ställ in dem här ovanför.",
    en="{missing} of {standing} visits to come are not in the care system's answer. None is called off, for a broken "
    "export looks the same. Look in the care system and pull again, or call them off above.",
)
ALL_GONE = Text(
    sv="Vårdsystemets svar är tomt, fast {standing} besök därifrån står för dörren. Inget är inställt. Kontrollera "
    "exporten i vårdsystemet och hämta igen.",
    en="The care system's answer is empty, though {standing} of its visits are to come. None is called off. Check the "
    "export in the care system and pull again.",
)
_OFF = Text(
    sv=" Ska det inte göras, ställ in det på sidan Klienter och besök.",
    en=" If it shall not be made, call it off on the page Clients and visits.",
)
STANDS = {
    "begun": Text(
        sv="Besöket är borta ur vårdsystemet, men har börjat eller är utfört här.",
        en="The visit is gone from the care system, but has begun or is done here.",
    ),
    "published": Text(
        sv="Besöket är borta ur vårdsystemet, men står i en publicerad plan.",
        en="The visit is gone from the care system, but stands in a published plan.",
    )
    + _OFF,
    "pinned": Text(
        sv="Besöket är borta ur vårdsystemet, men är låst här.",
        en="The visit is gone from the care system, but is pinned here.",
    )
    + _OFF,
    "by_hand": Text(
        sv="Besöket är borta ur vårdsystemet, men är ändrat för hand här.",
        en="The visit is gone from the care system, but was changed by hand here.",
    )
    + _OFF,
    "ours": Text(
        sv="Besöket är borta ur vårdsystemet, men vad som ska göras bestäms här.",
        en="The visit is gone from the care system, but what is wanted is ours to say.",
    )
    + _OFF,
}
NOTHING_ASKED = Conflict(
    "ECARE-025",
    Text(sv="Frågan är redan besvarad.", en="The question has been answered already."),
    Text(sv="Ladda om sidan.", en="Reload the page."),
)
BAD_TASK = Text(sv="Uppgiften kunde inte läsas: {cause}", en="The task could not be read: {cause}")
DOUBT = Text(
    sv="Det är osäkert om dagen kom fram. Kontrollera i vårdsystemet innan den skickas igen. {cause}",
    en="It is not certain that the day arrived. Look in the care system before it is sent again. {cause}",
)


def bad_profile(name: str, low: int, high: int) -> BadInput:
    """A number of the profile outside its range."""
    return BadInput(
        "ECARE-015",
        Text(sv=f"Värdet för {name} ska vara {low}–{high}.", en=f"The value of {name} must lie within {low}–{high}."),
        Text(sv="Ändra värdet.", en="Change the value."),
    )
