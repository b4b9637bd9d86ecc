"""Texts in two languages, and numbers, dates and durations the way each language writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from string import Formatter


class Language(StrEnum):
    """A language the product speaks."""

    SV = "sv"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One thing said in Swedish and in English; a missing language cannot be typed.

    `{count} {count:visit is|visits are} left` says the first of the two where `count` is 1 (also "1" or "+1"), else
    the second.
    """

    sv: str
    en: str

    def __post_init__(self) -> None:
        if not self.sv.strip() or not self.en.strip():
            raise ValueError(f"Expected words in both languages, got sv={self.sv!r}, en={self.en!r}.")

    def __call__(self, language: Language, /, **values: object) -> str:
        """The words in `language`, with `{name}` replaced by `values`."""
        words = self.sv if language is Language.SV else self.en
        return _filled(words, values) if values else words

    def __add__(self, other: Text) -> Text:
        """Both texts, one after the other."""
        return Text(sv=self.sv + other.sv, en=self.en + other.en)

    def fill(self, **values: object) -> Text:
        """The same text with `{name}` filled in, in both languages; `Text` values follow their language."""
        swedish = {k: v.sv if isinstance(v, Text) else v for k, v in values.items()}
        english = {k: v.en if isinstance(v, Text) else v for k, v in values.items()}
        return Text(sv=_filled(self.sv, swedish), en=_filled(self.en, english))


class _Counting(Formatter):
    """`str.format` that also knows what one and what many are called."""

    def format_field(self, value: object, format_spec: str) -> str:
        if "|" not in format_spec:
            return str(super().format_field(value, format_spec))
        one, many = format_spec.split("|")
        return one if str(value).lstrip("+\u2212") == "1" else many


_COUNTING = _Counting()


def _filled(words: str, values: Mapping[str, object]) -> str:
    return _COUNTING.vformat(words, (), values) if "|" in words else words.format(**values)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of something, where one is a sentence of its own: what is said of one, and of none or many."""

    one: Text
    many: Text

    def of(self, count: int) -> Text:
        """The words for so many; `{count}`, where it stands, is filled in afterwards."""
        return self.one if count == 1 else self.many


NARROW_SPACE = "\u202f"
WEEKDAYS = {
    Language.SV: ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    Language.EN: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
SHORT_DAYS = (
    Text(sv="mån", en="Mon"), Text(sv="tis", en="Tue"), Text(sv="ons", en="Wed"), Text(sv="tor", en="Thu"),
    Text(sv="fre", en="Fri"), Text(sv="lör", en="Sat"), Text(sv="sön", en="Sun"),
)  # fmt: skip
"""Monday first."""

MINUTE_S, HOUR_S, DAY_S = 60, 3_600, 86_400

_DAYS = Text(sv="{days} dygn", en="{days} {days:day|days}")
_DAYS_AND = Text(sv="{days} {rest}", en="{days} {rest}")
_ON = Text(sv="{weekday} {day}/{month}", en="{weekday} {day}/{month}")

MONTHS = {
    Language.SV: ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
                  "november", "december"),
    Language.EN: ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                  "November", "December"),
}  # fmt: skip


def number(value: float, language: Language, decimals: int = 0) -> str:
    """`1 234,5` in Swedish, `1,234.5` in English; a real minus sign in both."""
    written = f"{abs(value):,.{decimals}f}"
    if language is Language.SV:
        written = written.replace(",", NARROW_SPACE).replace(".", ",")
    negative = value < 0 and any(digit in "123456789" for digit in written)
    return f"\u2212{written}" if negative else written


def share(value: float, language: Language, decimals: int = 1) -> str:
    """A share 0–1 as `80,5 %` or `80.5%`."""
    gap = NARROW_SPACE if language is Language.SV else ""
    return f"{number(100 * value, language, decimals)}{gap}%"


def hours(seconds: float, language: Language, decimals: int = 1) -> str:
    """Seconds as `20,5 h`."""
    return f"{number(seconds / 3600, language, decimals)}{NARROW_SPACE}h"


def minutes(seconds: float, language: Language) -> str:
    """Seconds as whole minutes, `12 min`."""
    return f"{number(round(seconds / 60), language)}{NARROW_SPACE}min"


def lasting(seconds: int) -> Text:
    """How long, as people say it: `40 s`, `90 min`, `2 h 30 min`, `40 h`, from two days on `3 dygn 4 h`."""
    if seconds < MINUTE_S:
        return _alike((seconds, "s"))
    if seconds < 2 * HOUR_S:
        return _alike((round(seconds / MINUTE_S), "min"))
    if seconds < 2 * DAY_S:
        whole, rest = divmod(round(seconds / MINUTE_S), 60)
        return _alike((whole, "h"), (rest, "min"))
    days, rest = divmod(round(seconds / HOUR_S), 24)
    return _DAYS_AND.fill(days=_DAYS.fill(days=days), rest=_alike((rest, "h"))) if rest else _DAYS.fill(days=days)


def _alike(*parts: tuple[int, str]) -> Text:
    """Numbers with signs that both languages write alike; what is nothing beside something is not said."""
    written = " ".join(f"{count}{NARROW_SPACE}{sign}" for count, sign in parts if count or len(parts) == 1)
    return Text(sv=written, en=written)


def clock(moment: datetime) -> str:
    """`07:05`, in the zone the moment carries."""
    return moment.strftime("%H:%M")


def long_date(day: date, language: Language) -> str:
    """`onsdag 3 februari` or `Wednesday 3 February`."""
    return f"{WEEKDAYS[language][day.weekday()]} {day.day} {MONTHS[language][day.month - 1]}"


def short_day(day: date) -> Text:
    """`tis 1/12` or `Tue 1/12`."""
    return _ON.fill(weekday=SHORT_DAYS[day.weekday()], day=day.day, month=day.month)


def week(day: date, language: Language) -> str:
    """`v. 5` or `wk 5` (ISO week)."""
    sign = "v." if language is Language.SV else "wk"
    return f"{sign}{NARROW_SPACE}{day.isocalendar().week}"


def weeks(first: date, last: date, language: Language) -> str:
    """`v. 5`, or `v. 5–6` where the days reach into another week."""
    begun, ended = week(first, language), week(last, language)
    return begun if begun == ended else f"{begun}–{last.isocalendar().week}"
