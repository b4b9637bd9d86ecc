"""Amounts of each unit in words, the way a row or a sentence shows them."""

from __future__ import annotations

from services.constraints.kind import Unit
from services.words import Language, Text, minutes, number

WORDS: dict[Unit, tuple[Text, Text]] = {
    Unit.VISITS: (Text(sv="besök", en="visit"), Text(sv="besök", en="visits")),
    Unit.IMPORTANCE: (Text(sv="prioritetspoäng", en="priority point"),
                      Text(sv="prioritetspoäng", en="priority points")),
    Unit.SHIFTS: (Text(sv="pass", en="shift"), Text(sv="pass", en="shifts")),
    Unit.CARERS: (Text(sv="medarbetare", en="carer"), Text(sv="medarbetare", en="carers")),
    Unit.SKILLS: (Text(sv="kompetens", en="skill"), Text(sv="kompetenser", en="skills")),
    Unit.LEVELS: (Text(sv="kompetensnivå", en="skill level"), Text(sv="kompetensnivåer", en="skill levels")),
    Unit.PAIRS: (Text(sv="par", en="pair"), Text(sv="par", en="pairs")),
    Unit.LEGS: (Text(sv="resa", en="leg"), Text(sv="resor", en="legs")),
    Unit.DAYS: (Text(sv="dag", en="day"), Text(sv="dagar", en="days")),
    Unit.KRONOR: (Text(sv="kr", en="SEK"), Text(sv="kr", en="SEK")),
    Unit.LOAD: (Text(sv="lastenhet", en="unit of load"), Text(sv="lastenheter", en="units of load")),
}  # fmt: skip
"""One and several of every counted unit; times and distances are written as numbers with their sign."""

MINUTE_S = 60


def amount(units: int, unit: Unit) -> Text:
    """`12 min`, `40 s`, `3 besök` / `3 visits`, `1,3 km` / `1.3 km`."""
    return Text(sv=_written(units, unit, Language.SV), en=_written(units, unit, Language.EN))


def unit_name(unit: Unit) -> Text:
    """The unit as a column says it: `min`, `besök` / `visits`."""
    if unit in WORDS:
        return WORDS[unit][1]
    return Text(sv="km", en="km") if unit is Unit.HECTOMETRES else Text(sv="min", en="min")


def _written(units: int, unit: Unit, language: Language) -> str:
    if unit is Unit.SECONDS:
        return minutes(units, language) if units >= MINUTE_S else f"{number(units, language)}\u202fs"
    if unit is Unit.MINUTES:
        return minutes(units * MINUTE_S, language)
    if unit is Unit.HECTOMETRES:
        return f"{number(units / 10, language, 1)}\u202fkm"
    one, several = WORDS[unit]
    return f"{number(units, language)} {(one if units == 1 else several)(language)}"
