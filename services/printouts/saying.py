"""Times, names and counts as they stand on paper, the same in every form."""

from __future__ import annotations

from datetime import date

from services.printouts import words
from services.printouts.papers import DaySheet, Line
from services.words import Language, clock, long_date, minutes, number

MINUTE_S = 60


def first_capital(said: str) -> str:
    """`Onsdag 3 februari`."""
    return said[:1].upper() + said[1:]


def spells(sheet: DaySheet, language: Language) -> str:
    """`Pass 07:00–16:00`, all of the day's."""
    said = ", ".join(f"{clock(start)}–{clock(end)}" for start, end in sheet.spells)
    return words.SHIFT(language, spells=said)


def count(sheet: DaySheet, language: Language) -> str:
    """`12 besök`."""
    visits = sum(line.client is not None for line in sheet.lines)
    return words.ONE_VISIT(language) if visits == 1 else words.VISITS(language, count=number(visits, language))


def carers(line: Line, language: Language) -> str:
    """`Bo, Eva och Ida`."""
    *first, last = line.mates
    return words.AND(language).join(filter(None, (", ".join(first), last)))


def travel(line: Line, language: Language) -> str:
    """`12 min`; nothing for less than a minute."""
    return minutes(line.travel_s, language) if line.travel_s >= MINUTE_S else ""


def period(first: date, last: date, language: Language) -> str:
    """`Måndag 1 februari – söndag 7 februari`."""
    return first_capital(words.PERIOD(language, first=long_date(first, language), last=long_date(last, language)))


def safe_name(name: str) -> str:
    """A name as part of a file's: letters, digits and hyphens."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in name).split()) or "plan"
