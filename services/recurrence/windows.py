"""Hours on the wall clock as moments: a need's windows on one day, right also when the clock is changed.

A time that does not exist (02:30 on the last Sunday of March) is the same moment an hour later on the wall; of one that
comes twice (last Sunday of October) a window takes the first for its start and the second for its end, so that it is
never shorter than it reads. A window whose end is not after its start ends the next day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.recurrence.faults import BAD_WINDOW, refused
from services.recurrence.frequency import WEEK, Json

MOST_PREFERENCE = 10


@dataclass(frozen=True, slots=True)
class DayWindow:
    """Hours in which a visit may begin and must be over.

    `day` is an ISO weekday 1–7, a date, or None for every day; `preference` −10…10 (0 allowed, above 0 preferred, below
    avoided).
    """

    start: time
    end: time
    day: int | date | None = None
    preference: int = 0

    def falls_on(self, day: date) -> bool:
        """Whether the window is there on `day`."""
        return self.day is None or self.day == (day if isinstance(self.day, date) else day.isoweekday())

    def to_json(self) -> list[Json]:
        """As stored: one entry for its day, seven for every day."""
        days = WEEK if self.day is None else (self.day,)
        clock = {"start": self.start.strftime("%H:%M"), "end": self.end.strftime("%H:%M")}
        return [
            {"day": day.isoformat() if isinstance(day, date) else day, **clock, "preference": self.preference}
            for day in days
        ]


@dataclass(frozen=True, slots=True)
class Span:
    """A window on one day as aware moments in UTC."""

    start: datetime
    end: datetime
    preference: int


def read_windows(told: object) -> tuple[DayWindow, ...]:
    """The windows that were stored or typed; raises `BadInput` (RECUR-009) with the entry that is wrong."""
    if not isinstance(told, list):
        raise refused(BAD_WINDOW, told)
    return tuple(_read(entry) for entry in told)


def spans_on(windows: Sequence[DayWindow], day: date, zone: ZoneInfo) -> tuple[Span, ...]:
    """The windows of `day` in order; a window for that date takes the place of those of the weekday."""
    falling = [window for window in windows if window.falls_on(day)]
    if any(isinstance(window.day, date) for window in falling):
        falling = [window for window in falling if isinstance(window.day, date)]
    spans = (_span(window, day, zone) for window in falling)
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))


def moment(day: date, wall: time, zone: ZoneInfo, *, is_second: bool = False) -> datetime:
    """The moment in UTC when the clock on the wall shows `wall` on `day`; of an hour that comes twice, as asked."""
    local = datetime.combine(day, wall, zone)
    return (local.replace(fold=1) if is_second and _exists(local) else local).astimezone(UTC)


def _exists(local: datetime) -> bool:
    return local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) == local.replace(tzinfo=None)


def _span(window: DayWindow, day: date, zone: ZoneInfo) -> Span:
    end_day = day if window.end > window.start else day + timedelta(days=1)
    return Span(moment(day, window.start, zone), moment(end_day, window.end, zone, is_second=True), window.preference)


def _read(entry: object) -> DayWindow:
    if not isinstance(entry, dict) or set(entry) - {"day", "start", "end", "preference"}:
        raise refused(BAD_WINDOW, entry)
    try:
        start, end = time.fromisoformat(entry["start"]), time.fromisoformat(entry["end"])
        day = entry["day"] if isinstance(entry["day"], int) else date.fromisoformat(entry["day"])
        preference = entry.get("preference", 0)
    except (KeyError, TypeError, ValueError):
        raise refused(BAD_WINDOW, entry) from None
    is_known_day = not isinstance(day, int) or (day in WEEK and not isinstance(day, bool))
    is_whole = isinstance(preference, int) and not isinstance(preference, bool)
    if not is_known_day or not is_whole or abs(preference) > MOST_PREFERENCE or start.tzinfo or end.tzinfo:
        raise refused(BAD_WINDOW, entry)
    return DayWindow(start, end, day, preference)
