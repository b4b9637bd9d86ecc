"""A client's need: a service that comes back in a rhythm, with what it asks of time and carers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.demo.services import Service

DAILY = tuple(range(7))
WORKING_DAYS = tuple(range(5))


@dataclass(frozen=True, slots=True)
class Rhythm:
    """On which weekdays (0 Monday) the need comes; with `every_weeks` 2 only in every second week, `week` 0 or 1.

    A movable need comes once in its week, on any of `weekdays`: `usual` is the day it is mostly done. One that is
    `is_loose` may even move over its whole fortnight.
    """

    weekdays: tuple[int, ...] = DAILY
    every_weeks: int = 1
    week: int = 0
    usual: int | None = None
    is_loose: bool = False

    def is_due(self, day: date, first_day: date) -> bool:
        """Whether the need comes on `day`, its usual day; weeks are counted from `first_day`."""
        week = (day - first_day).days // 7
        if self.every_weeks > 1 and week % self.every_weeks != self.week:
            return False
        return day.weekday() in self.weekdays if self.usual is None else day.weekday() == self.usual

    @property
    def per_day(self) -> float:
        """Visits per day in the long run."""
        per_week = len(self.weekdays) if self.usual is None else 1
        return per_week / (7 * self.every_weeks)


@dataclass(frozen=True, slots=True)
class Need:
    """`at_min` is the wished start, `slack_min` how far from it a start may lie (None: any time of the day).

    `after` names the need of the same day it must follow, at least `delay_min` after that one is over; `rest_h` is
    the least time between two visits of this need.
    """

    number: int
    service: Service
    duration_min: int
    at_min: int
    slack_min: int | None
    rhythm: Rhythm = Rhythm()
    carers: int = 1
    skills: tuple[str, ...] = ()
    after: int | None = None
    delay_min: int = 0
    rest_h: int = 0
    has_wish: bool = False
    is_optional: bool = False

    @property
    def minutes_per_day(self) -> float:
        """Minutes of care a day, each carer counted."""
        return self.duration_min * self.carers * self.rhythm.per_day
