"""Lists that stand in one cell: weekdays, windows, breaks and skills, written short and read in either language.

mån–fre 07:00–10:00 (+3); lör sön 08:00–11:00      windows: days (none: every day), hours, wish −10…10
11:00–13:00 30 min betald                          breaks: hours, minutes, paid, optional
insulin 2; lyft                                    skills with their least level
"""

from __future__ import annotations

import re
from datetime import date, time

from services.words import Language

Window = tuple[str, str, str, int]
"""Day (`1`–`7` or an ISO date), start, end, preference."""

Break = tuple[str, str, int, bool, bool]
"""Start, end, minutes, paid, required."""

DAYS = {
    Language.SV: ("mån", "tis", "ons", "tor", "fre", "lör", "sön"),
    Language.EN: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
WHOLE_WEEK = (1, 2, 3, 4, 5, 6, 7)
_NUMBER = {name.casefold(): place for names in DAYS.values() for place, name in enumerate(names, start=1)}
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_HOURS = r"(\d{1,2}[:.]\d{2})\s*-\s*(\d{1,2}[:.]\d{2})"
_WINDOW = re.compile(rf"^(.*?)\s*{_HOURS}(?:\s*\(([+-]?\d{{1,2}})\))?$")
_BREAK = re.compile(rf"^{_HOURS}\s+(\d{{1,3}})\s*min((?:\s+[a-zåäö]+)*)$")
_SKILL = re.compile(r"^(.+?)(?:\s+(\d{1,2}))?$")
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_PAID, _OPTIONAL = {"betald", "paid"}, {"valfri", "optional"}
_MOST_PREFERENCE, _MOST_LEVEL = 10, 10


def plainer(words: str) -> str:
    """Hyphens and blanks of every kind as the common ones."""
    return " ".join(words.translate(_HYPHENS).replace("\u00a0", " ").split())


def clock(words: str) -> time:
    """`7:03`, `07.03`; `ValueError` when it is none."""
    hour, _, minute = words.strip().replace(".", ":").partition(":")
    if not (hour.isdecimal() and minute.isdecimal() and len(minute) == 2):
        raise ValueError("not a time")
    return time(int(hour), int(minute))


def write_weekdays(days: tuple[int, ...], language: Language) -> str:
    """`mån tis`; the whole week is an empty cell."""
    return "" if days == WHOLE_WEEK else " ".join(DAYS[language][day - 1] for day in days)


def read_weekdays(words: str) -> tuple[int, ...]:
    """`mån tis`, `Mon-Fri, Sun`; nothing is the whole week. `ValueError` when a word is no day."""
    found: set[int] = set()
    joined = re.sub(r"\s*-\s*", "-", plainer(words).casefold())
    for word in re.split(r"[ ,]+", joined) if joined else ():
        first, is_range, last = word.partition("-")
        ends = [_NUMBER.get(name[:3]) for name in ((first, last) if is_range else (first,))]
        if None in ends:
            raise ValueError("not a weekday")
        low, high = ends[0] or 0, ends[-1] or 0
        found |= set(range(low, high + 1)) if low <= high else {*range(low, 8), *range(1, high + 1)}
    return tuple(sorted(found)) or WHOLE_WEEK


def write_windows(windows: tuple[Window, ...], language: Language) -> str:
    """Windows of the same hours in one part."""
    parts: dict[tuple[str, str, int], list[str]] = {}
    for day, start, end, preference in windows:
        parts.setdefault((start, end, preference), []).append(day)
    return "; ".join(
        _written_days(days, language) + f"{start}–{end}" + (f" ({preference:+d})" if preference else "")
        for (start, end, preference), days in parts.items()
    )


def read_windows(words: str) -> tuple[Window, ...]:
    """The windows in their one order; `ValueError` when a part is none."""
    found: set[Window] = set()
    for part in filter(None, (each.strip() for each in plainer(words).split(";"))):
        told = _WINDOW.match(part)
        if told is None:
            raise ValueError("not a window")
        days, start, end, preference = told.groups()
        wish = int(preference or 0)
        if abs(wish) > _MOST_PREFERENCE:
            raise ValueError("not a preference")
        hours = (_minutes(start), _minutes(end))
        found |= {(day, *hours, wish) for day in _read_days(days)}
    return tuple(sorted(found))


def write_breaks(breaks: tuple[Break, ...], language: Language) -> str:
    """Breaks in the order they are taken."""
    paid, optional = ("betald", "valfri") if language is Language.SV else ("paid", "optional")
    return "; ".join(
        f"{start}–{end} {minutes} min" + (f" {paid}" if is_paid else "") + ("" if is_required else f" {optional}")
        for start, end, minutes, is_paid, is_required in breaks
    )


def read_breaks(words: str) -> tuple[Break, ...]:
    """The breaks as they stand; `ValueError` when a part is none, or its rest longer than its hours."""
    found: list[Break] = []
    for part in filter(None, (each.strip() for each in plainer(words).casefold().split(";"))):
        told = _BREAK.match(part)
        flags = set(told[4].split()) if told else set()
        if told is None or flags - _PAID - _OPTIONAL:
            raise ValueError("not a break")
        start, end, minutes = clock(told[1]), clock(told[2]), int(told[3])
        room = (end.hour * 60 + end.minute - start.hour * 60 - start.minute) % 1440
        if not 0 < minutes <= room:
            raise ValueError("no room for the break")
        found.append((_hm(start), _hm(end), minutes, bool(flags & _PAID), not flags & _OPTIONAL))
    return tuple(found)


def write_skills(skills: tuple[tuple[str, int], ...]) -> str:
    """`insulin 2; lyft`: a level of 1 is not said, unless the name ends in a number itself."""
    said = ((" ".join(name.replace(";", ",").split()), level) for name, level in skills)
    return "; ".join(name if level == 1 and not name[-1:].isdecimal() else f"{name} {level}" for name, level in said)


def read_skills(words: str) -> tuple[tuple[str, int], ...]:
    """By name, each once; `ValueError` for a level outside 1–10 or a name said twice."""
    found: dict[str, int] = {}
    for part in filter(None, (each.strip() for each in words.split(";"))):
        told = _SKILL.match(" ".join(part.split()))
        assert told is not None  # a part is never empty
        name, level = told[1], int(told[2] or 1)
        if name in found or not 1 <= level <= _MOST_LEVEL:
            raise ValueError("not a skill")
        found[name] = level
    return tuple(sorted(found.items()))


def _written_days(days: list[str], language: Language) -> str:
    weekdays = tuple(int(day) for day in days if len(day) == 1)
    dates = [day for day in days if len(day) > 1]
    if not dates and weekdays == WHOLE_WEEK:
        return ""
    return " ".join([*(DAYS[language][day - 1] for day in weekdays), *dates]) + " "


def _read_days(words: str) -> list[str]:
    names = words.replace(",", " ").split()
    dates = [date.fromisoformat(name).isoformat() for name in names if _DATE.match(name)]
    weekdays = " ".join(name for name in names if not _DATE.match(name))
    if dates and not weekdays:
        return dates
    return [*(str(day) for day in read_weekdays(weekdays)), *dates]


def _minutes(words: str) -> str:
    return _hm(clock(words))


def _hm(wall: time) -> str:
    return wall.strftime("%H:%M")
