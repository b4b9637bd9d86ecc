"""Clock times of one day moved by minutes; a day's end is where they stop."""

from __future__ import annotations

from datetime import time

from services.integrations.care_files.records import Hours

_LAST = 24 * 60 - 1


def minute(wall: time) -> int:
    """Minutes since midnight."""
    return 60 * wall.hour + wall.minute


def shifted(wall: time, by_min: int) -> time:
    """`by_min` minutes later (or earlier), never past the day's ends."""
    hour, rest = divmod(min(_LAST, max(0, minute(wall) + by_min)), 60)
    return time(hour, rest)


def around(start: time, before_min: int, after_min: int, duration_min: int) -> Hours:
    """The hours of a visit that may start so much earlier or later than wished."""
    latest = shifted(start, after_min)
    return Hours(shifted(start, -before_min), latest, shifted(latest, duration_min))
