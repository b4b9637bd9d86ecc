"""Every way a rule of recurrence can be wrong: what, and how to mend it."""

from __future__ import annotations

from services.errors import BadInput
from services.words import Text

BAD_KIND, UNKNOWN_KEY, BAD_DAYS, BAD_STEP = "RECUR-001", "RECUR-002", "RECUR-003", "RECUR-004"
BAD_TIMES, NO_DATES, BAD_DATE, BAD_WORDS, BAD_WINDOW = "RECUR-005", "RECUR-006", "RECUR-007", "RECUR-008", "RECUR-009"

_FAULTS: dict[str, tuple[Text, Text]] = {
    BAD_KIND: (
        Text(sv="Slaget av upprepning är okänt: {value}.", en="Unknown kind of recurrence: {value}."),
        Text(
            sv="Använd daily, weekly, every_n_weeks, n_per_week eller dates.",
            en="Use daily, weekly, every_n_weeks, n_per_week or dates.",
        ),
    ),
    UNKNOWN_KEY: (
        Text(sv="Upprepningen har en okänd uppgift: {value}.", en="The recurrence has an unknown field: {value}."),
        Text(sv="Ta bort den eller rätta stavningen.", en="Remove it or correct the spelling."),
    ),
    BAD_DAYS: (
        Text(sv="Veckodagarna går inte att läsa: {value}.", en="The weekdays cannot be read: {value}."),
        Text(sv="Ange minst en av 1–7, där 1 är måndag.", en="Give at least one of 1–7, where 1 is Monday."),
    ),
    BAD_STEP: (
        Text(sv="Antalet veckor går inte: {value}.", en="The number of weeks is not possible: {value}."),
        Text(sv="Ange ett helt tal 1–52.", en="Give a whole number 1–52."),
    ),
    BAD_TIMES: (
        Text(
            sv="Antalet gånger i veckan går inte: {value}.", en="The number of times a week is not possible: {value}."
        ),
        Text(
            sv="Ange ett helt tal, högst ett per tillåten veckodag.",
            en="Give a whole number, at most one per allowed weekday.",
        ),
    ),
    NO_DATES: (
        Text(sv="Inga datum är angivna.", en="No dates are given."),
        Text(sv="Ange minst ett datum, som 2027-02-01.", en="Give at least one date, such as 2027-02-01."),
    ),
    BAD_DATE: (
        Text(sv="Det är inget datum: {value}.", en="This is not a date: {value}."),
        Text(sv="Skriv det som 2027-02-01.", en="Write it as 2027-02-01."),
    ),
    BAD_WORDS: (
        Text(sv="Upprepningen går inte att tyda: {value}.", en="The recurrence cannot be understood: {value}."),
        Text(
            sv="Skriv som ”Varje dag”, ”Varje vecka, mån tis” eller ”Var 3:e vecka, ons”.",
            en="Write it as “Varje dag”, “Varje vecka, mån tis” or “Var 3:e vecka, ons”.",
        ),
    ),
    BAD_WINDOW: (
        Text(sv="Tidsfönstret går inte att läsa: {value}.", en="The time window cannot be read: {value}."),
        Text(
            sv="Ange dag (1–7 eller datum), start och slut som 07:30 och önskemål −10 till 10.",
            en="Give day (1–7 or a date), start and end as 07:30, and preference −10 to 10.",
        ),
    ),
}


def refused(code: str, value: object) -> BadInput:
    """The refusal to raise; the value is cut short, for it may be anything."""
    cause, action = _FAULTS[code]
    return BadInput(code, cause.fill(value=str(value)[:60]), action)
