"""What can go wrong while a plan is edited or published, in words: the cause, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from services.errors import BadInput, Conflict, NotFound
from services.words import Text

_AGAIN = Text(sv="Titta på planen som den är nu och gör om ändringen.", en="See the plan as it is now and try again.")


class NotAllowedByRules(Conflict):
    """A hard rule forbids the change; `reasons` and `helps` in words."""

    def __init__(self, reasons: Sequence[Text], helps: Sequence[Text]) -> None:
        none = Text(sv="Välj en annan plats eller tid.", en="Choose another place or time.")
        super().__init__("EDIT-001", joined(reasons), joined(helps) if helps else none)
        self.reasons = tuple(reasons)
        self.helps = tuple(helps)


def joined(texts: Sequence[Text]) -> Text:
    """Sentences behind one another."""
    return Text(sv=" ".join(each.sv for each in texts) or "–", en=" ".join(each.en for each in texts) or "–")


def changed_meanwhile(told: Sequence[Text]) -> Conflict:
    """Somebody else has touched the same visits or shifts since the planner looked."""
    return Conflict("EDIT-002", joined(told), _AGAIN)


def no_visit() -> NotFound:
    """The visit is not in this plan, or was cancelled."""
    return NotFound(
        "EDIT-003",
        Text(sv="Besöket finns inte i planen, eller är inställt.", en="The visit is not in the plan, or is cancelled."),
        _AGAIN,
    )


def no_shift() -> NotFound:
    """The shift is not in this plan."""
    return NotFound("EDIT-004", Text(sv="Passet finns inte i planen.", en="The shift is not in the plan."), _AGAIN)


def not_planned() -> Conflict:
    """Nobody makes what should be moved or held."""
    return Conflict(
        "EDIT-005",
        Text(sv="Det finns inget planerat att ändra här.", en="Nothing is planned here that could be changed."),
        Text(sv="Välj ett besök eller pass som är planerat.", en="Choose a visit or a shift that is planned."),
    )


def nothing_changes() -> Conflict:
    """The plan is so already."""
    return Conflict(
        "EDIT-006",
        Text(sv="Planen är redan så.", en="The plan is so already."),
        Text(sv="Inget behöver göras.", en="Nothing needs to be done."),
    )


def nothing_to_undo() -> Conflict:
    """The planner has no edit left to take back, or to make again."""
    return Conflict(
        "EDIT-007",
        Text(sv="Du har ingen ändring att ångra eller göra om.", en="You have no edit to undo or redo."),
        Text(sv="Se historiken: där syns vem som ändrat vad.", en="See the history: it says who changed what."),
    )


def no_reason() -> BadInput:
    """An override or a publication needs a reason."""
    return BadInput(
        "EDIT-008",
        Text(sv="Skälet saknas.", en="There is no reason."),
        Text(sv="Skriv varför, minst fem tecken.", en="Say why, in at least five characters."),
    )


def is_published() -> Conflict:
    """What is published stands."""
    return Conflict(
        "EDIT-009",
        Text(sv="En publicerad plan ändras inte.", en="A published plan never changes."),
        Text(sv="Gör ett utkast av den, ändra och publicera på nytt.", en="Make a draft of it and publish anew."),
    )


def other_days() -> Conflict:
    """Nothing of the other plan stands in this one."""
    return Conflict(
        "EDIT-010",
        Text(sv="Den andra planen gäller andra dagar eller andra besök.", en="The other plan is for other days."),
        Text(sv="Välj en plan för samma dagar.", en="Choose a plan for the same days."),
    )
