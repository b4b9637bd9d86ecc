"""The times a visit may take place, in words: `07:30–08:35`, `1–14 feb 07:00–22:00`, and how many more there are."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from services.problem.columns import Columns
from services.words import MONTHS, Language, clock


def spans_s(c: Columns, visit: int) -> list[tuple[int, int]]:
    """Each window as first start and last end, seconds since the origin."""
    first, last = int(c.window_off[visit]), int(c.window_off[visit + 1])
    duration = int(c.visit_duration_s[visit])
    return [(int(c.window_open_s[w]), int(c.window_close_s[w]) + duration) for w in range(first, last)]


def spans_between(c: Columns, visit: int, start_s: int, end_s: int) -> list[tuple[int, int]]:
    """The windows that overlap an interval; all of them where none does, so that there is always something to show."""
    spans = spans_s(c, visit)
    return [span for span in spans if span[0] < end_s and span[1] > start_s] or spans


def window_words(c: Columns, visit: int, language: Language, start_s: int, end_s: int) -> str:
    """The first window in the interval, and `+2` where there are more of them."""
    spans = spans_between(c, visit, start_s, end_s)
    if not spans:
        return "–"
    more = len(spans) - 1
    return span_words(c, *spans[0], language) + (f" +{more}" if more else "")


def span_words(c: Columns, start_s: int, end_s: int, language: Language) -> str:
    """`07:30–08:35`; over more than a day with its dates."""
    zone = ZoneInfo(c.problem.zone)
    start, end = (datetime.fromtimestamp(c.origin_s + s, zone) for s in (start_s, end_s))
    if end_s - start_s <= 24 * 3600:
        return f"{clock(start)}–{clock(end)}"
    months = MONTHS[language]
    first = f"{start.day}" if start.month == end.month else f"{start.day} {months[start.month - 1][:3]}"
    return f"{first}–{end.day} {months[end.month - 1][:3]} {clock(start)}–{clock(end)}"
