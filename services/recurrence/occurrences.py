"""The days a rule gives within a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice

from dateutil.rrule import DAILY, WEEKLY, rrule

from services.recurrence.frequency import Frequency, Kind
from services.recurrence.red_days import is_red

_HORIZON = timedelta(days=366 * 4)
"""How far ahead the next days are looked for: a rule that gives none in four years gives none."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One visit to be made: on one of `days` (one unless it may move); `number` counts 0, 1, … within its week.

    `key` names it for ever, whatever period it was asked for in.
    """

    key: str
    days: tuple[date, ...]
    number: int = 0


def occurrences(rule: Frequency, begins: date, ends: date | None, first: date, last: date) -> tuple[Occurrence, ...]:
    """What `rule` gives from `first` to `last` (both included), for a need that holds from `begins` to `ends`.

    A movable occurrence belongs to the period in which its week begins to be allowed, so that two periods in a row
    never both make it; its days are never cut by the period.
    """
    if rule.kind is Kind.N_PER_WEEK:
        return _movable(rule, begins, ends, first, last)
    last = min(last, ends) if ends else last
    return tuple(Occurrence(day.isoformat(), (day,)) for day in _days(rule, begins, max(first, begins), last))


def next_days(rule: Frequency, begins: date, ends: date | None, today: date, count: int = 10) -> tuple[date, ...]:
    """The next `count` days, from today on; the first possible day of each occurrence that may move."""
    found = occurrences(rule, begins, ends, today, min(ends or date.max, today + _HORIZON))
    return tuple(islice((each.days[0] for each in found), count))


def _days(rule: Frequency, begins: date, first: date, last: date) -> list[date]:
    if first > last:
        return []
    if rule.kind is Kind.DATES:
        days = [day for day in rule.dates if first <= day <= last]
    else:
        days = _by_rrule(rule.kind, rule.weekdays, rule.every_weeks, _monday(begins), first, last)
    return [day for day in days if _is_kept(rule, day)]


def _by_rrule(
    kind: Kind, weekdays: tuple[int, ...], every_weeks: int, anchor: date, first: date, last: date
) -> list[date]:
    step = every_weeks if kind is Kind.EVERY_N_WEEKS else 1
    # Weeks count from the week the need begins in; starting near `first` keeps a long-held need cheap.
    skipped = max(0, (_monday(first) - anchor).days // 7 // step) * step
    start = anchor + timedelta(weeks=skipped)
    days = [day - 1 for day in weekdays]
    if kind is Kind.DAILY:
        rule = rrule(DAILY, dtstart=_midnight(first), until=_midnight(last), byweekday=days)
    else:
        rule = rrule(WEEKLY, interval=step, wkst=0, dtstart=_midnight(start), until=_midnight(last), byweekday=days)
    return [moment.date() for moment in rule if moment.date() >= first]


def _movable(rule: Frequency, begins: date, ends: date | None, first: date, last: date) -> tuple[Occurrence, ...]:
    found = []
    monday = max(_monday(first), _monday(begins))
    while monday <= last:
        if (monday - _monday(begins)).days // 7 % rule.every_weeks == 0:
            allowed = _allowed(rule, monday, begins, ends)
            if allowed and first <= allowed[0] <= last:
                times = min(rule.times, len(allowed))
                found += [Occurrence(f"{monday.isoformat()}#{i}", allowed, i) for i in range(times)]
        monday += timedelta(weeks=1)
    return tuple(found)


def _allowed(rule: Frequency, monday: date, begins: date, ends: date | None) -> tuple[date, ...]:
    """The days of the week on which a movable visit may fall."""
    week = (monday + timedelta(days=day - 1) for day in rule.weekdays)
    return tuple(day for day in week if begins <= day <= (ends or date.max) and _is_kept(rule, day))


def _is_kept(rule: Frequency, day: date) -> bool:
    return day not in rule.except_dates and not (rule.skips_holidays and is_red(day))


@lru_cache(maxsize=4096)
def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())  # without a zone: rrule counts days of the calendar
