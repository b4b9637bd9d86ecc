"""What is asked for when a plan is taken out, what is given back, and what can go wrong, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.errors import BadInput
from services.words import Text

SHORTEST_REASON = 5


class Form(StrEnum):
    """What a plan can be taken out as."""

    DAY_SHEETS = "day_sheets"
    DAY_SHEETS_PDF = "day_sheets_pdf"
    LETTERS = "letters"
    LETTERS_PDF = "letters_pdf"
    BOOK = "xlsx"
    CALENDARS = "calendars"
    MODEL_OUTPUT = "fsr"


NAMELESS = frozenset({Form.MODEL_OUTPUT})
"""Forms that hold ids only, whoever asks."""
NO_REASON = BadInput(
    "PRINT-001",
    Text(sv="Det saknas en anledning att ta ut namn och adresser.", en="A reason to take out names is missing."),
    Text(
        sv="Skriv varför de behövs, så att det går att förstå efteråt.", en="Write why, so that it makes sense later."
    ),
)
NOTHING = BadInput(
    "PRINT-002",
    Text(sv="Ingen har något besök de valda dagarna.", en="Nobody has a visit on the chosen days."),
    Text(sv="Välj andra dagar eller andra personer.", en="Choose other days or other people."),
)


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for; no carers or clients named: all of them. `reason` is needed for names."""

    form: Form
    first_day: date
    last_day: date
    carer_ids: tuple[str, ...] = ()
    client_ids: tuple[str, ...] = ()
    with_names: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """What a browser saves."""

    name: str
    mime: str
    raw: bytes
