"""Local wall time to seconds since the epoch, right also on the days the clock is changed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

ZONE_NAME = "Europe/Stockholm"
_ZONE = ZoneInfo(ZONE_NAME)
MINUTE_S = 60


@lru_cache(maxsize=1 << 16)
def at_s(day: date, minute: int) -> int:
    """Epoch seconds when the clock on the wall shows `minute` minutes past midnight of `day`."""
    hour, minute_of_hour = divmod(minute, 60)
    return int(datetime(day.year, day.month, day.day, hour, minute_of_hour, tzinfo=_ZONE).timestamp())


def days_from(first_day: date, count: int) -> list[date]:
    """`count` days in a row."""
    return [first_day + timedelta(days=i) for i in range(count)]


def is_weekend(day: date) -> bool:
    """Saturday or Sunday."""
    return day.weekday() >= 5
