"""Red days of the Swedish calendar, by the `holidays` library: they cost more and some visits stay away."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from services.words import Text


def is_red(day: date) -> bool:
    """Whether the day is a public holiday; an ordinary Sunday is not one."""
    return day in _year("sv", day.year)


def red_day(day: date) -> Text | None:
    """What the holiday is called, None on other days."""
    swedish = _year("sv", day.year).get(day)
    return None if swedish is None else Text(sv=swedish, en=_year("en_US", day.year)[day])


@lru_cache(maxsize=64)
def _year(language: str, year: int) -> dict[date, str]:
    from holidays import country_holidays  # heavy: asked for only where a year is looked at

    return dict(country_holidays("SE", years=year, language=language, include_sundays=False).items())
