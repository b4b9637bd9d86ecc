"""What somebody who wants to try types, and what has to be right about it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from services.accounts import password_rules
from services.errors import BadInput
from services.words import Text

LONGEST_NAME, LONGEST_EMAIL = 200, 254
_EMAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\".]+(\.[^@\s<>\".]+)+")
_CORRECT = Text(sv="Rätta och försök igen.", en="Correct it and try again.")

NO_NAME = BadInput(
    "TRIAL-001",
    Text(sv="Organisationens namn och ditt namn behövs.", en="The organisation's name and your name are needed."),
    Text(sv="Fyll i båda, med högst 200 tecken.", en="Fill in both, with at most 200 characters."),
)
NO_EMAIL = BadInput(
    "TRIAL-002", Text(sv="E-postadressen ser inte riktig ut.", en="The e-mail address does not look right."), _CORRECT
)


@dataclass(frozen=True, slots=True)
class TrialWish:
    """A trial that somebody asks for; with demo data, or empty for a file of their own."""

    organization_name: str
    name: str
    email: str
    password: str
    with_demo: bool = True


def tidied(wish: TrialWish) -> TrialWish:
    """The wish as it is kept; refused when it cannot be."""
    organization, name = _line(wish.organization_name), _line(wish.name)
    email = unicodedata.normalize("NFC", wish.email).strip().lower()
    if not 0 < len(organization) <= LONGEST_NAME or not 0 < len(name) <= LONGEST_NAME:
        raise NO_NAME
    if len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email):
        raise NO_EMAIL
    password_rules.check(wish.password, has_second_step=False, about=(organization, name, email))
    return TrialWish(organization, name, email, wish.password, wish.with_demo)


def _line(typed: str) -> str:
    """One line without signs that are not drawn."""
    kept = "".join(sign if sign.isprintable() else " " for sign in unicodedata.normalize("NFC", typed))
    return " ".join(kept.split())
