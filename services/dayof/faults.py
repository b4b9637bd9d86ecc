"""What cannot be said of the day, in words."""

from __future__ import annotations

from services.errors import BadInput, Conflict, NotFound
from services.words import Text

_CHOOSE = Text(sv="Välj något annat i listan.", en="Choose something else in the list.")
_NOT_HERE = Text(sv="{what} finns inte i planen.", en="{what} is not in the plan.")


def unknown(what: Text) -> NotFound:
    """The carer, visit or client is not part of the plan."""
    return NotFound(
        "DAY-001", Text(sv="{what} finns inte i planen.", en="{what} is not in the plan.").fill(what=what), _CHOOSE
    )


def begun() -> Conflict:
    """What has begun cannot be undone."""
    return Conflict(
        "DAY-002",
        Text(sv="Besöket har redan börjat.", en="The visit has begun already."),
        Text(sv="Ange att det blir kortare eller längre i stället.", en="Say that it takes less or more time instead."),
    )


def unplanned() -> Conflict:
    """A visit nobody makes cannot be late."""
    return Conflict(
        "DAY-003", Text(sv="Ingen gör besöket i planen.", en="Nobody makes the visit in the plan."), _CHOOSE
    )


def nonsense(cause: Text) -> BadInput:
    """Times that cannot be."""
    return BadInput("DAY-004", cause, Text(sv="Ändra tiden och försök igen.", en="Change the time and try again."))


def on_record() -> Conflict:
    """Somebody else has just put the same on record."""
    return Conflict(
        "DAY-005",
        Text(sv="Någon annan skriver just in samma sak.", en="Somebody else is putting the same on record."),
        Text(sv="Läs in sidan igen och se vad som fattas.", en="Load the page again and see what is missing."),
    )


CARER = Text(sv="Medarbetaren", en="The carer")
VISIT = Text(sv="Besöket", en="The visit")
CLIENT = Text(sv="Klienten", en="The client")
EARLIER = Text(
    sv="Ett försenat besök kan inte börja före planerad tid.", en="A late visit cannot start before its time."
)
PASSED = Text(sv="Tiden har redan passerat.", en="That time has passed already.")
NO_MOMENT = Text(sv="Säg vad som har hänt, och när.", en="Say what happened, and when.")
