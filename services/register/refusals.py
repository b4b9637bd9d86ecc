"""Why a change of clients or employees is refused, in words."""

from __future__ import annotations

from services.errors import BadInput, Conflict, NotFound
from services.register.cells import LONGEST_PSEUDONYM
from services.words import Text

TAKEN = Conflict(
    "REG-002",
    Text(sv="Pseudonymen eller id:t används redan.", en="The pseudonym or id is used already."),
    Text(sv="Välj ett annat.", en="Choose another."),
)
TAKEN_NAMES = Text(
    sv="Kolumnen Pseudonym: {names} används redan.", en="Column Pseudonym: {names} is used already."
)  # fmt: skip
NO_NAME = BadInput(
    "REG-004",
    Text(sv="En ny rad saknar pseudonym.", en="A new row has no pseudonym."),
    Text(sv="Ge varje rad en egen pseudonym, till exempel M12.", en="Give each row its own pseudonym, such as M12."),
)
BAD_SKILL = BadInput(
    "REG-005",
    Text(sv="En kompetens slutar innan den börjar, eller står två gånger.",
         en="A skill ends before it begins, or stands twice."),
    Text(sv="Rätta datumen eller ta bort den ena raden.", en="Correct the dates or remove one of the rows."),
)  # fmt: skip
NO_REASON = BadInput(
    "REG-006",
    Text(sv="Skälet saknas.", en="There is no reason."),
    Text(sv="Skriv varför uppgifterna behövs, minst fem tecken.", en="Say why they are needed, in five characters."),
)
GONE = NotFound(
    "REG-007",
    Text(sv="Personen finns inte.", en="There is no such person."),
    Text(sv="Ladda om sidan.", en="Load the page again."),
)
CONTRADICTION = BadInput(
    "REG-008",
    Text(sv="Samma medarbetare är både önskad och avböjd.", en="The same carer is both wished for and declined."),
    Text(sv="Ta bort den ena uppgiften.", en="Remove one of the two."),
)


def too_long(name: str) -> BadInput:
    """A pseudonym for which there is no room."""
    return BadInput(
        "REG-009",
        Text(
            sv="Kolumnen Pseudonym: {name} har {count} tecken.", en="Column Pseudonym: {name} has {count} characters."
        ).fill(name=name, count=len(name)),
        Text(
            sv="Skriv en pseudonym på högst {most} tecken.", en="Write a pseudonym of at most {most} characters."
        ).fill(most=LONGEST_PSEUDONYM),
    )
