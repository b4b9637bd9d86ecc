"""What can be wrong with settings of an organisation, in words."""

from __future__ import annotations

from data.repositories.districts import Belonging
from services.errors import BadInput, Conflict, NotFound
from services.words import Text

_AGAIN = Text(sv="Ändra uppgifterna och försök igen.", en="Change them and try again.")
_RELOAD = Text(sv="Ladda om sidan och gör om ändringen.", en="Load the page again and make the change once more.")
NO_NAME = BadInput("SETTING-001", Text(sv="Namnet ska ha 1–255 tecken.", en="The name has 1–255 characters."), _AGAIN)
NO_ZONE = BadInput("SETTING-002", Text(sv="Tidszonen finns inte.", en="There is no such time zone."), Text(
    sv="Välj en ur listan, till exempel Europe/Stockholm.", en="Choose one of the list, such as Europe/Stockholm.",
))  # fmt: skip
NAME_TAKEN = Conflict(
    "SETTING-003", Text(sv="Ett annat område heter redan så.", en="Another district has this name already."),
    Text(sv="Välj ett annat namn.", en="Choose another name."),
)  # fmt: skip
NO_DISTRICT = NotFound("SETTING-004", Text(sv="Området finns inte längre.", en="The district is gone."), _RELOAD)
BAD_TOLERANCE = BadInput(
    "SETTING-005", Text(sv="Toleransen är 0–120 hela minuter.", en="The tolerance is 0–120 whole minutes."), _AGAIN,
)  # fmt: skip
NOWHERE = BadInput(
    "SETTING-006",
    Text(sv="Positionen ligger utanför Sverige eller är omkastad.", en="The position is outside Sweden, or swapped."),
    Text(sv="Peka ut platsen på kartan.", en="Point the place out on the map."),
)
NOBODY = NotFound(
    "SETTING-008", Text(sv="Någon av dem finns inte längre.", en="One of them is gone."), _RELOAD,
)  # fmt: skip
CHANGED = Conflict(
    "SETTING-009",
    Text(sv="Någon annan har ändrat samma rader.", en="Somebody else has changed the same rows."),
    _RELOAD,
)  # fmt: skip
BAD_PRICE = BadInput(
    "SETTING-010", Text(sv="Ersättningen är 0–3 000 kr.", en="The reimbursement is SEK 0–3,000."), _AGAIN,
)  # fmt: skip
TWICE = Conflict(
    "SETTING-011",
    Text(sv="Två ersättningar gäller samma insats och område från samma dag.",
         en="Two tariffs are for the same care and district from the same day."),
    Text(sv="Ändra den ena eller ta bort den.", en="Change one of them or remove it."),
)  # fmt: skip
_IN_USE = Text(
    sv="Området används: {clients} {clients:klient|klienter}, {employees} medarbetare och {tariffs} "
    "{tariffs:ersättning|ersättningar} hör dit.",
    en="The district is in use: {clients} {clients:client|clients}, {employees} {employees:carer|carers} and {tariffs} "
    "{tariffs:tariff|tariffs} belong to it.",
)


def in_use(held: Belonging) -> Conflict:
    """Somebody belongs to the district."""
    return Conflict(
        "SETTING-007",
        _IN_USE.fill(clients=held.clients, employees=held.employees, tariffs=held.tariffs),
        Text(sv="Flytta dem till ett annat område först.", en="Move them to another district first."),
    )
