"""The care system's own words for a recurrence, read exactly and written back: `Varannan vecka, tor`."""

from __future__ import annotations

import re

from services.recurrence.faults import BAD_WORDS, refused
from services.recurrence.frequency import WEEK, Frequency, Kind

_DAYS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")
_NUMBER = {name: place for place, name in enumerate(_DAYS, start=1)}
_WEEKLY = re.compile(r"^(?:(varje)|(varannan)|var (\d{1,2}):[ea]) vecka\s*,\s*(.+)$")


def read_slinga(words: str) -> Frequency:
    """The rule those words say; raises `BadInput` (RECUR-008) when they say none."""
    told = re.sub(r"\s+", " ", words).strip().lower()
    if told == "varje dag":
        return Frequency(Kind.DAILY)
    found = _WEEKLY.match(told)
    if found is None:
        raise refused(BAD_WORDS, words)
    every, other, step, days = found.groups()
    names = re.split(r"[ ,]+", days.strip())
    if any(name not in _NUMBER for name in names):
        raise refused(BAD_WORDS, words)
    weekdays = tuple(sorted({_NUMBER[name] for name in names}))
    weeks = 1 if every else 2 if other else int(step)
    return Frequency(Kind.WEEKLY if weeks == 1 else Kind.EVERY_N_WEEKS, weekdays, weeks)


def write_slinga(rule: Frequency) -> str | None:
    """The words for `rule`, None when the care system has none."""
    if rule.dates or rule.except_dates or rule.skips_holidays or rule.is_movable:
        return None
    if rule.kind is Kind.DAILY and rule.weekdays == WEEK:
        return "Varje dag"
    days = " ".join(_DAYS[day - 1] for day in rule.weekdays)
    if rule.kind is not Kind.EVERY_N_WEEKS or rule.every_weeks == 1:
        return f"Varje vecka, {days}"
    return f"Varannan vecka, {days}" if rule.every_weeks == 2 else f"Var {rule.every_weeks}:e vecka, {days}"
