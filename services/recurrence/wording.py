"""A rule in words, for the page: `Var 3:e vecka: ons`, `2 times a week, Mon–Fri`."""

from __future__ import annotations

from datetime import date

from services.recurrence.frequency import WEEK, Frequency, Kind
from services.words import Language, Text, long_date

_SHORT = {
    Language.SV: ("mån", "tis", "ons", "tor", "fre", "lör", "sön"),
    Language.EN: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_DAILY = Text(sv="Varje dag", en="Every day")
_DAYS = Text(sv="Varje vecka: {days}", en="Every week: {days}")
_OTHER = Text(sv="Varannan vecka: {days}", en="Every other week: {days}")
_STEP = Text(sv="Var {weeks}:e vecka: {days}", en="Every {weeks} weeks: {days}")
_ONCE = Text(
    sv="En gång i veckan, {days}, dagen väljs vid planering", en="Once a week, {days}, the day is chosen when planning"
)
_TIMES = Text(
    sv="{times} gånger i veckan, {days}, dagarna väljs vid planering",
    en="{times} times a week, {days}, the days are chosen when planning",
)
_DATES = Text(sv="Bestämda dagar: {days}", en="On given days: {days}")
_MORE = Text(sv="{days} och {count} till", en="{days} and {count} more")
_EXCEPT = Text(sv=", utom {days}", en=", except {days}")
_HOLIDAYS = Text(sv=", inte på röda dagar", en=", not on public holidays")
_SHOWN = 3


def in_words(rule: Frequency, language: Language) -> str:
    """The rule as one line."""
    said = _said(rule, language)
    if rule.except_dates:
        said += _EXCEPT(language, days=_listed(rule.except_dates, language))
    return said + (_HOLIDAYS(language) if rule.skips_holidays else "")


def _said(rule: Frequency, language: Language) -> str:
    days = _weekdays(rule.weekdays, language)
    if rule.kind is Kind.DATES:
        return _DATES(language, days=_listed(rule.dates, language))
    if rule.kind is Kind.N_PER_WEEK:
        return (_ONCE if rule.times == 1 else _TIMES)(language, times=rule.times, days=days)
    if rule.kind is Kind.EVERY_N_WEEKS and rule.every_weeks > 1:
        return (_OTHER if rule.every_weeks == 2 else _STEP)(language, weeks=rule.every_weeks, days=days)
    return _DAILY(language) if rule.weekdays == WEEK else _DAYS(language, days=days)


def _weekdays(weekdays: tuple[int, ...], language: Language) -> str:
    names = _SHORT[language]
    if len(weekdays) > 2 and weekdays == tuple(range(weekdays[0], weekdays[-1] + 1)):
        return f"{names[weekdays[0] - 1]}–{names[weekdays[-1] - 1]}"
    return " ".join(names[day - 1] for day in weekdays)


def _listed(days: tuple[date, ...], language: Language) -> str:
    shown = ", ".join(long_date(day, language) for day in days[:_SHOWN])
    rest = len(days) - _SHOWN
    return _MORE(language, days=shown, count=rest) if rest > 0 else shown
